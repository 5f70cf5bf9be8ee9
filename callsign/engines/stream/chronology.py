"""Chronology: media segments in a row, found by number and by time though clocks are set back."""

from array import array
from bisect import bisect_left, bisect_right

from callsign.engines.stream.segments import MediaSegment


class Chronology:
    """
    Media segments in the order of their sequence numbers.

    Beside each stand numbers that only rise though the clock was set back, so that each
    can be searched by halves.

    >>> row = Chronology()
    >>> row.append(MediaSegment(7, 1_790_000_000_000))
    >>> row.append(MediaSegment(8, 1_790_000_001_984))
    >>> row.place_of(8), row.between(1_790_000_000_000, 1_790_000_001_000)
    (1, slice(0, 1, None))
    """

    def __init__(self) -> None:
        self._segments: list[MediaSegment] = []
        self._elapsed_ms = array("q")  # its end, on an axis that never goes back
        self._latest_end_ms = array("q")  # of it and of all before it
        self._earliest_start_ms = array("q")  # of it and of all after it

    def __len__(self) -> int:
        return len(self._segments)

    def __getitem__(self, place: int) -> MediaSegment:
        return self._segments[place]

    def part(self, places: slice) -> tuple[MediaSegment, ...]:
        return tuple(self._segments[places])

    def copy(self) -> "Chronology":
        other = Chronology()
        other._segments = self._segments[:]
        other._elapsed_ms = self._elapsed_ms[:]
        other._latest_end_ms = self._latest_end_ms[:]
        other._earliest_start_ms = self._earliest_start_ms[:]
        return other

    def append(self, segment: MediaSegment) -> None:
        """Put a segment at the end; its number is higher than that of the last."""
        if self._segments:
            before = self._segments[-1]
            # A gap counts; a clock that was set back does not.
            step_ms = max(segment.duration_ms, segment.end_ms - before.end_ms)
            self._elapsed_ms.append(self._elapsed_ms[-1] + step_ms)
            self._latest_end_ms.append(max(self._latest_end_ms[-1], segment.end_ms))
        else:
            self._elapsed_ms.append(segment.end_ms)
            self._latest_end_ms.append(segment.end_ms)
        starts = self._earliest_start_ms
        starts.append(segment.start_ms)
        place = len(starts) - 2
        while place >= 0 and starts[place] > segment.start_ms:
            starts[place] = segment.start_ms
            place -= 1
        self._segments.append(segment)

    def drop_first(self, count: int) -> tuple[MediaSegment, ...]:
        """Forget the oldest segments and return them."""
        dropped = tuple(self._segments[:count])
        del self._segments[:count]
        for numbers in (self._elapsed_ms, self._latest_end_ms, self._earliest_start_ms):
            del numbers[:count]
        return dropped

    def place_of(self, sequence: int) -> int:
        """Return the place of a number, or that of the next where it is not kept."""
        return bisect_left(self._segments, sequence, key=number_of)

    def begin_ms(self, place: int) -> int:
        """Return where a segment begins on the axis that never goes back."""
        if place:
            return self._elapsed_ms[place - 1]
        return self._elapsed_ms[0] - self._segments[0].duration_ms

    def end_ms(self, place: int) -> int:
        """Return where a segment ends on that axis."""
        return self._elapsed_ms[place]

    def count_by(self, elapsed_ms: int) -> int:
        """Return how many segments have ended by a place on that axis."""
        return bisect_right(self._elapsed_ms, elapsed_ms)

    def first_after(self, at_ms: int) -> int:
        """Return the place of the first segment with sound from a moment on."""
        return bisect_right(self._latest_end_ms, at_ms)

    def between(self, start_ms: int, end_ms: int) -> slice:
        """
        Return the places of the segments with sound from ``start_ms`` up to ``end_ms``.

        Where the clock was set back, also of what lies between its two passes.
        """
        first = self.first_after(start_ms)
        last = bisect_left(self._earliest_start_ms, end_ms)
        # Where the clock was set back, these two lie further out than need be.
        while first < last and not self._holds(first, start_ms, end_ms):
            first += 1
        while first < last and not self._holds(last - 1, start_ms, end_ms):
            last -= 1
        return slice(first, max(first, last))

    def _holds(self, place: int, start_ms: int, end_ms: int) -> bool:
        segment = self._segments[place]
        return segment.start_ms < end_ms and start_ms < segment.end_ms


def number_of(segment: MediaSegment) -> int:
    return segment.sequence
