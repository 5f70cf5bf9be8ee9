"""Leveling: a loud source and a soft one come to one loudness, slowly."""

import numpy as np
import pytest

from callsign.air.leveling import Leveler
from callsign.air.meter import Meter
from tests.air.studio import quiet, stereo


def leveled(sound: np.ndarray) -> tuple[Leveler, np.ndarray]:
    leveler, meter, blocks = Leveler(), Meter(), []
    for first in range(0, sound.shape[1] - 1_024, 1_024):
        block = sound[:, first : first + 1_024]
        meter.measure(block)
        blocks.append(leveler.level(block, meter.loudness_db))
    return leveler, np.concatenate(blocks, axis=1)


class TestASource:
    @pytest.mark.parametrize("dbfs", [-25.0, -11.0])
    def test_comes_to_the_loudness_of_the_others(self, dbfs):
        _, sound = leveled(stereo(30.0, dbfs=dbfs))

        loudness_db = 10 * np.log10(np.mean(np.square(sound[:, -48_000:])))
        assert loudness_db == pytest.approx(-20, abs=0.2)

    def test_is_not_raised_in_a_pause(self):
        leveler, _ = leveled(np.concatenate([stereo(1.0), quiet(60.0)], axis=1))

        assert abs(leveler.gain_db) < 6

    def test_is_never_clipped(self):
        soft_then_loud = [stereo(30.0, dbfs=-30.0), stereo(1.0, dbfs=-0.5)]

        _, sound = leveled(np.concatenate(soft_then_loud, axis=1))

        assert np.abs(sound).max() <= 1.0

    def test_changes_without_steps(self):
        _, sound = leveled(stereo(5.0, hz=100.0, dbfs=-11.0))

        assert np.abs(np.diff(sound[0])).max() < 0.005
