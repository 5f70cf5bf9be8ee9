"""What is withheld is in the live window and in no other; everything else still is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.archive import Archive
from callsign.engines.stream.segments import SEGMENT_MS, MediaSegment
from callsign.engines.stream.withheld import Span, Withheld
from tests.engines.stream.services import (
    LIVES,
    NOON_MS,
    WINDOW_MS,
    WITHHELD,
    live_through,
)

FAR_MS = 1 << 40


def withholding(withheld):
    archive = Archive()
    archive.withhold(withheld)
    return archive


def on_air(archive, count, first=1):
    for sequence in range(first, first + count):
        archive.add(MediaSegment(sequence, NOON_MS + (sequence - 1) * SEGMENT_MS))
    return archive


def span_of(first, last):
    """The time of so many segments, counted from noon."""
    start_ms = NOON_MS + (first - 1) * SEGMENT_MS
    return Span(start_ms, NOON_MS + last * SEGMENT_MS)


def sequences(window):
    return [segment.sequence for segment in window.segments]


class TestAnyRewoundWindow:
    @given(LIVES, WITHHELD, st.integers(0, 200_000), st.none() | st.integers(0, 80))
    def test_holds_nothing_that_is_withheld(self, lives, withheld, delay_ms, since):
        for archive in live_through(lives, archive=withholding(withheld)):
            at_ms = archive.latest.end_ms
            for window in (
                archive.behind(delay_ms, at_ms, WINDOW_MS, since=since),
                archive.between(NOON_MS - FAR_MS, NOON_MS + FAR_MS),
                archive.between(NOON_MS, NOON_MS + 50_000),
            ):
                assert not any(map(withheld.holds, window.segments))

    @given(LIVES, WITHHELD)
    def test_holds_everything_else(self, lives, withheld):
        for archive in live_through(lives, archive=withholding(withheld)):
            everything = archive.between(NOON_MS - FAR_MS, NOON_MS + FAR_MS)

            assert sequences(everything) == [
                segment.sequence
                for segment in archive.segments
                if not withheld.holds(segment)
            ]

    @given(LIVES, WITHHELD, WITHHELD, st.integers(0, 200_000))
    def test_is_as_if_its_spans_had_always_been(self, lives, before, after, delay_ms):
        """Spans may be added at any time, also of what is past."""
        *_, changed = live_through(lives, archive=withholding(before))
        changed.withhold(after)
        *_, always = live_through(lives, archive=withholding(after))
        at_ms = always.latest.end_ms

        assert sequences(changed.behind(delay_ms, at_ms)) == sequences(
            always.behind(delay_ms, at_ms)
        )

    @given(LIVES, WITHHELD, st.integers(-9_000, 90_000), st.integers(1, 90_000))
    def test_is_found_by_its_edges(self, lives, withheld, after_ms, length_ms):
        for archive in live_through(lives, archive=withholding(withheld)):
            start_ms = NOON_MS + after_ms
            window = archive.between(start_ms, start_ms + length_ms)
            edges = archive.edges(start_ms, start_ms + length_ms)

            assert [one.sequence for one in edges or ()] == [
                one.sequence for one in (*window.segments[:1], *window.segments[-1:])
            ]
            if edges is not None:
                first, last = edges
                again = archive.numbered_between(first.sequence, last.sequence)
                assert again == window

    @given(LIVES, WITHHELD)
    def test_is_dated_and_marked_where_it_jumps(self, lives, withheld):
        for archive in live_through(lives, archive=withholding(withheld)):
            window = archive.between(NOON_MS - FAR_MS, NOON_MS + FAR_MS)
            for earlier, later in pairwise(window.segments):
                if later.sequence != earlier.sequence + 1:
                    assert later.is_discontinuity


class TestTheLiveWindow:
    @given(LIVES, WITHHELD)
    def test_is_not_changed(self, lives, withheld):
        archives = live_through(lives, archive=withholding(withheld))
        for archive, free in zip(archives, live_through(lives), strict=True):
            assert archive.live() == free.live()


class TestWhoIsRewound:
    @given(LIVES, WITHHELD, st.integers(0, 60_000), st.integers(0, 10))
    def test_is_told_the_same_of_a_segment_for_as_long_as_they_listen(
        self, lives, withheld, delay_ms, place
    ):
        """Its number, and how many discontinuities went before it."""
        numbers, breaks, ends, since = {}, {}, [], None
        for archive in live_through(lives, archive=withholding(withheld)):
            heard = [one for one in archive.segments if not withheld.holds(one)]
            if since is None and len(heard) > place:
                since = heard[place].sequence
            if since is None:
                continue
            window = archive.behind(
                delay_ms, archive.latest.end_ms, WINDOW_MS, since=since
            )
            if not window.segments:
                continue
            count = window.discontinuity_sequence
            assert count >= 0
            for place, segment in enumerate(window.segments):
                number = window.media_sequence + place
                count += segment.is_discontinuity
                assert numbers.setdefault(segment.sequence, number) == number
                assert breaks.setdefault(segment.sequence, count) == count
            ends.append(window.segments[-1].sequence)
        assert ends == sorted(ends)

    def test_is_led_over_what_is_withheld(self):
        """Ten segments are left out, and none is waited for."""
        archive = on_air(withholding(Withheld.of([span_of(11, 20)])), 12)
        at_ms = archive.latest.end_ms
        ends = []
        for sequence in range(13, 40):
            window = archive.behind(4 * SEGMENT_MS, at_ms, WINDOW_MS, since=5)
            ends.append(window.segments[-1].sequence)
            on_air(archive, 1, sequence)
            at_ms = archive.latest.end_ms

        # Until the span is over there is nothing to go on with; then it is as near as it gets.
        assert ends[:3] == [8, 9, 10]
        assert ends[-1] == 38
        assert all(later - earlier <= 12 for earlier, later in pairwise(ends))

    def test_a_day_behind_goes_on_with_the_next_segment(self):
        archive = on_air(withholding(Withheld.of([span_of(11, 20)])), 50)
        ends = []
        for sequence in range(51, 60):
            window = archive.behind(44 * SEGMENT_MS, archive.latest.end_ms, since=5)
            ends.append(window.segments[-1].sequence)
            on_air(archive, 1, sequence)

        assert ends == [6, 7, 8, 9, 10, 21, 22, 23, 24]


class TestTheFirstThatIsHeard:
    def test_of_a_moment_is_the_segment_that_holds_it(self):
        archive = on_air(Archive(), 30)

        assert archive.heard_from(NOON_MS + 2_000, 60_000).sequence == 2

    def test_of_a_moment_that_is_withheld_is_after_it(self):
        archive = on_air(withholding(Withheld.of([span_of(11, 20)])), 30)

        assert archive.heard_from(span_of(12, 12).start_ms, 1_000).sequence == 21

    def test_is_none_while_it_is_withheld(self):
        archive = on_air(withholding(Withheld.of([span_of(11, 20)])), 15)

        assert archive.heard_from(span_of(12, 12).start_ms, 600_000) is None


class TestASegment:
    def test_that_is_withheld_is_live_for_ten_minutes(self):
        archive = on_air(withholding(Withheld.of([span_of(1, 500)])), 400)
        old, young = archive.numbered(50), archive.numbered(390)

        assert archive.is_withheld(old)
        assert archive.is_withheld(young)
        assert not archive.is_live(old)
        assert archive.is_live(young)
