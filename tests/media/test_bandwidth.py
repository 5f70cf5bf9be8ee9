"""Where a telephone takes over from the studio."""

import numpy as np
import pytest

from callsign.media.bandwidth import channels
from callsign.media.decoding import RATE_HZ


@pytest.fixture
def studio():
    noise = np.random.default_rng(seed=1).normal(0, 3_000, 4 * RATE_HZ)
    return noise.astype(np.int16)


def by_telephone(samples):
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    spectrum[(hz < 300) | (hz > 3_400)] = 0
    return np.fft.irfft(spectrum, len(samples)).astype(np.int16)


class TestFindingChannels:
    def test_leaves_a_studio_in_one_piece(self, studio):
        assert channels(studio) == [(0, len(studio))]

    def test_cuts_where_a_telephone_takes_over(self, studio):
        both = np.concatenate([studio, by_telephone(studio)])

        first, second = channels(both)

        assert first[1] == second[0] == pytest.approx(4 * RATE_HZ, abs=RATE_HZ)
        assert second[1] == len(both)

    @pytest.mark.parametrize("length", [0, 1, 1_599, 1_600, 24_001])
    def test_covers_sound_of_any_length(self, length):
        assert channels(np.zeros(length, dtype=np.int16)) == [(0, length)]
