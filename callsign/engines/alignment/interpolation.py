"""Interpolation: words between timed ones, where the pace is believable."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from callsign.engines.alignment.pace import is_believable
from callsign.engines.alignment.timing import Tier, Timing

# Beyond a handful of words their own lengths no longer tell where each stands.
MOST_WORDS = 5
LONGEST_GAP_MS = 3_000


def interpolate(names: Sequence[str], timings: Sequence[Timing]) -> list[Timing]:
    """
    Place untimed words between their timed neighbors, each by its letters.

    A gap too short or too long for its words stays as it is: those words were
    cut, or something else was said.

    >>> from callsign.engines.alignment.timing import UNTIMED
    >>> heard = [Timing(0, 300, Tier.HEARD), UNTIMED, Timing(600, 900, Tier.HEARD)]
    >>> interpolate(["from", "the", "capital"], heard)[1]
    Timing(start_ms=300, end_ms=600, tier=<Tier.INTERPOLATED: 'interpolated'>)
    """
    filled = list(timings)
    for before, after in gaps(timings):
        between = names[before + 1 : after]
        start_ms, end_ms = timings[before].end_ms, timings[after].start_ms
        if start_ms is None or end_ms is None or not fits(between, end_ms - start_ms):
            continue
        filled[before + 1 : after] = spread(between, start_ms, end_ms)
    return filled


def gaps(timings: Sequence[Timing]) -> Iterator[tuple[int, int]]:
    """Yield the neighbors, by number, of every group of untimed words."""
    timed = [number for number, timing in enumerate(timings) if timing.is_timed]
    yield from ((one, two) for one, two in pairwise(timed) if two - one > 1)


def fits(names: Sequence[str], gap_ms: int) -> bool:
    """Return whether words can be placed in a gap."""
    return (
        len(names) <= MOST_WORDS
        and gap_ms <= LONGEST_GAP_MS
        and is_believable(names, gap_ms)
    )


def spread(names: Sequence[str], start_ms: int, end_ms: int) -> list[Timing]:
    """Divide a stretch of time among words by their letters."""
    letters = [0, *accumulate(len(name) for name in names)]
    edges = [start_ms + (end_ms - start_ms) * upto // letters[-1] for upto in letters]
    return [Timing(one, two, Tier.INTERPOLATED) for one, two in pairwise(edges)]
