"""Files as a source: a folder that is played for ever."""

import errno
import time

import av
import numpy as np
import pytest

from callsign.air.files import FilesSource, recordings
from callsign.air.reel import blocks
from callsign.engines.stream.journal import Kind
from tests.air.studio import ScriptedClock, Told, files_config, stereo, tape_folder
from tests.tape import write_tape

PATIENCE_S = 20


def files(path, told: Told | None = None) -> FilesSource:
    one = FilesSource(
        files_config(path), delay_ms=2_000, clock=ScriptedClock(), say=told or Told()
    )
    one.start()
    return one


def heard(one: FilesSource, seconds: float) -> np.ndarray:
    blocks, samples = [], 0
    patience = time.monotonic() + PATIENCE_S
    while samples < seconds * 48_000:
        assert time.monotonic() < patience
        if one.health().buffered_ms < 100 or not one.health().is_ready:
            time.sleep(0.001)
            continue
        block, missing = one.take(1_024, 0)
        assert missing == 0
        blocks.append(block)
        samples += 1_024
    return np.concatenate(blocks, axis=1)


class TestAFolder:
    def test_is_looped_without_a_gap(self, tmp_path):
        # 440 whole waves a second: the end of the tone fits its beginning.
        one = files(tape_folder(tmp_path, seconds=1.0))

        sound = heard(one, 4.0)[0]
        one.stop()

        ideal = 0.1 * np.sin(2 * np.pi * 440 * np.arange(len(sound)) / 48_000)
        assert np.abs(sound - ideal).max() < 1e-3

    def test_is_played_in_the_order_of_its_names(self, tmp_path):
        told = Told()
        for name in ("b", "a", "c"):
            write_tape(tmp_path / f"{name}.wav", stereo(0.4), rate_hz=48_000)
        one = files(tmp_path, told)

        heard(one, 1.0)
        one.stop()

        titles = [details["text"] for details in told.of(Kind.METADATA)]
        assert titles[:3] == ["a", "b", "c"]

    def test_goes_on_past_a_file_that_is_no_sound(self, tmp_path):
        told = Told()
        tape_folder(tmp_path)
        (tmp_path / "a.mp3").write_text("good morning")
        one = files(tmp_path, told)

        heard(one, 4.0)
        one.stop()

        assert "a.mp3" in told.of(Kind.REFUSED)[0]["reason"]

    def test_without_sound_is_told_once_and_looked_at_again(self, tmp_path):
        told = Told()
        folder = tmp_path / "programs"
        folder.mkdir()
        one = files(folder, told)
        patience = time.monotonic() + PATIENCE_S
        while not told.of(Kind.REFUSED):
            assert time.monotonic() < patience
            time.sleep(0.001)
        # A file that is half written would be told of as well.
        tape_folder(tmp_path / "elsewhere").joinpath("tone.wav").rename(
            folder / "tone.wav"
        )

        heard(one, 1.0)
        one.stop()

        assert len(told.of(Kind.REFUSED)) == 1

    def test_tells_of_each_damaged_file_once(self, tmp_path):
        """However many there are, and however often they are met."""
        told = Told()
        tape_folder(tmp_path, seconds=0.5)
        for name in ("a.mp3", "b.mp3"):
            (tmp_path / name).write_text("good morning")
        one = files(tmp_path, told)

        heard(one, 4.0)
        one.stop()

        names = [details["reason"][:5] for details in told.of(Kind.REFUSED)]
        assert names == ["a.mp3", "b.mp3"]

    @pytest.mark.parametrize(
        "failure",
        [
            PermissionError(errno.EACCES, "Permission denied"),
            OSError(errno.EIO, "Input/output error"),
        ],
    )
    def test_is_played_when_its_disk_is_back(self, tmp_path, monkeypatch, failure):
        told, failures = Told(), [failure]

        def found(path):
            if failures:
                raise failures.pop()
            return recordings(path)

        monkeypatch.setattr("callsign.air.files.recordings", found)
        one = files(tape_folder(tmp_path), told)

        heard(one, 1.0)
        one.stop()

        assert failure.strerror in told.of(Kind.REFUSED)[0]["reason"]

    def test_goes_on_past_a_file_that_breaks_its_decoder(self, tmp_path, monkeypatch):
        """FFmpeg has more errors than that of invalid data."""
        write_tape(tmp_path / "a.wav", stereo(0.4), rate_hz=48_000)
        write_tape(tmp_path / "b.wav", stereo(0.4), rate_hz=48_000)

        def decoded(sound):
            if sound.path.stem == "a":
                raise av.error.ExternalError(1, "Generic error in an external library")
            return blocks(sound)

        monkeypatch.setattr("callsign.air.files.blocks", decoded)
        one = files(tmp_path)

        heard(one, 1.0)
        one.stop()


class TestAPlaylist:
    def test_names_files_beside_it(self, tmp_path):
        tape_folder(tmp_path / "morning")
        playlist = tmp_path / "day.m3u"
        playlist.write_text("#EXTM3U\n\nmorning/tone.wav\n")

        assert recordings(playlist) == [tmp_path / "morning" / "tone.wav"]

    def test_that_is_damaged_names_what_can_be_a_file(self, tmp_path):
        playlist = tmp_path / "day.m3u"
        playlist.write_bytes(b"\0\0\xff\nmorning.wav\n")

        assert recordings(playlist) == [tmp_path / "morning.wav"]
