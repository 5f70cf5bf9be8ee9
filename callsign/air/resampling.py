"""
Resampling by a hair: a source's clock made to agree with the server's.

Two crystals differ by up to a few hundred millionths. A windowed sinc reads the sound at
places between its samples; the table below has one kernel for each 8,192nd of a sample,
which puts the error 76 dB under a tone of 10 kHz.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from callsign.air.block import Block, Fifo, silence

TAPS = 32
BEFORE = TAPS // 2 - 1
PHASES = 8_192
KAISER_BETA = 9.0


def kernels() -> NDArray[np.float32]:
    """Return a kernel for each place between two samples; each sums to one."""
    fractions = np.arange(PHASES)[:, None] / PHASES
    distances = np.arange(TAPS)[None, :] - BEFORE - fractions
    window = np.i0(
        KAISER_BETA * np.sqrt(np.clip(1 - (distances / (TAPS / 2)) ** 2, 0, None))
    )
    table = np.sinc(distances) * window
    normal: NDArray[np.float32] = (table / table.sum(axis=1, keepdims=True)).astype(
        np.float32
    )
    return normal


KERNELS = kernels()


class Resampler:
    """Reads a line of sound a little faster or slower than it was written."""

    def __init__(self, fifo: Fifo) -> None:
        self.fifo = fifo
        # The first sample needs neighbors on its left.
        fifo.append(silence(BEFORE))
        self._fraction = 0.0

    @property
    def samples(self) -> int:
        """How many samples wait; a read at ratio 1 can have nearly as many."""
        return max(0, self.fifo.samples - BEFORE)

    def read(self, samples: int, ratio: float) -> Block:
        """
        Return the next samples, or as many as there are.

        ``ratio`` is how many samples of the source pass for one that is returned.
        """
        usable = self.fifo.samples - TAPS - self._fraction
        samples = min(samples, max(0, int(usable / ratio)))
        if not samples:
            return silence(0)
        places = self._fraction + ratio * np.arange(samples, dtype=np.float64)
        block = self._sound_at(places)
        self._move(self._fraction + ratio * samples)
        return block

    def _sound_at(self, places: NDArray[np.floating]) -> Block:
        """Return the sound at places in the line, which rise."""
        whole = places.astype(np.int64)
        phases = ((places - whole) * PHASES).astype(np.int64)
        sound = self.fifo.peek(int(whole[-1]) + TAPS)
        windows = sliding_window_view(sound, TAPS, axis=1)[:, whole]
        block: Block = np.einsum("cnt,nt->cn", windows, KERNELS[phases])
        return block

    def skip(self, samples: int) -> None:
        """Leave samples out."""
        self.fifo.drop(min(samples, self.samples))

    def _move(self, place: float) -> None:
        passed = int(place)
        self.fifo.drop(passed)
        self._fraction = place - passed
