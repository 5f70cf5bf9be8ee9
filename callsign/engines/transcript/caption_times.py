"""
When captions stand: as they are spoken, and long enough to be read.

Verbatim speech is faster, for moments, than people read. A caption lingers into the
silence behind it; where there is none it may come a little early, and let the next come a
little late.

Source:  BBC Subtitle Guidelines, timing (a subtitle may anticipate speech, and hang on
         behind it, by up to 1.5 s)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from callsign.engines.transcript.caption_cutting import (
    COMFORT_CPS,
    LONGEST_MS,
    SHORTEST_MS,
)

# Characters a second that no caption passes where its moment can be moved. Viewers keep
# up with 20, and subtitles are shortened to that; a transcript says every word, and
# fast talkers say 25 characters a second for whole sentences.
# Source:  Szarkowska and Gerber-Morón 2018, PLOS ONE 13 (20); bench/captions.py
FASTEST_CPS = 25
# How much earlier than its first word a caption may come, and how much later: at first,
# and where that does not do.
TOLERANCES_MS = ((500, 500), (1_000, 1_000), (1_500, 1_500))
# Floors below a second, where otherwise a neighbor could not be read.
FLOORS_MS = (SHORTEST_MS, 700, 400, 1)
# How many captions around one that is too fast give way to it.
NEIGHBORS = 6


@dataclass(slots=True)
class Moment:
    """When the words of a caption are said, and how many characters are read."""

    start_ms: int
    end_ms: int
    letters: int
    floor_ms: int = SHORTEST_MS
    lead_ms: int = TOLERANCES_MS[0][0]
    lag_ms: int = TOLERANCES_MS[0][1]

    @property
    def reading_ms(self) -> int:
        return -(-self.letters * 1_000 // FASTEST_CPS)

    @property
    def needed_ms(self) -> int:
        return min(max(self.reading_ms, self.floor_ms), LONGEST_MS)


def readable(moments: Sequence[Moment]) -> list[tuple[int, int]]:
    """
    Return when each caption comes and goes; none before the one before it has gone.

    ``moments`` are in the order of their starts. Where people speak too fast for too
    long, captions keep up with the voice and are too fast to read.

    >>> readable([Moment(0, 300, 5), Moment(4_000, 6_000, 40)])
    [(0, 1000), (4000, 6000)]
    """
    times = _placed(moments)
    for floor_ms in FLOORS_MS:
        for lead_ms, lag_ms in TOLERANCES_MS:
            fast = hurried(moments, times)
            if not fast:
                return times
            for at in fast:
                for one in moments[max(0, at - NEIGHBORS) : at + NEIGHBORS + 1]:
                    one.floor_ms = min(one.floor_ms, floor_ms)
                    one.lead_ms = max(one.lead_ms, lead_ms)
                    one.lag_ms = max(one.lag_ms, lag_ms)
            times = _placed(moments)
    if not hurried(moments, times):
        return times
    for one in moments:
        one.floor_ms = FLOORS_MS[-1]
    return _placed(moments)


def hurried(moments: Sequence[Moment], times: Sequence[tuple[int, int]]) -> list[int]:
    """Return the captions that are gone before they are read."""
    return [
        at
        for at, (one, (start_ms, end_ms)) in enumerate(zip(moments, times, strict=True))
        if end_ms - start_ms < min(one.reading_ms, LONGEST_MS)
    ]


def _placed(moments: Sequence[Moment]) -> list[tuple[int, int]]:
    starts: list[int] = []
    free_ms = 0
    for one, latest_ms in zip(moments, _latest_starts(moments), strict=True):
        start_ms = max(latest_ms, min(free_ms, one.start_ms + one.lag_ms))
        if starts:
            start_ms = max(start_ms, starts[-1] + 1)
        starts.append(start_ms)
        free_ms = start_ms + one.needed_ms
    ends = [*starts[1:], None]
    return [
        (start_ms, _end(one, start_ms, next_ms))
        for one, start_ms, next_ms in zip(moments, starts, ends, strict=True)
    ]


def _latest_starts(moments: Sequence[Moment]) -> list[int]:
    """Return when each must have come, so that it and all behind it can be read."""
    latest: list[int] = []
    next_ms: int | None = None
    for one in reversed(moments):
        wanted_ms = one.start_ms
        if next_ms is not None:
            wanted_ms = min(wanted_ms, next_ms - one.needed_ms)
        next_ms = max(0, one.start_ms - one.lead_ms, wanted_ms)
        latest.append(next_ms)
    return latest[::-1]


def _end(one: Moment, start_ms: int, next_ms: int | None) -> int:
    """Return when a caption goes: it lingers until it is read at ease."""
    at_ease_ms = one.letters * 1_000 // COMFORT_CPS
    length_ms = max(one.end_ms - start_ms, one.needed_ms, at_ease_ms, 1)
    end_ms = start_ms + min(length_ms, LONGEST_MS)
    return end_ms if next_ms is None else min(end_ms, next_ms)
