"""Stretches: a recording cut at quiet points into lengths that are good to hear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from callsign.engines.alignment.hearing import LEVEL_MS

# Free listening loses words at every cut and slows down with length.
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


def stretches(levels: Sequence[int], start_ms: int, end_ms: int) -> Iterator[Stretch]:
    """
    Cut a piece of a recording at its quietest points, once in 10 to 28 seconds.

    >>> levels = [-20] * 1_990 + [-60] * 20 + [-20] * 1_990
    >>> [(piece.start_ms, piece.end_ms) for piece in stretches(levels, 0, 40_000)]
    [(0, 20000), (20000, 40000)]
    """
    while end_ms - start_ms > LONGEST_MS:
        first = (start_ms + SHORTEST_MS) // LEVEL_MS
        last = min(start_ms + LONGEST_MS, end_ms - SHORTEST_MS) // LEVEL_MS
        cut_ms = quietest(levels[first:last], QUIET_MS // LEVEL_MS, first) * LEVEL_MS
        yield stretch(levels, start_ms, cut_ms)
        start_ms = cut_ms
    if end_ms > start_ms:
        yield stretch(levels, start_ms, end_ms)


def quietest(levels: Sequence[int], width: int, first: int) -> int:
    """
    Return the middle of the quietest ``width`` levels; their numbers start at ``first``.

    >>> quietest([-20, -20, -50, -60, -50, -20], 3, 100)
    103
    """
    sums = [0, *accumulate(levels)]
    starts = range(max(1, len(levels) - width + 1))
    return (
        first
        + width // 2
        + min(starts, key=lambda at: sums[min(at + width, len(levels))] - sums[at])
    )


def stretch(levels: Sequence[int], start_ms: int, end_ms: int) -> Stretch:
    """Return a stretch that knows whether it is silent."""
    inside = levels[start_ms // LEVEL_MS : end_ms // LEVEL_MS]
    return Stretch(start_ms, end_ms, is_silent=is_silence(inside))


def is_silence(levels: Sequence[int]) -> bool:
    """
    Return whether sound of these levels holds nothing to hear.

    >>> is_silence([-80, -70]), is_silence([-80, -30]), is_silence([])
    (True, False, True)
    """
    return max(levels, default=SILENCE_DB - 1) < SILENCE_DB
