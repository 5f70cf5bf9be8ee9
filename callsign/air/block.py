"""
Blocks: pieces of sound on their way through the mixer.

A block is an array of 32-bit floats, two rows (left, right), 48,000 columns a second.
"""

import math
from collections import deque

import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from callsign.engines.stream.segments import FRAME_SAMPLES, RATE_HZ

Block = NDArray[np.float32]

CHANNELS = 2
SILENCE_DB = -100.0
BLOCK_MS = FRAME_SAMPLES * 1_000 / RATE_HZ


def silence(samples: int) -> Block:
    return np.zeros((CHANNELS, samples), dtype=np.float32)


def block_of(frame: AudioFrame) -> Block:
    """Return the sound of a planar stereo frame of floats."""
    return np.asarray(frame.to_ndarray(), dtype=np.float32)


def frame_of(block: Block) -> AudioFrame:
    """Return a block as a frame for an encoder."""
    frame = AudioFrame.from_ndarray(
        np.ascontiguousarray(block), format="fltp", layout="stereo"
    )
    frame.sample_rate = RATE_HZ
    return frame


def decibels(amplitude: float) -> float:
    """
    Return an amplitude in decibels below full scale.

    >>> decibels(1.0), round(decibels(0.5), 1), decibels(0.0)
    (0.0, -6.0, -100.0)
    """
    return max(SILENCE_DB, 20 * math.log10(amplitude)) if amplitude > 0 else SILENCE_DB


def milliseconds(samples: int) -> int:
    """
    >>> milliseconds(48_000)
    1000
    """
    return samples * 1_000 // RATE_HZ


class Fifo:
    """Sound waiting in line: blocks of any length go in, any number of samples out."""

    def __init__(self) -> None:
        self.samples = 0
        self._blocks: deque[Block] = deque()

    def append(self, block: Block) -> None:
        self._blocks.append(block)
        self.samples += block.shape[1]

    def peek(self, samples: int) -> Block:
        """Return the first samples, or all there are, and leave them in line."""
        found, blocks = 0, []
        for block in self._blocks:
            if found >= samples:
                break
            blocks.append(block[:, : samples - found])
            found += blocks[-1].shape[1]
        return np.concatenate(blocks, axis=1) if blocks else silence(0)

    def drop(self, samples: int) -> None:
        """Remove the first samples, or all there are."""
        while samples > 0 and self._blocks:
            first = self._blocks.popleft()
            if first.shape[1] > samples:
                self._blocks.appendleft(first[:, samples:])
            gone = min(first.shape[1], samples)
            self.samples -= gone
            samples -= gone

    def pop(self, samples: int) -> Block:
        """Remove the first samples, or all there are, and return them."""
        block = self.peek(samples)
        self.drop(samples)
        return block
