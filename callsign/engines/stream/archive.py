"""
The archive: the media segments a service still has, and windows of them.

One thread adds and drops, others look on: what they get are values that never change.
"""

from array import array
from bisect import bisect_left
from dataclasses import replace
from threading import Lock

from callsign.engines.stream.chronology import Chronology
from callsign.engines.stream.runs import Runs
from callsign.engines.stream.segments import MediaSegment
from callsign.engines.stream.window import Window
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
        self._row = Chronology()
        self._breaks = array("q")
        self._breaks_gone = discontinuity_sequence
        # Rises when other spans are withheld: what was drawn before is then no more so.
        self.edition = 0
        self._withheld = NOTHING_WITHHELD
        self._runs = Runs()

    @property
    def segments(self) -> tuple[MediaSegment, ...]:
        with self._lock:
            return self._row.part(slice(None))

    @property
    def latest(self) -> MediaSegment | None:
        with self._lock:
            return self._row[-1] if self._row else None

    @property
    def discontinuity_sequence(self) -> int:
        """Return how many discontinuities went before the oldest segment kept."""
        return self._breaks_gone

    def __len__(self) -> int:
        return len(self._row)

    def add(self, segment: MediaSegment) -> None:
        """
        Put a segment at the end.

        After a hole in the sequence numbers (a file was lost) it is a discontinuity.

        Raises: NotTheNext
        """
        with self._lock:
            before = self._row[-1] if self._row else None
            if before is not None and segment.sequence <= before.sequence:
                raise NotTheNext(f"{segment.sequence} after {before.sequence}")
            if before is not None and segment.sequence > before.sequence + 1:
                segment = replace(segment, is_discontinuity=True)
            if segment.is_discontinuity:
                self._breaks.append(segment.sequence)
            self._row.append(segment)
            note_run(self._runs, self._row, len(self._row) - 1, self._withheld)

    def withhold(self, withheld: Withheld) -> None:
        """
        Keep these spans, and no others, out of every window but the live one.

        To be called by one thread; nobody waits while weeks of segments are looked at.
        """
        if withheld == self._withheld:
            return
        with self._lock:
            row = self._row.copy()
        runs = self._runs.before(row[0].sequence) if row else Runs()
        for place in range(len(row)):
            note_run(runs, row, place, withheld)
        with self._lock:
            seen = row[-1].sequence if row else -1
            self._withheld, self._runs = withheld, runs
            self.edition += 1
            for place in range(self._row.place_of(seen + 1), len(self._row)):
                note_run(runs, self._row, place, withheld)

    def is_withheld(self, segment: MediaSegment) -> bool:
        """Return whether a segment may be heard live only."""
        with self._lock:
            return self._runs.holding(segment.sequence) is not None

    def is_live(self, segment: MediaSegment, most_ms: int = LIVE_MS) -> bool:
        """Return whether a segment is young enough for the live window."""
        with self._lock:
            place = self._row.place_of(segment.sequence)
            if place >= len(self._row):
                return False
            return self._row.end_ms(-1) - self._row.end_ms(place) < most_ms

    def drop_first(self, count: int) -> tuple[MediaSegment, ...]:
        """Forget the oldest segments and return them."""
        with self._lock:
            dropped = self._row.drop_first(count)
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
            place = self._row.place_of(sequence)
            found = self._row.part(slice(place, place + 1))
        return found[0] if found and found[0].sequence == sequence else None

    def live(self, most_ms: int = LIVE_MS) -> Window:
        """Return the latest segments, together no longer than ``most_ms`` but one."""
        with self._lock:
            return self._window_up_to(len(self._row), most_ms)

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
            if not self._row:
                return self._window(slice(0))
            stalled_ms = at_ms - self._row[-1].end_ms - STALLED_MS
            then_ms = self._row.end_ms(-1) + max(0, stalled_ms) - delay_ms
            if since is not None:
                then_ms = self._runs.led_over(then_ms, since)
            end = self._row.count_by(then_ms)
            return self._rewound(self._heard_up_to(end, most_ms), since)

    def between(self, start_ms: int, end_ms: int) -> Window:
        """
        Return the segments that hold sound captured from ``start_ms`` up to ``end_ms``.

        Not those that are withheld. Where the clock was set back, also what lies between
        its two passes.
        """
        with self._lock:
            found = self._row.part(self._row.between(start_ms, end_ms))
            return self._rewound([one for one in found if self._is_heard(one)], None)

    def numbered_between(self, first: int, last: int) -> Window:
        """Return the segments from one sequence number to another, less what is withheld."""
        with self._lock:
            row = self._row
            found = row.part(slice(row.place_of(first), row.place_of(last + 1)))
            return self._rewound([one for one in found if self._is_heard(one)], None)

    def edges(
        self, start_ms: int, end_ms: int
    ) -> tuple[MediaSegment, MediaSegment] | None:
        """
        Return the first and the last segment of ``between``, None when there are none.

        Cost: the same however many lie between them
        """
        with self._lock:
            places = self._row.between(start_ms, end_ms)
            first, last = places.start, places.stop - 1
            while first <= last:
                run = self._runs.holding(self._row[first].sequence)
                if run is None:
                    break
                first = self._row.place_of(run.last + 1)
            while first <= last:
                run = self._runs.holding(self._row[last].sequence)
                if run is None:
                    return self._row[first], self._row[last]
                last = self._row.place_of(run.first) - 1
            return None

    def heard_from(self, at_ms: int, most_ms: int) -> MediaSegment | None:
        """
        Return the first segment with sound from a moment on that is not withheld.

        None: nothing is kept from within ``most_ms``, or all that follows is withheld.
        """
        with self._lock:
            place = self._row.first_after(at_ms)
            while place < len(self._row):
                segment = self._row[place]
                run = self._runs.holding(segment.sequence)
                if run is None:
                    return segment if segment.start_ms < at_ms + most_ms else None
                # To be led over a run takes no time, however long it is.
                place = self._row.place_of(run.last + 1)
                at_ms = max(at_ms, self._row[place - 1].end_ms)
            return None

    def _is_heard(self, segment: MediaSegment) -> bool:
        return self._runs.holding(segment.sequence) is None

    def _heard_up_to(self, end: int, most_ms: int) -> list[MediaSegment]:
        """Return the last segments before a position that are not withheld."""
        found: list[MediaSegment] = []
        place, length_ms, later = end, 0, 0
        while place > 0:
            segment = self._row[place - 1]
            # Players number the segments of a playlist by counting them.
            if found and segment.sequence + 1 != later:
                break
            run = self._runs.holding(segment.sequence)
            if run is not None:
                later = run.first
                place = self._row.place_of(run.first)
                continue
            length_ms += segment.duration_ms
            if found and length_ms > most_ms:
                break
            found.append(segment)
            later = segment.sequence
            place -= 1
        return found[::-1]

    def _rewound(self, segments: list[MediaSegment], since: int | None) -> Window:
        """Return segments as a window; one that follows on a run is a discontinuity."""
        if not segments:
            return self._window(slice(0))
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

    def _window_up_to(self, end: int, most_ms: int) -> Window:
        start = end - 1 if end else 0
        length_ms = self._row[start].duration_ms if end else 0
        while start > 0:
            earlier, later = self._row[start - 1], self._row[start]
            length_ms += earlier.duration_ms
            # Players number the segments of a playlist by counting them.
            if length_ms > most_ms or earlier.sequence + 1 != later.sequence:
                break
            start -= 1
        return self._window(slice(start, end))

    def _window(self, places: slice) -> Window:
        segments = self._row.part(places)
        if not segments:
            return Window((), self._breaks_gone + len(self._breaks))
        breaks = bisect_left(self._breaks, segments[0].sequence)
        return Window(segments, self._breaks_gone + breaks)


def note_run(runs: Runs, row: Chronology, place: int, withheld: Withheld) -> None:
    """Take note of a segment that may be withheld."""
    segment = row[place]
    runs.add(
        segment,
        begin_ms=row.begin_ms(place),
        end_ms=row.end_ms(place),
        is_held=withheld.holds(segment),
    )
