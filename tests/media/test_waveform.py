"""Waveforms, drawn from sound in pieces of any size."""

import numpy as np
import pytest
from av.audio.frame import AudioFrame
from hypothesis import given
from hypothesis import strategies as st

from callsign.media.waveform import WaveformBuilder, reduced, waveform_path


def waveform_of(samples, *, rate_hz, sizes):
    builder, first = WaveformBuilder(), 0
    for size in sizes:
        block = np.ascontiguousarray(samples[:, first : first + size])
        if block.shape[1] == 0:
            break
        frame = AudioFrame.from_ndarray(block, format="fltp", layout="mono")
        frame.sample_rate = rate_hz
        builder.hear(frame)
        first += size
    return builder.waveform()


class TestDrawingAWaveform:
    @pytest.mark.parametrize("rate_hz", [8_000, 11_025, 44_100, 48_000])
    def test_has_a_peak_for_every_tenth_of_a_second(self, rate_hz):
        samples = np.zeros((1, rate_hz * 61), dtype=np.float32)
        samples[0, int(60.05 * rate_hz)] = -1.0  # a click in the last second

        peaks = waveform_of(samples, rate_hz=rate_hz, sizes=[1_024] * 10_000)

        assert len(peaks) == 610
        assert [place for place, peak in enumerate(peaks) if peak] == [600]
        assert peaks[600] == 255

    def test_counts_a_last_stretch_that_is_shorter(self):
        samples = np.full((1, 900), 0.5, dtype=np.float32)

        assert waveform_of(samples, rate_hz=8_000, sizes=[900]) == bytes([128, 128])

    def test_of_broken_samples_is_still_bytes(self):
        samples = np.array([[np.nan, np.inf, -np.inf, 0.0]], dtype=np.float32)

        assert waveform_of(samples, rate_hz=8_000, sizes=[4]) in (
            bytes([0]),
            bytes([255]),
        )

    @given(
        st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=3_000),
        st.lists(st.integers(1, 700), min_size=1, max_size=30),
    )
    def test_does_not_depend_on_how_the_sound_arrives(self, samples, sizes):
        signal = np.array([samples], dtype=np.float32)

        in_pieces = waveform_of(signal, rate_hz=1_000, sizes=[*sizes, 10_000])
        at_once = waveform_of(signal, rate_hz=1_000, sizes=[10_000])

        assert in_pieces == at_once

    def test_of_nothing_is_empty(self):
        assert WaveformBuilder().waveform() == b""


class TestMakingItSmaller:
    @given(st.binary(max_size=500), st.integers(1, 80))
    def test_loses_no_peak(self, peaks, count):
        small = reduced(peaks, count)

        assert len(small) <= count
        assert max(small, default=0) == max(peaks, default=0)


class TestDrawingItAsAPath:
    def test_is_one_closed_outline(self):
        path = waveform_path(bytes([0, 255, 128]), width=30, height=40)

        assert path.startswith("M0 20V20H10V0H20V10H30")
        assert path.endswith("H0Z")

    def test_of_nothing_is_empty(self):
        assert waveform_path(b"", width=100, height=20) == ""

    @given(st.binary(min_size=1, max_size=500))
    def test_stays_inside_its_box(self, peaks):
        path = waveform_path(peaks, width=200, height=40)

        ups = [
            int(part)
            for part in path.replace("H", " ").replace("V", " V").split()
            if part[0] == "V"
            for part in [part[1:]]
        ]
        assert all(0 <= up <= 40 for up in ups)
