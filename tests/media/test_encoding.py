"""Renditions, looked at the way players look at them."""

import signal
import subprocess
import sys

import av
import numpy as np
import pytest

from callsign.media.encoding import Codec, encode
from callsign.media.measuring import measure
from callsign.media.sound import Sound, Stopped
from tests.tape import silence, sweep, tone, write_tape

TAGS = {"title": "Rain at last", "artist": "KDEMO"}


@pytest.fixture
def tape(tmp_path):
    return write_tape(tmp_path / "tape.wav", tone(8, channels=2))


class TestEncodingAnMp3:
    def test_runs_at_one_rate_and_says_how_long_it_is(self, tape, tmp_path):
        encoded = encode(tape, tmp_path / "a.mp3", codec=Codec.MP3, tags=TAGS)

        data = (tmp_path / "a.mp3").read_bytes()
        assert data[:4] == b"ID3\x03"
        assert b"Info" in data[:2_048]  # Xing is for changing rates, Info for one
        assert b"LAME" in data[:2_048] or b"Lavc" in data[:2_048]
        assert encoded.size_bytes == pytest.approx(8 * 128_000 / 8, rel=0.02)

    def test_keeps_the_tags(self, tape, tmp_path):
        encode(tape, tmp_path / "a.mp3", codec=Codec.MP3, tags=TAGS)

        with av.open(str(tmp_path / "a.mp3")) as file:
            assert file.metadata["title"] == "Rain at last"
            assert file.metadata["artist"] == "KDEMO"


class TestEncodingOpus:
    def test_is_ogg_at_48_khz_with_its_tags(self, tape, tmp_path):
        encoded = encode(tape, tmp_path / "a.opus", codec=Codec.OPUS, tags=TAGS)

        assert (tmp_path / "a.opus").read_bytes()[:4] == b"OggS"
        assert (encoded.rate_hz, encoded.bit_rate) == (48_000, 64_000)
        with av.open(str(tmp_path / "a.opus")) as file:
            assert file.streams.audio[0].metadata["title"] == "Rain at last"


@pytest.mark.parametrize("codec", list(Codec))
class TestEveryRendition:
    def test_is_as_long_as_the_recording(self, tape, tmp_path, codec):
        encode(tape, tmp_path / "a", codec=codec)

        assert measure(tmp_path / "a").duration_ms == pytest.approx(8_000, abs=60)

    def test_sounds_at_the_moment_the_recording_does(self, tmp_path, codec):
        """A word's time holds in each rendition: the click is where it was."""
        clicks = np.zeros((1, 48_000 * 6), dtype=np.float32)
        clicks[0, 48_000 * 4 : 48_000 * 4 + 480] = 0.8
        tape = write_tape(tmp_path / "tape.wav", clicks, rate_hz=48_000)

        encode(tape, tmp_path / "a", codec=codec)

        with Sound(tmp_path / "a") as sound:
            heard = np.concatenate([frame.to_ndarray() for frame in sound], axis=1)
        first_loud = np.argmax(np.abs(heard[0]) > 0.3)
        assert first_loud / sound.rate_hz == pytest.approx(4.0, abs=0.003)

    @pytest.mark.parametrize("channels", [1, 2])
    def test_keeps_mono_and_stereo_apart(self, tmp_path, codec, channels):
        tape = write_tape(tmp_path / "tape.wav", tone(1, channels=channels))

        encode(tape, tmp_path / "a", codec=codec)

        assert measure(tmp_path / "a").channels == channels

    @pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 96_000])
    def test_can_be_made_of_any_rate(self, tmp_path, codec, rate_hz):
        tape = write_tape(
            tmp_path / "tape.wav", tone(1, rate_hz=rate_hz), rate_hz=rate_hz
        )

        encoded = encode(tape, tmp_path / "a", codec=codec)

        assert encoded.rate_hz in (32_000, 44_100, 48_000)
        assert measure(tmp_path / "a").duration_ms == pytest.approx(1_000, abs=60)

    def test_is_not_there_when_the_work_was_stopped(self, tmp_path, codec):
        tape = write_tape(tmp_path / "t.wav", silence(30, rate_hz=8_000), rate_hz=8_000)
        answers = iter([False, False, True])

        with pytest.raises(Stopped):
            encode(tape, tmp_path / "a", codec=codec, cancelled=lambda: next(answers))

        assert [path.name for path in tmp_path.iterdir()] == ["t.wav"]


class TestGain:
    def test_makes_it_louder_by_that_much(self, tape, tmp_path):
        before = measure(tape).loudness.integrated_lufs

        encode(tape, tmp_path / "a.opus", codec=Codec.OPUS, gain_db=6.0)

        after = measure(tmp_path / "a.opus").loudness.integrated_lufs
        assert after - before == pytest.approx(6.0, abs=0.3)

    def test_does_not_clip_a_peak(self, tmp_path):
        loud = write_tape(tmp_path / "loud.wav", sweep(4))

        encode(loud, tmp_path / "a.opus", codec=Codec.OPUS, gain_db=15.0)

        assert measure(tmp_path / "a.opus").loudness.true_peak_dbtp < 0.5


FULL_DISK = """
import resource, sys
from pathlib import Path
from callsign.media.encoding import Codec, encode
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    encode(Path(sys.argv[1]), Path(sys.argv[2]), codec=Codec.MP3)
except OSError:
    print("refused", *sorted(path.name for path in Path(sys.argv[2]).parent.iterdir()))
"""


@pytest.mark.skipif(
    not hasattr(signal, "SIGXFSZ"), reason="the system has no file limit"
)
def test_a_disk_that_is_full_leaves_no_half_rendition(tape, tmp_path):
    folder = tmp_path / "renditions"
    folder.mkdir()

    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, tape, folder / "a.mp3"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip() == "refused"
