"""
The archive: the media segments a service still has, and windows of them.

One thread adds and drops, others look on: what they get are values that never change.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

from callsign.engines.stream.runs import Runs
from callsign.engines.stream.segments import MediaSegment
from callsign.engines.stream.withheld import NOTHING_WITHHELD, Withheld

LIVE_MS = 600_000

# A service whose latest sound is so old has stalled: more than its delay (30 s at most),
# the length of a media segment and the time to write it. Listeners behind it go on with
# what is kept.
STALLED_MS = 40_000

# A rewound list counts discontinuities from where its listener began, and may begin with
# what was before that: this many are enough that none is below nothing.
BREAKS_BEFORE = 1_000


class NotTheNext(ValueError):
    """A media segment that is no later than the latest in the archive."""


@dataclass(frozen=True, slots=True)
class Window:
    """
    Media segments in a row, for one playlist.

    ``discontinuity_sequence`` counts the discontinuities before the first segment,
    its own not included, since the service began. ``left_out`` is how many segments
    before the first are in no list like this.
    """

    segments: tuple[MediaSegment, ...]
    discontinuity_sequence: int
    left_out: int = 0

    @property
    def media_sequence(self) -> int:
        """Return the number of the first segment, as players count."""
        return self.segments[0].sequence - self.left_out


class Archive:
    """
    The segments of a service, in the order of their sequence numbers.

    ``discontinuity_sequence`` is how many discontinuities went before the first
    segment that will be added. To go on counting after a restart, keep the property of
    that name wherever segments are kept.

    Cost: adding takes the same time however many are kept; a window, its own length

    >>> archive = Archive()
    >>> archive.add(MediaSegment(7, 1_790_000_000_000))
    >>> archive.add(MediaSegment(8, 1_790_000_001_984))
    >>> [segment.sequence for segment in archive.behind(1_984, 1_790_000_004_000).segments]
    [7]
    """

    def __init__(self, discontinuity_sequence: int = 0) -> None:
        self._lock = Lock()
        self._segments: list[MediaSegment] = []
        self._breaks = array("q")
        self._breaks_gone = discontinuity_sequence
        # Rises when other spans are withheld: what was drawn before is then no more so.
        self.edition = 0
        self._withheld = NOTHING_WITHHELD
        self._runs = Runs()
        # Beside each segment, numbers that only rise though the clock was set back,
        # so that each can be searched by halves:
        self._elapsed_ms = array("q")  # its end, on an axis that never goes back
        self._latest_end_ms = array("q")  # of it and of all before it
        self._earliest_start_ms = array("q")  # of it and of all after it

    @property
    def segments(self) -> tuple[MediaSegment, ...]:
        with self._lock:
            return tuple(self._segments)

    @property
    def latest(self) -> MediaSegment | None:
        with self._lock:
            return self._segments[-1] if self._segments else None

    @property
    def discontinuity_sequence(self) -> int:
        """Return how many discontinuities went before the oldest segment kept."""
        return self._breaks_gone

    def __len__(self) -> int:
        return len(self._segments)

    def add(self, segment: MediaSegment) -> None:
        """
        Put a segment at the end.

        After a hole in the sequence numbers (a file was lost) it is a discontinuity.

        Raises: NotTheNext
        """
        with self._lock:
            before = self._segments[-1] if self._segments else None
            if before is not None and segment.sequence <= before.sequence:
                raise NotTheNext(f"{segment.sequence} after {before.sequence}")
            if before is not None and segment.sequence > before.sequence + 1:
                segment = replace(segment, is_discontinuity=True)
            if segment.is_discontinuity:
                self._breaks.append(segment.sequence)
            self._place(segment, before)
            self._segments.append(segment)
            self._note_run(len(self._segments) - 1)

    def withhold(self, withheld: Withheld) -> None:
        """
        Keep these spans, and no others, out of every window but the live one.

        To be called by one thread; nobody waits while weeks of segments are looked at.
        """
        if withheld == self._withheld:
            return
        with self._lock:
            segments, elapsed_ms = self._segments[:], self._elapsed_ms[:]
        runs = self._runs.before(segments[0].sequence) if segments else Runs()
        for position in range(len(segments)):
            note_run(runs, segments, elapsed_ms, position, withheld)
        with self._lock:
            seen = segments[-1].sequence if segments else -1
            self._withheld, self._runs = withheld, runs
            self.edition += 1
            new = bisect_right(self._segments, seen, key=number_of)
            for position in range(new, len(self._segments)):
                self._note_run(position)

    def is_withheld(self, segment: MediaSegment) -> bool:
        """Return whether a segment may be heard live only."""
        with self._lock:
            return self._runs.holding(segment.sequence) is not None

    def is_live(self, segment: MediaSegment, most_ms: int = LIVE_MS) -> bool:
        """Return whether a segment is young enough for the live window."""
        with self._lock:
            place = bisect_left(self._segments, segment.sequence, key=number_of)
            if place >= len(self._segments):
                return False
            return self._elapsed_ms[-1] - self._elapsed_ms[place] < most_ms

    def _note_run(self, position: int) -> None:
        note_run(self._runs, self._segments, self._elapsed_ms, position, self._withheld)

    def _place(self, segment: MediaSegment, before: MediaSegment | None) -> None:
        """Write the numbers beside a segment that is about to be added."""
        if before is None:
            self._elapsed_ms.append(segment.end_ms)
            self._latest_end_ms.append(segment.end_ms)
        else:
            # A gap counts; a clock that was set back does not.
            step_ms = max(segment.duration_ms, segment.end_ms - before.end_ms)
            self._elapsed_ms.append(self._elapsed_ms[-1] + step_ms)
            self._latest_end_ms.append(max(self._latest_end_ms[-1], segment.end_ms))
        starts = self._earliest_start_ms
        starts.append(segment.start_ms)
        position = len(starts) - 2
        while position >= 0 and starts[position] > segment.start_ms:
            starts[position] = segment.start_ms
            position -= 1

    def drop_first(self, count: int) -> tuple[MediaSegment, ...]:
        """Forget the oldest segments and return them."""
        with self._lock:
            dropped = tuple(self._segments[:count])
            del self._segments[:count]
            for numbers in (
                self._elapsed_ms,
                self._latest_end_ms,
                self._earliest_start_ms,
            ):
                del numbers[:count]
            gone = sum(segment.is_discontinuity for segment in dropped)
            del self._breaks[:gone]
            self._breaks_gone += gone
            return dropped

    def numbered(self, sequence: int) -> MediaSegment | None:
        """
        Return the segment of this sequence number, None when it is not kept.

        >>> archive = Archive()
        >>> archive.add(MediaSegment(7, 1_790_000_000_000))
        >>> archive.numbered(7).start_ms, archive.numbered(8)
        (1790000000000, None)
        """
        with self._lock:
            place = bisect_left(self._segments, sequence, key=number_of)
            found = self._segments[place : place + 1]
        return found[0] if found and found[0].sequence == sequence else None

    def live(self, most_ms: int = LIVE_MS) -> Window:
        """Return the latest segments, together no longer than ``most_ms`` but one."""
        with self._lock:
            return self._window_up_to(len(self._segments), most_ms)

    def behind(
        self,
        delay_ms: int,
        at_ms: int,
        most_ms: int = LIVE_MS,
        *,
        since: int | None = None,
    ) -> Window:
        """
        Return the live window as it was ``delay_ms`` ago, at ``at_ms``, less what is withheld.

        It goes on as segments are added, and never back, whatever the clock does. Who
        began at segment ``since`` is led over what is withheld and is less behind from
        then on; without it, the list stands still as long as that takes. An empty
        one: nothing is kept from so long ago.
        """
        with self._lock:
            if not self._segments:
                return self._window(0, 0)
            stalled_ms = at_ms - self._segments[-1].end_ms - STALLED_MS
            then_ms = self._elapsed_ms[-1] + max(0, stalled_ms) - delay_ms
            if since is not None:
                then_ms = self._runs.led_over(then_ms, since)
            end = bisect_right(self._elapsed_ms, then_ms)
            return self._rewound(self._heard_up_to(end, most_ms), since)

    def between(self, start_ms: int, end_ms: int) -> Window:
        """
        Return the segments that hold sound captured from ``start_ms`` up to ``end_ms``.

        Not those that are withheld. Where the clock was set back, also what lies between
        its two passes.
        """
        with self._lock:
            first = bisect_right(self._latest_end_ms, start_ms)
            last = bisect_left(self._earliest_start_ms, end_ms)
            # Where the clock was set back, these two lie further out than need be.
            while first < last and not self._holds(first, start_ms, end_ms):
                first += 1
            while first < last and not self._holds(last - 1, start_ms, end_ms):
                last -= 1
            found = self._segments[first:last]
            return self._rewound([one for one in found if self._is_heard(one)], None)

    def heard_from(self, at_ms: int, most_ms: int) -> MediaSegment | None:
        """
        Return the first segment with sound from a moment on that is not withheld.

        None: nothing is kept from within ``most_ms``, or all that follows is withheld.
        """
        with self._lock:
            place = bisect_right(self._latest_end_ms, at_ms)
            while place < len(self._segments):
                segment = self._segments[place]
                run = self._runs.holding(segment.sequence)
                if run is None:
                    return segment if segment.start_ms < at_ms + most_ms else None
                # To be led over a run takes no time, however long it is.
                place = bisect_right(self._segments, run.last, key=number_of)
                at_ms = max(at_ms, self._segments[place - 1].end_ms)
            return None

    def _is_heard(self, segment: MediaSegment) -> bool:
        return self._runs.holding(segment.sequence) is None

    def _heard_up_to(self, end: int, most_ms: int) -> list[MediaSegment]:
        """Return the last segments before a position that are not withheld."""
        found: list[MediaSegment] = []
        position, length_ms, later = end, 0, 0
        while position > 0:
            segment = self._segments[position - 1]
            # Players number the segments of a playlist by counting them.
            if found and segment.sequence + 1 != later:
                break
            run = self._runs.holding(segment.sequence)
            if run is not None:
                later = run.first
                position = bisect_left(self._segments, run.first, key=number_of)
                continue
            length_ms += segment.duration_ms
            if found and length_ms > most_ms:
                break
            found.append(segment)
            later = segment.sequence
            position -= 1
        return found[::-1]

    def _rewound(self, segments: list[MediaSegment], since: int | None) -> Window:
        """Return segments as a window; one that follows on a run is a discontinuity."""
        if not segments:
            return self._window(0, 0)
        first = segments[0].sequence
        breaks = self._breaks_gone + bisect_left(self._breaks, first)
        breaks += self._runs.breaks_more_before(first)
        left_out = self._runs.count_before(first)
        if since is not None:
            # Counted from there, a restart that forgets what is gone changes nothing.
            breaks += BREAKS_BEFORE - self._runs.breaks_more_before(since)
            left_out -= self._runs.count_before(since)
        return Window(
            tuple(
                one
                if self._runs.holding(one.sequence - 1) is None
                else replace(one, is_discontinuity=True)
                for one in segments
            ),
            breaks,
            left_out,
        )

    def _holds(self, position: int, start_ms: int, end_ms: int) -> bool:
        segment = self._segments[position]
        return segment.start_ms < end_ms and start_ms < segment.end_ms

    def _window_up_to(self, end: int, most_ms: int) -> Window:
        start = end - 1 if end else 0
        length_ms = self._segments[start].duration_ms if end else 0
        while start > 0:
            earlier, later = self._segments[start - 1 : start + 1]
            length_ms += earlier.duration_ms
            # Players number the segments of a playlist by counting them.
            if length_ms > most_ms or earlier.sequence + 1 != later.sequence:
                break
            start -= 1
        return self._window(start, end)

    def _window(self, start: int, end: int) -> Window:
        segments = self._segments[start:end]
        if not segments:
            return Window((), self._breaks_gone + len(self._breaks))
        breaks = bisect_left(self._breaks, segments[0].sequence)
        return Window(tuple(segments), self._breaks_gone + breaks)


def number_of(segment: MediaSegment) -> int:
    return segment.sequence


def note_run(
    runs: Runs,
    segments: Sequence[MediaSegment],
    elapsed_ms: Sequence[int],
    position: int,
    withheld: Withheld,
) -> None:
    segment, end_ms = segments[position], elapsed_ms[position]
    begin_ms = elapsed_ms[position - 1] if position else end_ms - segment.duration_ms
    runs.add(segment, begin_ms=begin_ms, end_ms=end_ms, is_held=withheld.holds(segment))
