"""Runs: media segments in a row that are withheld, and what is left when they are left out."""

from bisect import bisect_left
from dataclasses import dataclass, replace

from callsign.engines.stream.segments import MediaSegment


@dataclass(slots=True)
class Run:
    """
    Withheld segments whose sequence numbers follow each other.

    ``begin_ms`` and ``length_ms`` are on an axis that never goes back. Of the
    discontinuities in it one is left, at the next segment, if that is known.
    """

    first: int
    last: int
    begin_ms: int
    length_ms: int
    breaks: int
    has_next: bool = False
    is_next_break: bool = False

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    def breaks_more(self, sequence: int) -> int:
        """Return how many more discontinuities there are before a later segment without it."""
        if self.has_next and sequence > self.last + 1:
            return 1 - self.is_next_break - self.breaks
        return -self.breaks


class Runs:
    """
    The runs of a service; those whose segments are gone are remembered.

    Listeners who were led over a run go on being led over it as long as they listen.
    """

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def add(
        self, segment: MediaSegment, *, begin_ms: int, end_ms: int, is_held: bool
    ) -> None:
        """Take note of the next segment, withheld or not."""
        last = self._runs[-1] if self._runs else None
        is_next = last is not None and segment.sequence == last.last + 1
        if last is not None and is_next and is_held:
            last.last = segment.sequence
            last.length_ms = end_ms - last.begin_ms
            last.breaks += segment.is_discontinuity
        elif is_held:
            breaks = int(segment.is_discontinuity)
            one = segment.sequence
            self._runs.append(Run(one, one, begin_ms, end_ms - begin_ms, breaks))
        elif last is not None and is_next:
            last.has_next, last.is_next_break = True, segment.is_discontinuity

    def before(self, sequence: int) -> "Runs":
        """Return the runs that ended before a sequence number, to go on from."""
        earlier = Runs()
        earlier._runs = [replace(run) for run in self._before(sequence)]
        return earlier

    def holding(self, sequence: int) -> Run | None:
        """Return the run that a segment is in, None when it is not withheld."""
        place = bisect_left(self._runs, sequence, key=last_of)
        found = self._runs[place : place + 1]
        return found[0] if found and found[0].first <= sequence else None

    def led_over(self, then_ms: int, since: int) -> int:
        """Return where who began at segment ``since`` is, when runs take no time."""
        for run in self._runs[bisect_left(self._runs, since, key=last_of) :]:
            if then_ms < run.begin_ms:
                break
            then_ms += run.length_ms
        return then_ms

    def count_before(self, sequence: int) -> int:
        """Return how many segments before one are withheld."""
        return sum(run.count for run in self._before(sequence))

    def breaks_more_before(self, sequence: int) -> int:
        """Return how many more discontinuities are before a segment without its runs."""
        return sum(run.breaks_more(sequence) for run in self._before(sequence))

    def _before(self, sequence: int) -> list[Run]:
        return self._runs[: bisect_left(self._runs, sequence, key=last_of)]


def last_of(run: Run) -> int:
    return run.last
