"""A meter: how loud a source is, and for how long it has said nothing."""

import math

import numpy as np

from callsign.air.block import SILENCE_DB, Block, decibels, milliseconds
from callsign.engines.stream.segments import RATE_HZ

# The noise of an open studio lies above this, that of a converter without a signal below.
SILENT_BELOW_DB = -60.0
# Levels fall back this fast, so that a person who looks every few seconds sees peaks.
PEAK_FALLS_DB_PER_S = 6.0
LOUDNESS_OVER_S = 3.0


class Meter:
    """
    Levels of a source: peak with a slow fall, and loudness (RMS over some 3 s).

    Units:  ``peak_db`` and ``loudness_db`` in dB below full scale
    """

    def __init__(self) -> None:
        self.peak_db = SILENCE_DB
        self.silent_ms = 0
        self._mean_square = 0.0
        self._measured_s = 0.0
        self._silent_samples = 0

    @property
    def loudness_db(self) -> float:
        return decibels(math.sqrt(self._mean_square))

    def measure(self, block: Block) -> None:
        """Take in the next sound of the source."""
        samples = block.shape[1]
        if not samples:
            return
        seconds = samples / RATE_HZ
        flat = block.reshape(-1)
        mean_square = float(np.dot(flat, flat)) / flat.size
        peak_db = decibels(float(np.abs(flat).max()))
        self.peak_db = max(peak_db, self.peak_db - PEAK_FALLS_DB_PER_S * seconds)
        # Over what there was, until there was enough.
        self._measured_s = min(LOUDNESS_OVER_S, self._measured_s + seconds)
        share = seconds / self._measured_s if self._measured_s else 1.0
        self._mean_square += share * (mean_square - self._mean_square)
        self._count_silence(mean_square, samples)

    def _count_silence(self, mean_square: float, samples: int) -> None:
        if decibels(math.sqrt(mean_square)) < SILENT_BELOW_DB:
            self._silent_samples += samples
        else:
            self._silent_samples = 0
        self.silent_ms = milliseconds(self._silent_samples)
