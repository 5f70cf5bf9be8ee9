"""Bandwidth: where in a recording a telephone takes over from the studio."""

from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from callsign.media.decoding import RATE_HZ, Samples

# Telephones end at 3.4 kHz; what a studio hears above this is mostly consonants.
UPPER_HZ = 4_000

# With less than this above in comparison to below, a line has cut it. A vowel alone
# has little above, but a second of speech has consonants.
MISSING_DB = -45
BLOCK_MS = 100
BLOCKS_AROUND = 5

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
    """Return, for each ``BLOCK_MS``, whether the sound around has no upper half."""
    width = RATE_HZ * BLOCK_MS // 1000
    padded = np.pad(samples.astype(np.float32), (0, -len(samples) % width))
    power = np.square(
        np.abs(np.fft.rfft(padded.reshape(-1, width) * np.hanning(width)))
    )
    above = power[:, UPPER_HZ * width // RATE_HZ :].sum(axis=1)
    # A unit of 16 bits in every sample counts as sound, or silence would be wide.
    ratio_db = 10 * np.log10((above + 1e-9) / (power.sum(axis=1) + width**2))
    loudest = np.pad(ratio_db, BLOCKS_AROUND, constant_values=-np.inf)
    around = sliding_window_view(loudest, 2 * BLOCKS_AROUND + 1).max(axis=1)
    return [bool(ratio < MISSING_DB) for ratio in around]
