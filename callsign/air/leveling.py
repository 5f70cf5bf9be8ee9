"""Leveling: sources brought to one loudness, so that a switch does not make people jump."""

import numpy as np

from callsign.air.block import Block, decibels
from callsign.engines.stream.segments import RATE_HZ

TARGET_DB = -20.0
# A source further off than this is set wrong, which an engineer should hear.
MOST_DB = 9.0
# Slower than anyone notices within a piece of music.
CHANGE_DB_PER_S = 0.5
# A pause is not a quiet program: the gain stays as it is.
PAUSE_BELOW_DB = -45.0
CEILING = 0.98


class Leveler:
    """A gain that follows the loudness of one source, slowly."""

    def __init__(self) -> None:
        self.gain_db = 0.0

    def level(self, block: Block, loudness_db: float) -> Block:
        """Return a block at the gain that its source's loudness asks for."""
        samples = block.shape[1]
        if not samples:
            return block
        before_db = self.gain_db
        peak_db = decibels(float(np.abs(block).max()))
        if min(peak_db, loudness_db) > PAUSE_BELOW_DB:
            wanted_db = min(MOST_DB, max(-MOST_DB, TARGET_DB - loudness_db))
            most_db = CHANGE_DB_PER_S * samples / RATE_HZ
            self.gain_db += min(most_db, max(-most_db, wanted_db - self.gain_db))
        # What would be clipped is turned down at once.
        room_db = decibels(CEILING) - peak_db
        self.gain_db = min(self.gain_db, max(0.0, room_db))
        ramp = np.linspace(min(before_db, self.gain_db), self.gain_db, samples)
        gains = (10 ** (ramp / 20)).astype(np.float32)
        leveled: Block = block * gains
        return leveled
