"""Stretches of time, in UTC milliseconds: joined where they meet, and what two share."""

from collections.abc import Iterable
from datetime import datetime

from callsign.engines.stream.moments import EPOCH, MILLISECOND

# Less than this is a seam between media segments, not a gap in the program.
LEAST_GAP_MS = 100

Stretch = tuple[int, int]


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """
    Return stretches with those that meet or overlap as one.

    >>> joined([(0, 2_000), (2_000, 4_000), (6_000, 8_000)])
    [(0, 4000), (6000, 8000)]
    """
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start - found[-1][1] < LEAST_GAP_MS:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def meeting_of(one: Stretch, other: Stretch) -> Stretch:
    """Return what two stretches share; of no length, or less, when they do not meet."""
    return max(one[0], other[0]), min(one[1], other[1])


def meeting(one: Stretch, other: Stretch) -> list[Stretch]:
    start, end = meeting_of(one, other)
    return [(start, end)] if start < end else []


def milliseconds(at: datetime) -> int:
    return (at - EPOCH) // MILLISECOND


def moment(at_ms: int) -> datetime:
    return EPOCH + at_ms * MILLISECOND
