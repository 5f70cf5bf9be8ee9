"""Bandwidth: where in a recording a telephone takes over from the studio."""

from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from callsign.media.decoding import RATE_HZ, Samples

# Telephones end at 3.4 kHz; what a studio hears above this is mostly consonants.
UPPER_HZ = 4_000

# With less than this above in comparison to below, a line has cut it. A vowel alone
# has little above, but a second of speech has consonants.
MISSING_DB = -45
BLOCK_MS = 100
BLOCKS_AROUND = 5

# Softer than so many units of 16 bits there is nothing that could miss its upper half.
SOFTEST = 10

# Shorter pieces are left where they are: a single word is no line.
SHORTEST_MS = 1_500


@dataclass(frozen=True, slots=True)
class Channel:
    """A piece of sound, from sample ``first`` up to ``stop``, that came one way."""

    first: int
    stop: int
    is_line: bool


def channels(samples: Samples) -> list[Channel]:
    """
    Cut sound where its bandwidth changes: the host in the studio, the guest on the line.

    A hearer gets used to the sound of each piece; used to the mean of both, it hears
    neither. Pieces follow each other and cover everything; a short one belongs to
    the piece before it.
    """
    if len(samples) < SHORTEST_MS * RATE_HZ // 1000:
        return [Channel(0, len(samples), is_line=False)]
    width = RATE_HZ * BLOCK_MS // 1000
    found: list[Channel] = []
    at = 0
    for is_line, blocks in groupby(is_narrow(samples)):
        stop = min(at + len(list(blocks)) * width, len(samples))
        is_short = stop - at < SHORTEST_MS * RATE_HZ // 1000
        if found and (is_short or found[-1].is_line == is_line):
            found[-1] = replace(found[-1], stop=stop)
        else:
            found.append(Channel(at, stop, is_line))
        at = stop
    return found


def is_narrow(samples: Samples) -> list[bool]:
    """
    Return, for each ``BLOCK_MS``, whether there is sound around without an upper half.

    >>> is_narrow(np.zeros(3_200, dtype=np.int16))
    [False, False]
    """
    width = RATE_HZ * BLOCK_MS // 1000
    padded = np.pad(samples.astype(np.float32), (0, -len(samples) % width))
    blocks = padded.reshape(-1, width)
    power = np.square(np.abs(np.fft.rfft(blocks * np.hanning(width))))
    above = power[:, UPPER_HZ * width // RATE_HZ :].sum(axis=1)
    # Softer sound is counted as a little wider than it is, or rounding would decide.
    share = above / (power.sum(axis=1) + width**2)
    sounds = np.square(blocks).mean(axis=1) > SOFTEST**2
    widest, any_sound = most_around(share), most_around(sounds)
    return [
        bool(sound and share < 10 ** (MISSING_DB / 10))
        for sound, share in zip(any_sound, widest, strict=True)
    ]


def most_around(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return the most of each value and its ``BLOCKS_AROUND`` neighbors on both sides."""
    padded = np.pad(values, BLOCKS_AROUND)
    return np.asarray(sliding_window_view(padded, 2 * BLOCKS_AROUND + 1).max(axis=1))
