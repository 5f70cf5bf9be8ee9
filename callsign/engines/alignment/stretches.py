"""Stretches: a recording cut at quiet points into lengths that are good to hear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from callsign.engines.alignment.hearing import LEVEL_MS

# Free listening loses words at every cut and slows down with length; between
# these the words heard hardly change (bench/results, "stretch length").
SHORTEST_MS = 10_000
LONGEST_MS = 28_000

# A cut wants this much quiet around it, so that no word is halved.
QUIET_MS = 200

# A stretch whose loudest moment is softer holds nothing to hear: a studio's
# noise floor with the microphone open is about -60 dB.
SILENCE_DB = -60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a recording, from ``start_ms`` up to ``end_ms``."""

    start_ms: int
    end_ms: int
    is_silent: bool = False

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


def stretches(levels: Sequence[int], duration_ms: int) -> Iterator[Stretch]:
    """
    Cut a recording at its quietest points, one to every 10 to 28 seconds.

    >>> levels = bytes(60) * 50
    >>> [stretch.end_ms for stretch in stretches([-20] * 3_000, 30_000)][-1]
    30000
    """
    quiet = smoothed(levels, QUIET_MS // LEVEL_MS)
    start_ms = 0
    while duration_ms - start_ms > LONGEST_MS:
        first = (start_ms + SHORTEST_MS) // LEVEL_MS
        last = min((start_ms + LONGEST_MS) // LEVEL_MS, len(quiet))
        at = min(range(first, last), key=quiet.__getitem__, default=last)
        end_ms = at * LEVEL_MS
        yield stretch(levels, start_ms, end_ms)
        start_ms = end_ms
    if duration_ms > start_ms:
        yield stretch(levels, start_ms, duration_ms)


def stretch(levels: Sequence[int], start_ms: int, end_ms: int) -> Stretch:
    """Return a stretch that knows whether it is silent."""
    loudest = max(levels[start_ms // LEVEL_MS : end_ms // LEVEL_MS], default=-100)
    return Stretch(start_ms, end_ms, is_silent=loudest < SILENCE_DB)


def smoothed(levels: Sequence[int], width: int) -> Sequence[float]:
    """
    Return the mean level around each moment.

    >>> smoothed([-30, -30, -60, -60], 2)
    [-30.0, -30.0, -45.0, -60.0]
    """
    sums = [0, *accumulate(levels)]
    half = width // 2
    means = []
    for at in range(len(levels)):
        first, last = max(0, at - half), min(len(levels), at - half + width)
        means.append((sums[last] - sums[first]) / (last - first))
    return means
