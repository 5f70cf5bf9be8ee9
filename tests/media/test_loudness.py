"""Loudness against signals whose loudness is known by definition."""

import numpy as np
import pytest
from av.audio.frame import AudioFrame

from callsign.media.loudness import LoudnessMeter
from tests.tape import tone

RATE_HZ = 48_000


def loudness_of(samples, rate_hz=RATE_HZ):
    meter = LoudnessMeter()
    layout = "mono" if len(samples) == 1 else "stereo"
    for first in range(0, samples.shape[1], 1_024):
        block = np.ascontiguousarray(samples[:, first : first + 1_024])
        frame = AudioFrame.from_ndarray(block, format="fltp", layout=layout)
        frame.sample_rate = rate_hz
        meter.hear(frame)
    return meter.loudness()


class TestMeasuringLoudness:
    @pytest.mark.parametrize(
        ("dbfs", "channels", "rate_hz", "lufs"),
        [
            # BS.1770-5: 997 Hz at 0 dBFS in one channel reads -3.01 LKFS.
            (0.0, 1, 48_000, -3.0),
            (-23.0, 2, 48_000, -23.0),  # EBU Tech 3341, case 1
            (-33.0, 2, 48_000, -33.0),  # EBU Tech 3341, case 2
            (-23.0, 2, 44_100, -23.0),
            (-20.0, 1, 16_000, -23.0),
        ],
    )
    def test_agrees_with_the_standard(self, dbfs, channels, rate_hz, lufs):
        signal = tone(10, hz=997, dbfs=dbfs, rate_hz=rate_hz, channels=channels)

        measured = loudness_of(signal, rate_hz)

        assert measured.integrated_lufs == pytest.approx(lufs, abs=0.15)
        assert measured.true_peak_dbtp == pytest.approx(dbfs, abs=0.3)

    def test_does_not_count_quiet_parts(self):
        """EBU Tech 3341, case 3: the gate leaves out what is far below the rest."""
        parts = [
            tone(seconds, hz=997, dbfs=dbfs, rate_hz=RATE_HZ, channels=2)
            for seconds, dbfs in [(10, -36.0), (60, -23.0), (10, -36.0)]
        ]

        measured = loudness_of(np.concatenate(parts, axis=1))

        assert measured.integrated_lufs == pytest.approx(-23.0, abs=0.15)

    def test_finds_a_peak_between_the_samples(self):
        """EBU Tech 3341, case 16: a quarter of the sample rate, crests between samples."""
        moments = np.arange(5 * RATE_HZ)
        wave = 0.5 * np.sin(np.pi / 2 * moments + np.pi / 4)
        wave *= np.clip(moments / RATE_HZ, 0, 1)  # a hard start would ring

        measured = loudness_of(np.tile(wave.astype(np.float32), (2, 1)))

        assert np.abs(wave).max() < 0.36
        assert measured.true_peak_dbtp == pytest.approx(-6.0, abs=0.2)

    @pytest.mark.parametrize("amplitude", [0.0, 1e-6])
    def test_silence_has_none(self, amplitude):
        measured = loudness_of(np.full((1, 2 * RATE_HZ), amplitude, dtype=np.float32))

        assert measured.integrated_lufs is None
        assert measured.is_silent

    def test_nothing_at_all_has_none(self):
        assert LoudnessMeter().loudness().true_peak_dbtp is None
