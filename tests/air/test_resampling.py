"""Resampling by a hair: the sound stays the same, only its clock changes."""

import numpy as np
import pytest

from callsign.air.block import Fifo
from callsign.air.resampling import Resampler
from tests.air.studio import RATE_HZ, stereo


def read_all(sound: np.ndarray, ratio: float) -> np.ndarray:
    fifo = Fifo()
    resampler = Resampler(fifo)
    for first in range(0, sound.shape[1], 1_152):
        fifo.append(sound[:, first : first + 1_152])
    blocks = []
    while (block := resampler.read(1_024, ratio)).shape[1]:
        blocks.append(block)
    return np.concatenate(blocks, axis=1)


class TestResampling:
    @pytest.mark.parametrize("ratio", [1.0, 1.0002, 0.9998, 1.0005, 0.9995])
    def test_is_exact_to_60_db(self, ratio):
        heard = read_all(stereo(2.0, hz=1_000, dbfs=0.0), ratio)[0]

        moments = np.arange(len(heard)) * ratio / RATE_HZ
        error = heard - np.sin(2 * np.pi * 1_000 * moments)
        assert np.abs(error[100:]).max() < 1e-3

    def test_takes_and_gives_as_many_as_the_ratio_says(self):
        heard = read_all(stereo(10.0), 1.0005)

        assert abs(heard.shape[1] * 1.0005 - 10 * RATE_HZ) < 100

    def test_keeps_left_and_right_apart(self):
        sound = stereo(0.5)
        sound[1] = 0

        heard = read_all(sound, 1.0001)

        assert np.abs(heard[0]).max() > 0.09
        assert np.abs(heard[1]).max() == 0
