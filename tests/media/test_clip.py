"""Clips, cut to the sample."""

import numpy as np
import pytest

from callsign.media.clip import ImpossibleClip, clip
from callsign.media.encoding import Codec
from callsign.media.measuring import measure
from callsign.media.sound import Sound
from tests.tape import tone, write_tape

RATE_HZ = 48_000


def samples_of(path):
    with Sound(path) as sound:
        return np.concatenate([frame.to_ndarray() for frame in sound], axis=1)


@pytest.fixture
def tape(tmp_path):
    """Ten seconds of quiet tone with a loud stretch from 6.000 to 6.500 s."""
    signal = tone(10, dbfs=-40, rate_hz=RATE_HZ)
    signal[0, 6 * RATE_HZ : int(6.5 * RATE_HZ)] *= 30
    return write_tape(tmp_path / "tape.wav", signal, rate_hz=RATE_HZ)


class TestCuttingAClip:
    @pytest.mark.parametrize("codec", list(Codec))
    def test_lasts_as_long_as_asked(self, tape, tmp_path, codec):
        heard_ms = clip(tape, tmp_path / "c", start_ms=1_234, end_ms=4_321, codec=codec)

        assert heard_ms == 3_087
        assert measure(tmp_path / "c").duration_ms == pytest.approx(3_087, abs=30)

    def test_begins_and_ends_at_the_sample(self, tape, tmp_path):
        clip(tape, tmp_path / "c", start_ms=5_000, end_ms=7_000, codec=Codec.OPUS)

        loud = np.flatnonzero(np.abs(samples_of(tmp_path / "c")[0]) > 0.1)
        assert loud[0] / RATE_HZ == pytest.approx(1.0, abs=0.004)
        assert loud[-1] / RATE_HZ == pytest.approx(1.5, abs=0.004)

    def test_fades_at_both_edges(self, tape, tmp_path):
        clip(tape, tmp_path / "c", start_ms=6_000, end_ms=6_500, codec=Codec.OPUS)

        samples = np.abs(samples_of(tmp_path / "c")[0])
        middle = samples[RATE_HZ // 5 : RATE_HZ // 4].max()
        assert samples[: RATE_HZ // 200].max() < middle / 4
        assert samples[RATE_HZ // 2 - RATE_HZ // 200 : RATE_HZ // 2].max() < middle / 4

    def test_ends_with_the_recording(self, tape, tmp_path):
        assert (
            clip(tape, tmp_path / "c", start_ms=9_000, end_ms=15_000, codec=Codec.MP3)
            == 1_000
        )

    @pytest.mark.parametrize(
        ("start_ms", "end_ms"),
        [(2_000, 2_000), (3_000, 2_000), (-1, 2_000), (10_500, 11_000)],
    )
    def test_that_holds_nothing_is_refused(self, tape, tmp_path, start_ms, end_ms):
        with pytest.raises(ImpossibleClip):
            clip(
                tape, tmp_path / "c", start_ms=start_ms, end_ms=end_ms, codec=Codec.MP3
            )

        assert not (tmp_path / "c").exists()
