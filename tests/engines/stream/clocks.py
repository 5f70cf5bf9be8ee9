"""Clocks that are not what they should be, and a mixer that lives by them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from callsign.engines.stream.segments import RATE_HZ, SEGMENT_FRAMES, SEGMENT_MS
from callsign.engines.stream.timeline import Timeline

SEGMENT_SAMPLES = SEGMENT_FRAMES * 1_024
NOON_MS = 1_795_435_200_000
WAKING_S = SEGMENT_MS / 1_000 / 4
NOTICED_S = 2 * WAKING_S


@dataclass
class Dated:
    """A segment: the date in its playlist, and what the clock said at its first sample."""

    date_ms: int
    clock_ms: float
    made_s: float
    is_discontinuity: bool

    @property
    def error_ms(self) -> float:
        return abs(self.date_ms - self.clock_ms)


def worst_ms(segments: Sequence[Dated], breaks: Collection[float] = ()) -> float:
    """Return the largest error but of segments in which a break falls or is noticed."""
    return max(
        one.error_ms
        for one, after in pairwise(segments)
        if not any(one.made_s - NOTICED_S <= at <= after.made_s for at in breaks)
    )


@dataclass
class Machine:
    """
    True time passes; the two clocks of a machine say something else.

    ``utc_error_ms`` and ``monotonic_error_s`` are their errors at a true time in
    seconds. The mixer wakes four times for each segment, but sleeps through the ``stalls``: how
    long, by when.
    """

    utc_error_ms: Callable[[float], float] = lambda now_s: 0.0
    monotonic_error_s: Callable[[float], float] = lambda now_s: 0.0
    stalls: dict[float, float] = field(default_factory=dict)

    def run(self, seconds: float) -> list[Dated]:
        """Make sound for so long; return the segments it was cut into."""
        timeline = Timeline(self.utc_ms(0.0), self.monotonic_s(0.0))
        segments: list[Dated] = []
        begin, is_break = 0, True
        for now_s in self.wakings(seconds):
            if timeline.check(self.utc_ms(now_s), self.monotonic_s(now_s)):
                # What was begun is cut short; the next begins at the new anchor.
                begin, is_break = timeline.sample, True
            due = timeline.due(self.monotonic_s(now_s))
            while begin < timeline.sample + due:
                made_s = now_s - (timeline.sample + due - begin) / RATE_HZ
                date_ms, clock_ms = timeline.date_ms(begin), self.utc_ms(made_s)
                segments.append(Dated(date_ms, clock_ms, made_s, is_break))
                begin, is_break = begin + SEGMENT_SAMPLES, False
            timeline.sample += due
        return segments

    def wakings(self, seconds: float) -> Iterator[float]:
        now_s = 0.0
        stalls = sorted(self.stalls.items(), reverse=True)
        while now_s < seconds:
            now_s += WAKING_S
            if stalls and stalls[-1][0] <= now_s:
                now_s += stalls.pop()[1]
            yield now_s

    def utc_ms(self, now_s: float) -> float:
        return NOON_MS + now_s * 1_000 + self.utc_error_ms(now_s)

    def monotonic_s(self, now_s: float) -> float:
        return 5_000.0 + now_s + self.monotonic_error_s(now_s)
