"""Bandwidth: where in a recording a telephone takes over from the studio."""

from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

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


def channels(samples: Samples) -> list[tuple[int, int]]:
    """
    Cut sound where its bandwidth changes: the host in the studio, the guest on the line.

    A hearer gets used to the sound of each piece; used to the mean of both, it hears
    neither.

    Shape: (first sample, last sample + 1), one after the other, covering all
    """
    if len(samples) < SHORTEST_MS * RATE_HZ // 1000:
        return [(0, len(samples))]
    width = RATE_HZ * BLOCK_MS // 1000
    cuts = [0]
    at = 0
    for _, blocks in groupby(is_narrow(samples)):
        at += len(list(blocks)) * width
        if at - cuts[-1] >= SHORTEST_MS * RATE_HZ // 1000:
            cuts.append(at)
    # The last piece takes what is left, also when it is short.
    cuts = [*cuts[:-1], len(samples)] if len(cuts) > 1 else [0, len(samples)]
    return list(pairwise(cuts))


def is_narrow(samples: Samples) -> list[bool]:
    """Return, for each ``BLOCK_MS``, whether the sound around has no upper half."""
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1 / RATE_HZ) < UPPER_HZ] = 0
    above = power(np.fft.irfft(spectrum, len(samples)))
    ratio_db = 10 * np.log10((above + 1e-9) / (power(samples) + 1.0))
    return [
        bool(
            ratio_db[max(0, at - BLOCKS_AROUND) : at + BLOCKS_AROUND + 1].max()
            < MISSING_DB
        )
        for at in range(len(ratio_db))
    ]


def power(samples: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return the mean power of each ``BLOCK_MS``."""
    width = RATE_HZ * BLOCK_MS // 1000
    padded = np.pad(samples.astype(np.float64), (0, -len(samples) % width))
    return np.asarray(np.mean(np.square(padded.reshape(-1, width)), axis=1))
