"""What is kept of a service, and the windows that listeners see of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.archive import Archive, NotTheNext
from callsign.engines.stream.configuration import DELAY_MS
from callsign.engines.stream.segments import SEGMENT_MS, MediaSegment
from tests.engines.stream.services import (
    LIVES,
    NOON_MS,
    WINDOW_MS,
    Happening,
    live_through,
)


def archive_of(*happenings):
    *_earlier, archive = live_through(happenings)
    return archive


def hours(*, steady):
    return archive_of(*[Happening()] * steady)


def sequences(window):
    return [segment.sequence for segment in window.segments]


class TestAdding:
    def test_makes_a_segment_the_latest(self):
        archive = hours(steady=3)

        assert archive.latest.sequence == 3
        assert [segment.sequence for segment in archive.segments] == [1, 2, 3]

    def test_refuses_what_is_not_later(self):
        archive = hours(steady=3)

        with pytest.raises(NotTheNext, match="3 after 3"):
            archive.add(MediaSegment(3, NOON_MS))

    def test_after_a_lost_file_is_a_discontinuity(self):
        archive = hours(steady=3)

        archive.add(MediaSegment(5, NOON_MS + 4 * SEGMENT_MS))

        assert archive.latest.is_discontinuity


class TestDropping:
    def test_returns_the_oldest(self):
        archive = hours(steady=5)

        dropped = archive.drop_first(2)

        assert [segment.sequence for segment in dropped] == [1, 2]
        assert [segment.sequence for segment in archive.segments] == [3, 4, 5]

    def test_everything_leaves_nothing_to_play(self):
        archive = hours(steady=5)

        archive.drop_first(5)

        assert archive.latest is None
        assert archive.live().segments == ()
        assert archive.behind(1_000, NOON_MS).segments == ()
        assert archive.between(0, NOON_MS * 2).segments == ()

    def test_changes_no_window_that_was_taken_before(self):
        archive = hours(steady=5)
        window = archive.live()

        archive.drop_first(5)

        assert sequences(window) == [1, 2, 3, 4, 5]


class TestTheLiveWindow:
    def test_is_no_longer_than_asked(self):
        assert sequences(hours(steady=20).live(WINDOW_MS)) == [*range(11, 21)]

    def test_has_the_latest_segment_however_short_it_is_asked_to_be(self):
        assert sequences(hours(steady=20).live(0)) == [20]

    def test_begins_after_a_lost_file(self):
        archive = hours(steady=3)
        archive.add(MediaSegment(5, NOON_MS + 4 * SEGMENT_MS))
        archive.add(MediaSegment(6, NOON_MS + 5 * SEGMENT_MS))

        assert sequences(archive.live()) == [5, 6]

    @given(LIVES)
    def test_never_goes_back(self, life):
        windows = [archive.live(WINDOW_MS) for archive in live_through(life)]

        for earlier, later in pairwise(windows):
            assert earlier.segments[0].sequence <= later.segments[0].sequence
            assert earlier.discontinuity_sequence <= later.discontinuity_sequence

    @given(LIVES)
    def test_numbers_the_timeline_of_a_segment_alike_for_ever(self, life):
        """A player that saw two playlists knows which pieces belong together."""
        numbers = {}

        for archive in live_through(life):
            for segment, number in numbered(archive.live(WINDOW_MS)):
                assert numbers.setdefault(segment.sequence, number) == number


class TestCountingDiscontinuities:
    @given(LIVES, LIVES, st.integers(0, 80))
    def test_goes_on_after_a_restart(self, before, after, dropped):
        *_earlier, old = live_through(before)
        old.drop_first(min(dropped, len(old) - 1))
        restarted = Archive(old.discontinuity_sequence)

        for segment in old.segments:
            restarted.add(segment)

        assert restarted.live(WINDOW_MS) == old.live(WINDOW_MS)
        assert restarted.discontinuity_sequence == old.discontinuity_sequence

    @given(LIVES)
    def test_agrees_with_a_count_from_the_beginning(self, life):
        total = 0
        for archive, happening in zip(live_through(life), life, strict=True):
            total += happening.lost_ms != 0

            *_others, (_latest, number) = numbered(archive.live(WINDOW_MS))

            assert number == total


class TestAWindowBehind:
    @given(LIVES, st.integers(0, 40))
    def test_is_exactly_an_old_live_window(self, life, back):
        """Nobody dropped anything: what a listener saw then, another sees now."""
        seen = [
            (archive.latest.end_ms, archive.live(WINDOW_MS))
            for archive in live_through([Happening(one.lost_ms) for one in life])
        ]
        *_earlier, archive = live_through([Happening(one.lost_ms) for one in life])
        delay_ms = passed_ms(life[len(life) - back :] if back < len(life) else life[1:])
        _then_ms, expected = seen[max(0, len(seen) - 1 - back)]

        assert archive.behind(delay_ms, archive.latest.end_ms, WINDOW_MS) == expected

    def test_is_the_live_one_without_a_delay(self):
        archive = hours(steady=20)

        assert archive.behind(0, NOON_MS, WINDOW_MS) == archive.live(WINDOW_MS)

    def test_is_empty_before_the_oldest(self):
        archive = hours(steady=20)
        archive.drop_first(5)

        at_ms = archive.latest.end_ms

        assert sequences(archive.behind(14 * SEGMENT_MS, at_ms)) == [6]
        assert sequences(archive.behind(15 * SEGMENT_MS, at_ms)) == []

    @given(LIVES, st.integers(0, 200_000))
    def test_never_goes_back(self, life, delay_ms):
        windows = [
            archive.behind(delay_ms, archive.latest.end_ms + 1_500, WINDOW_MS)
            for archive in live_through(life)
        ]

        for earlier, later in pairwise(one for one in windows if one.segments):
            assert earlier.segments[0].sequence <= later.segments[0].sequence
            assert earlier.segments[-1].sequence <= later.segments[-1].sequence
            assert earlier.discontinuity_sequence <= later.discontinuity_sequence

    def test_waits_at_a_gap_as_live_listeners_did(self):
        life = [Happening()] * 5 + [Happening(lost_ms=60_000)] + [Happening()] * 40
        *_earlier, archive = live_through(life)
        delay_ms = archive.latest.end_ms - archive.segments[4].end_ms

        ends = [
            archive.behind(delay_ms - passed, archive.latest.end_ms).segments[-1]
            for passed in (0, 30_000, 61_983, 61_984)
        ]

        assert [end.sequence for end in ends] == [5, 5, 5, 6]

    def test_goes_on_while_the_service_has_stalled(self):
        archive = hours(steady=100)
        delay_ms = 50 * SEGMENT_MS

        at_once = archive.behind(delay_ms, archive.latest.end_ms)
        a_minute_on = archive.behind(delay_ms, archive.latest.end_ms + 60_000)

        assert at_once.segments[-1].sequence == 50
        assert a_minute_on.segments[-1].sequence == 60

    def test_does_not_take_the_longest_delay_of_a_service_for_a_stall(self):
        archive = hours(steady=100)
        delay_ms = 50 * SEGMENT_MS

        written = archive.behind(
            delay_ms, archive.latest.end_ms + DELAY_MS.stop + 4_000
        )

        assert written.segments[-1].sequence == 50


class TestWhatLiesBetweenTwoMoments:
    def test_holds_both(self):
        archive = hours(steady=20)

        piece = archive.between(NOON_MS + 5_000, NOON_MS + 9_000)

        assert sequences(piece) == [3, 4, 5]

    @pytest.mark.parametrize(
        ("start_ms", "end_ms", "expected"),
        [
            (0, SEGMENT_MS, [1]),  # the end is not held
            (0, SEGMENT_MS + 1, [1, 2]),
            (SEGMENT_MS, SEGMENT_MS + 1, [2]),
            (-9_000, 1, [1]),
            (-9_000, 0, []),
            (20 * SEGMENT_MS - 1, 10**9, [20]),
            (20 * SEGMENT_MS, 10**9, []),
            (SEGMENT_MS, SEGMENT_MS, []),
            (9_000, 5_000, []),  # the wrong way round
        ],
    )
    def test_is_half_open(self, start_ms, end_ms, expected):
        piece = hours(steady=20).between(NOON_MS + start_ms, NOON_MS + end_ms)

        assert sequences(piece) == expected

    def test_begins_with_it_though_the_clock_was_set_to_and_fro(self):
        """Just past noon, ten minutes back, and at noon once more."""
        steps = (300, -600_000, 600_000 - 300 - 2 * SEGMENT_MS)
        archive = archive_of(*[Happening(lost_ms) for lost_ms in steps])

        assert archive.latest.start_ms == NOON_MS
        assert sequences(archive.between(NOON_MS, NOON_MS + 1)) == [3]

    @given(LIVES, st.integers(-100_000, 200_000), st.integers(1, 100_000))
    def test_is_all_of_it_in_a_row(self, life, after_ms, length_ms):
        *_earlier, archive = live_through(life)
        start_ms = NOON_MS + after_ms
        end_ms = start_ms + length_ms
        inside = [
            segment.sequence
            for segment in archive.segments
            if segment.start_ms < end_ms and start_ms < segment.end_ms
        ]

        piece = archive.between(start_ms, end_ms)

        expected = [*range(inside[0], inside[-1] + 1)] if inside else []
        assert sequences(piece) == expected


def numbered(window):
    """Give each segment the number of its timeline, as RFC 8216 has players count."""
    number = window.discontinuity_sequence
    for segment in window.segments:
        number += segment.is_discontinuity
        yield segment, number


def passed_ms(life):
    """Return how long a life took on a clock that never goes back."""
    return sum(max(SEGMENT_MS, SEGMENT_MS + one.lost_ms) for one in life)
