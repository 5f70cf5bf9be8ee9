"""Export: a piece of what was on air, exact to the sample."""

from pathlib import Path

import av
import numpy as np
import pytest

from callsign.air.block import Fifo
from callsign.air.cutting import Cutter
from callsign.air.encoders import AacEncoder
from callsign.air.export import (
    DAY_MS,
    FarOutside,
    NoLength,
    NoSuchFolder,
    NothingKept,
    UnknownSuffix,
    export,
)
from callsign.air.joined import Joined
from callsign.air.keeping import Keeper
from callsign.air.store import Store, init_path, write_whole
from callsign.engines.stream.withheld import Span, Withheld
from callsign.media.sound import Sound
from tests.air.studio import FRIDAY_NOON_MS, RATE_HZ, Told

START_MS = FRIDAY_NOON_MS


def clicks(seconds: float) -> np.ndarray:
    """A click at the beginning of every second, and a soft tone."""
    moments = np.arange(round(seconds * RATE_HZ))
    sound = 0.02 * np.sin(2 * np.pi * 300 * moments / RATE_HZ)
    sound[moments % RATE_HZ < 24] = 0.9
    return np.tile(sound.astype(np.float32), (2, 1))


def archive(folder, sound: np.ndarray, *, start_ms: int = START_MS) -> None:
    """Keep sound as air would have, captured from ``start_ms`` on."""
    encoder, cutter, fifo = AacEncoder(128), Cutter(["aac128"]), Fifo()
    keeper = Keeper(Store(folder, ["aac128"]), rewind_hours=1, say=Told(), kbps=128)
    write_whole(init_path(folder, "aac128"), encoder.init_segment)
    # What comes before is silence, as long as priming and more makes whole milliseconds.
    lead = 64 * 48 - 1_024
    fifo.append(np.concatenate([np.zeros((2, lead), np.float32), sound], axis=1))
    cutter.begin(start_ms - 64)
    while fifo.samples >= 1_024:
        cut = cutter.add({"aac128": encoder.encode(fifo.pop(1_024))})
        if cut is not None:
            keeper.keep(cut)


def frames_of(file) -> list[bytes]:
    """Return the frames of a recording as they are, not decoded."""
    name = str(file) if isinstance(file, Path) else file
    with av.open(name, format="mp4") as container:
        return [bytes(one) for one in container.demux(audio=0) if one.size]


def clicks_in(path) -> list[int]:
    """Return the samples at which clicks begin."""
    with Sound(path) as recording:
        sound = np.concatenate([one.to_ndarray() for one in recording], axis=1)[0]
    # An encoder smears a click ahead; the jump itself stays where it is.
    high = np.flatnonzero(
        np.diff(np.abs(sound) > 0.45, prepend=False) & (np.abs(sound) > 0.45)
    )
    return [int(one) for one in high[np.diff(high, prepend=-RATE_HZ) > 2_000]]


def samples_in(path) -> int:
    """Return how long a player hears the file."""
    with Sound(path) as recording:
        decoded = sum(frame.samples for frame in recording)
        # FFmpeg decodes the last frame of an M4A whole; its edit list says where to end.
        stated = recording.stream.duration if path.suffix == ".m4a" else None
    return min(decoded, stated or decoded)


