"""Measuring a recording in one pass."""

import pytest

from callsign.media.measuring import measure
from tests.tape import shortened, silence, tone, write_tape


class TestMeasuringARecording:
    def test_finds_its_length_loudness_and_shape(self, tmp_path):
        signal = tone(12, hz=997, dbfs=-23, rate_hz=48_000, channels=2)
        tape = write_tape(tmp_path / "a.wav", signal, rate_hz=48_000)

        measured = measure(tape)

        assert measured.duration_ms == 12_000
        assert measured.loudness.integrated_lufs == pytest.approx(-23, abs=0.1)
        assert len(measured.waveform) == 120
        assert measured.problems == ()

    def test_says_when_it_is_silent(self, tmp_path):
        measured = measure(write_tape(tmp_path / "a.wav", silence(3)))

        (problem,) = measured.problems
        assert problem.message.startswith("The whole recording is silent.")
        assert measured.loudness.integrated_lufs is None

    def test_counts_what_is_there_not_what_is_claimed(self, tmp_path):
        tape = write_tape(tmp_path / "a.wav", tone(10))

        measured = measure(shortened(tape, to=0.5))

        assert measured.duration_ms == pytest.approx(5_000, abs=10)
        assert "0:10 long" in measured.problems[0].message
