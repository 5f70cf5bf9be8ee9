"""What a line leaves of a voice, and what a hearer is told about it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.media.decoding import RATE_HZ
from callsign.media.hearing import with_noise_floor
from callsign.media.telephone import (
    CEPSTRA,
    FILTERS,
    FILTERS_HIGH_HZ,
    FILTERS_LOW_HZ,
    LIFTER,
    STREAMS,
    by_telephone,
    filters_passed,
    in_hertz,
    in_mel,
    transform,
    write_transform,
)

# Longer and smoother than the model's own, so that no filter hears its neighbors.
WINDOW = np.blackman(4_096)

# Where a line is silent a hearer hears its floor of noise (``with_noise_floor``).
FLOOR_DB = -74


def hiss(seed, length=4 * RATE_HZ):
    return np.random.default_rng(seed).normal(0, 3_000, length).astype(np.int16)


def cepstra(samples):
    """Return the mean cepstra of sound, the way the acoustic model looks at it."""
    edges = in_hertz(
        np.linspace(in_mel(FILTERS_LOW_HZ), in_mel(FILTERS_HIGH_HZ), FILTERS + 2)
    )
    pitch_hz = np.fft.rfftfreq(len(WINDOW), 1 / RATE_HZ)
    filters = np.array(
        [
            np.interp(pitch_hz, edges[number : number + 3], [0, 1, 0])
            for number in range(FILTERS)
        ]
    )
    heard = np.frombuffer(with_noise_floor(samples, FLOOR_DB), dtype=np.int16)
    frames = heard[: len(heard) // len(WINDOW) * len(WINDOW)].reshape(-1, len(WINDOW))
    power = np.square(np.abs(np.fft.rfft(frames * WINDOW)))
    energies = np.log(power.mean(axis=0) @ filters.T)
    order = np.arange(CEPSTRA)[:, np.newaxis]
    waves = np.cos(np.pi * order * (np.arange(FILTERS) + 0.5) / FILTERS)
    waves *= np.sqrt(2 / FILTERS)
    waves[0] /= np.sqrt(2)
    lifter = 1 + LIFTER / 2 * np.sin(np.pi * np.arange(CEPSTRA) / LIFTER)
    return lifter * (waves @ energies)


def colored(samples, tilt):
    """Return sound whose upper parts are softer or louder, as one vowel is not another."""
    spectrum = np.fft.rfft(samples)
    pitch_hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    return np.fft.irfft(spectrum * (1 + pitch_hz / 1_000) ** tilt, len(samples))


class TestALine:
    def test_leaves_nothing_below_and_above(self):
        power = np.abs(np.fft.rfft(by_telephone(hiss(seed=1)))) ** 2

        outside = power[: 290 * 4].sum() + power[3_410 * 4 :].sum()
        assert outside / power.sum() < 1e-5

    @given(st.integers(1, 3_000))
    def test_keeps_the_length(self, length):
        assert len(by_telephone(hiss(seed=2, length=length))) == length

    def test_hardly_changes_what_a_line_brought(self):
        once = by_telephone(hiss(seed=3))

        twice = by_telephone(once)

        assert np.abs(twice.astype(int) - once).max() <= 2  # rounding

    def test_lets_the_middle_filters_pass(self):
        passed = filters_passed()

        assert passed.shape == (FILTERS,)
        assert passed[0] == 0  # 130 to 300 Hz
        assert passed[10] == pytest.approx(1)
        assert passed[-1] == 0  # up to 6,800 Hz


class TestWhatTheHearerIsTold:
    @given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5))
    def test_moves_one_voice_as_the_line_does(self, tilt, other_tilt):
        """
        Two sounds differ by telephone in what the transform leaves of their difference.

        What they have in common is subtracted by the hearer itself.
        """
        one, other = (colored(hiss(seed=4), t) for t in (tilt, other_tilt))
        one, other = (sound / np.std(sound) * 2_000 for sound in (one, other))

        told = transform() @ (cepstra(one) - cepstra(other))

        heard = cepstra(by_telephone(one)) - cepstra(by_telephone(other))
        assert told == pytest.approx(heard, abs=0.1 * np.abs(heard).max() + 0.1)

    def test_is_written_as_pocketsphinx_reads_it(self, tmp_path):
        file = tmp_path / "line.mllr"

        write_transform(file)

        numbers = [float(number) for number in file.read_text().split()]
        assert numbers[:2] == [1, STREAMS]  # one class of voices, three streams
        size = 1 + CEPSTRA * CEPSTRA + 2 * CEPSTRA
        assert len(numbers) == 2 + STREAMS * size
        for stream in np.reshape(numbers[2:], (STREAMS, size)):
            assert stream[0] == CEPSTRA
            rows, shift, spread = np.split(
                stream[1:], [CEPSTRA * CEPSTRA, CEPSTRA * (CEPSTRA + 1)]
            )
            assert rows == pytest.approx(transform().ravel(), abs=1e-6)
            assert not shift.any()
            assert (spread == 1).all()