class TestAPiece:
    @pytest.mark.parametrize("suffix", [".mp3", ".m4a"])
    def test_begins_and_ends_on_the_sample(self, tmp_path, suffix):
        archive(tmp_path / "kdemo", clicks(12.0))
        target = tmp_path / f"piece{suffix}"

        missing_ms = export(
            tmp_path / "kdemo",
            target,
            start_ms=START_MS + 3_500,
            end_ms=START_MS + 7_250,
        )

        found = clicks_in(target)
        expected = [24_000 + second * RATE_HZ for second in range(4)]
        assert missing_ms == 0
        assert samples_in(target) == 3_750 * 48
        assert len(found) == 4
        assert np.abs(np.subtract(found, expected)).max() <= 8

    def test_is_copied_as_it_was_sent_where_nothing_is_missing(self, tmp_path):
        archive(tmp_path, clicks(12.0))
        target = tmp_path / "piece.m4a"
        start_ms, end_ms = START_MS + 3_500, START_MS + 7_250

        export(tmp_path, target, start_ms=start_ms, end_ms=end_ms)

        store = Store(tmp_path, ["aac128"])
        sent = [store.path("aac128", one) for one in store.found()[0]]
        frames = frames_of(Joined([init_path(tmp_path, "aac128"), *sent]))
        copied = frames_of(target)
        count = len(copied)
        assert any(frames[one : one + count] == copied for one in range(len(frames)))
        assert len(copied) == 3_750 * 48 // 1_024 + 2

    @pytest.mark.parametrize(("before_ms", "after_ms"), [(0, 1), (1, 0), (500, 1_023)])
    def test_that_is_copied_is_as_long_as_it_was(self, tmp_path, before_ms, after_ms):
        archive(tmp_path, clicks(12.0))
        target = tmp_path / "piece.m4a"
        start_ms, end_ms = START_MS + 3_000 + before_ms, START_MS + 7_000 + after_ms

        export(tmp_path, target, start_ms=start_ms, end_ms=end_ms)

        assert samples_in(target) == (end_ms - start_ms) * 48

    @pytest.mark.parametrize("suffix", [".mp3", ".m4a"])
    def test_takes_no_time_where_it_is_left_out(self, tmp_path, suffix):
        archive(tmp_path / "kdemo", clicks(12.0))
        target = tmp_path / f"piece{suffix}"
        break_ = Span(START_MS + 4_250, START_MS + 6_750)

        missing_ms = export(
            tmp_path / "kdemo",
            target,
            start_ms=START_MS + 2_500,
            end_ms=START_MS + 8_500,
            left_out=Withheld.of([break_]),
        )

        expected = [0.5, 1.5, 2.0, 3.0]
        assert missing_ms == 0
        assert samples_in(target) == 3_500 * 48
        found = clicks_in(target)
        assert np.abs(np.subtract(found, np.multiply(expected, RATE_HZ))).max() <= 8

    def test_is_silent_where_air_was_down(self, tmp_path):
        archive(tmp_path / "kdemo", clicks(8.0))
        archive(tmp_path / "kdemo", clicks(8.0), start_ms=START_MS + 20_000)
        target = tmp_path / "piece.m4a"

        missing_ms = export(
            tmp_path / "kdemo",
            target,
            start_ms=START_MS + 4_500,
            end_ms=START_MS + 23_500,
        )

        found = clicks_in(target)
        assert 11_000 < missing_ms < 15_000
        assert samples_in(target) == 19_000 * 48
        # The first click of what came back is lost in the warming up of the decoder.
        assert found[-1] == pytest.approx(18.5 * RATE_HZ, abs=8)

    def test_is_silent_where_it_is_withheld(self, tmp_path):
        archive(tmp_path / "kdemo", clicks(12.0))
        target = tmp_path / "piece.mp3"
        football = Withheld.of([Span(START_MS + 4_000, START_MS + 6_000)])

        missing_ms = export(
            tmp_path / "kdemo",
            target,
            start_ms=START_MS,
            end_ms=START_MS + 10_000,
            withheld=football,
        )

        found = [one / RATE_HZ for one in clicks_in(target)]
        assert 2_000 <= missing_ms <= 6_000
        assert samples_in(target) == 10_000 * 48
        assert not [one for one in found if 3.9 < one < 6.0]

    def test_of_what_is_withheld_is_refused(self, tmp_path):
        archive(tmp_path / "kdemo", clicks(4.0))

        with pytest.raises(NothingKept):
            export(
                tmp_path / "kdemo",
                tmp_path / "piece.mp3",
                start_ms=START_MS,
                end_ms=START_MS + 1_000,
                withheld=Withheld.of([Span(0, START_MS * 2)]),
            )

    def test_that_ends_before_it_begins_is_refused_in_words(self, tmp_path):
        with pytest.raises(NoLength, match=r"begin at .*T17:00:01.*FROM comes before"):
            export(
                tmp_path / "kdemo",
                tmp_path / "piece.mp3",
                start_ms=1_795_194_001_000,
                end_ms=1_795_194_000_000,
            )

    def test_into_no_folder_is_refused_by_its_name(self, tmp_path):
        archive(tmp_path / "kdemo", clicks(4.0))

        with pytest.raises(NoSuchFolder, match=r"there is no .*/logs"):
            export(
                tmp_path / "kdemo",
                tmp_path / "logs" / "piece.mp3",
                start_ms=START_MS,
                end_ms=START_MS + 1_000,
            )

    def test_of_nothing_is_refused(self, tmp_path):
        archive(tmp_path / "kdemo", clicks(4.0))
        target = tmp_path / "piece.mp3"

        with pytest.raises(NothingKept):
            export(tmp_path / "kdemo", target, start_ms=0, end_ms=1_000)
        with pytest.raises(NothingKept):
            export(tmp_path / "nobody", target, start_ms=0, end_ms=1_000)
        assert not target.exists()

    @pytest.mark.parametrize(
        ("early_ms", "late_ms"), [(366 * DAY_MS, 0), (0, 366 * DAY_MS)]
    )
    def test_of_a_mistyped_year_is_refused_and_no_year_of_silence(
        self, tmp_path, early_ms, late_ms
    ):
        archive(tmp_path, clicks(6.0))
        target = tmp_path / "piece.mp3"

        with pytest.raises(FarOutside, match=r"36\d days .* what is kept goes from 20"):
            export(
                tmp_path,
                target,
                start_ms=START_MS - early_ms,
                end_ms=START_MS + 2_000 + late_ms,
            )

        assert not target.exists()

    def test_has_to_be_called_mp3_or_m4a(self, tmp_path):
        with pytest.raises(UnknownSuffix):
            export(tmp_path, tmp_path / "piece.wav", start_ms=0, end_ms=1)
