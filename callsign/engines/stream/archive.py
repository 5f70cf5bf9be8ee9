"""
The archive: the media segments a service still has, and windows of them.

One thread adds and drops, others look on: what they get are values that never change.
"""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from threading import Lock

from callsign.engines.stream.segments import MediaSegment

LIVE_MS = 600_000

# A service whose latest sound is so old has stalled: more than its delay (30 s at most),
# the length of a media segment and the time to write it. Listeners behind it go on with
# what is kept.
STALLED_MS = 40_000


class NotTheNext(ValueError):
    """A media segment that is no later than the latest in the archive."""


@dataclass(frozen=True, slots=True)
class Window:
    """
    Media segments in a row, for one playlist.

    ``discontinuity_sequence`` counts the discontinuities before the first segment,
    its own not included, since the service began.
    """

    segments: tuple[MediaSegment, ...]
    discontinuity_sequence: int


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
            place = bisect_left(
                self._segments, sequence, key=lambda segment: segment.sequence
            )
            found = self._segments[place : place + 1]
        return found[0] if found and found[0].sequence == sequence else None

    def live(self, most_ms: int = LIVE_MS) -> Window:
        """Return the latest segments, together no longer than ``most_ms`` but one."""
        with self._lock:
            return self._window_up_to(len(self._segments), most_ms)

    def behind(self, delay_ms: int, at_ms: int, most_ms: int = LIVE_MS) -> Window:
        """
        Return the live window as it was ``delay_ms`` ago, at ``at_ms``.

        It goes on as segments are added, and never back, whatever the clock does. An
        empty one: nothing is kept from so long ago.
        """
        with self._lock:
            if not self._segments:
                return self._window(0, 0)
            stalled_ms = at_ms - self._segments[-1].end_ms - STALLED_MS
            then_ms = self._elapsed_ms[-1] + max(0, stalled_ms) - delay_ms
            return self._window_up_to(bisect_right(self._elapsed_ms, then_ms), most_ms)

    def between(self, start_ms: int, end_ms: int) -> Window:
        """
        Return the segments that hold sound captured from ``start_ms`` up to ``end_ms``.

        Where the clock was set back, also what lies between its two passes.
        """
        with self._lock:
            first = bisect_right(self._latest_end_ms, start_ms)
            last = bisect_left(self._earliest_start_ms, end_ms)
            # Where the clock was set back, these two lie further out than need be.
            while first < last and not self._holds(first, start_ms, end_ms):
                first += 1
            while first < last and not self._holds(last - 1, start_ms, end_ms):
                last -= 1
            return self._window(first, last)

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
