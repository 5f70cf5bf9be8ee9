"""Dates stay true to the clock through slewing, stalls and a clock that is set."""

from itertools import pairwise
from math import sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.segments import RATE_HZ, SEGMENT_MS
from callsign.engines.stream.timeline import ANCHORS_KEPT, Timeline
from tests.engines.stream.clocks import NOON_MS, SEGMENT_SAMPLES, Machine, worst_ms

HOUR_S, DAY_S, WEEK_S = 3_600, 86_400, 7 * 86_400
BAR_MS = 50


def set_clock(timeline, utc_ms, monotonic_s):
    """Have a timeline look twice, as it does before it believes it."""
    assert not timeline.check(utc_ms, monotonic_s)
    assert timeline.check(utc_ms, monotonic_s)


def timeline():
    return Timeline(NOON_MS, monotonic_s=100.0)


class TestMakingSamples:
    def test_is_due_as_time_passes(self):
        one = timeline()

        assert one.due(100.0) == 0
        assert one.due(100.5) == RATE_HZ // 2

    def test_is_not_due_again_once_made(self):
        one = timeline()
        one.sample += one.due(100.5)

        assert one.due(100.5) == 0

    def test_waits_when_it_is_ahead(self):
        one = timeline()
        one.sample += 4_096

        assert one.due(100.0) == 0
        assert one.due(100.1) == 4_800 - 4_096


class TestDatingASample:
    def test_steps_by_exactly_a_segment(self):
        dates = [timeline().date_ms(n * SEGMENT_SAMPLES) for n in range(100_000)]

        assert {later - earlier for earlier, later in pairwise(dates)} == {SEGMENT_MS}

    def test_keeps_the_old_dates_of_what_was_made_before_the_clock_was_set(self):
        one = timeline()
        one.sample += 48_000
        set_clock(one, NOON_MS + 11_000, 101.0)

        assert one.date_ms(47_952) == NOON_MS + 999
        assert one.date_ms(48_000) == NOON_MS + 11_000

    def test_forgets_anchors_of_long_ago(self):
        one = timeline()
        for hour in range(1, 100):
            one.sample += 48_000
            set_clock(one, NOON_MS + hour * 3_600_000, 100.0 + hour)

        assert one.date_ms(one.sample) == NOON_MS + 99 * 3_600_000
        assert one.date_ms(0) < NOON_MS + (100 - ANCHORS_KEPT) * 3_600_000


class TestComparingTheClocks:
    def test_is_content_while_they_agree(self):
        one = timeline()
        one.sample = 48_000 * 60

        assert not one.check(NOON_MS + 60_000, 160.0)
        assert one.anchor_ms == NOON_MS

    @pytest.mark.parametrize("parted_ms", [-10_000, -41, 41, 10_000])
    def test_starts_anew_when_they_part(self, parted_ms):
        one = timeline()
        one.sample = 48_000 * 60

        assert not one.check(NOON_MS + 60_000 + parted_ms, 160.0)
        assert one.check(NOON_MS + 60_000 + parted_ms, 160.0)
        assert one.date_ms(one.sample) == NOON_MS + 60_000 + parted_ms

    def test_forgives_a_pause_between_reading_the_two(self):
        """A busy machine: the clock of people was read 200 ms after the other."""
        one = timeline()
        one.sample = 48_000

        read = [
            one.check(NOON_MS + 1_000 + late_ms, 101.0) for late_ms in (200, 0, 200)
        ]

        assert read == [False, False, False]

    @pytest.mark.parametrize("parted_ms", [-40, -1, 1, 40])
    def test_forgives_a_little(self, parted_ms):
        one = timeline()
        one.sample = 48_000 * 60

        assert not one.check(NOON_MS + 60_000 + parted_ms, 160.0)

    def test_starts_anew_after_a_stall_and_makes_nothing_up(self):
        one = timeline()
        one.sample = 48_000

        assert one.check(NOON_MS + 6_000, 106.0)
        assert one.due(106.0) == 0
        assert one.date_ms(48_000) == NOON_MS + 6_000

    def test_catches_up_after_a_hiccup(self):
        one = timeline()
        one.sample = 48_000

        assert not one.check(NOON_MS + 1_900, 101.9)
        assert one.due(101.9) == 48_000 * 9 // 10

    @pytest.mark.parametrize("ahead", [-1_024, -1, 0, 1, 1_024])
    def test_makes_sound_at_the_same_pace_when_the_clock_is_set(self, ahead):
        """Listeners hear nothing of it; only the dates change."""
        one, untouched = timeline(), timeline()
        one.sample = untouched.sample = 48_000 + ahead

        set_clock(one, NOON_MS + 11_000, 101.0)

        assert one.due(101.5) == untouched.due(101.5)
        assert one.date_ms(48_000 + ahead) == NOON_MS + 11_000 + round(ahead / 48)

    def test_is_not_disturbed_by_being_asked_twice(self):
        one = timeline()

        assert not one.check(NOON_MS + 30, 100.0)
        assert not one.check(NOON_MS + 30, 100.0)
        assert one.due(100.0) == 0


class TestASimulatedWeek:
    def test_of_good_clocks_has_no_break(self):
        segments = Machine().run(DAY_S)

        assert [one.is_discontinuity for one in segments].count(True) == 1
        assert worst_ms(segments) < 1

    @pytest.mark.parametrize("ppm", [-400, -50, 50, 400])
    def test_follows_a_clock_that_is_slewed(self, ppm):
        """A timekeeper makes the clock of people faster; no player is disturbed."""
        segments = Machine(utc_error_ms=lambda now_s: now_s * ppm / 1_000).run(DAY_S)

        assert [one.is_discontinuity for one in segments].count(True) == 1
        assert worst_ms(segments) < 5

    def test_stays_within_the_bar_whatever_happens(self):
        stalls = {2.0 * DAY_S: 5.0, 4.0 * DAY_S: 5.0, 4.0 * DAY_S + 60: 1.5}
        segments = Machine(
            utc_error_ms=slewed_and_set,
            monotonic_error_s=lambda now_s: 40e-6 * now_s,
            stalls=stalls,
        ).run(WEEK_S)

        # Its own first, three stalls, two settings.
        assert [one.is_discontinuity for one in segments].count(True) == 6
        assert worst_ms(segments, {*stalls, 3 * DAY_S, 5 * DAY_S}) <= BAR_MS

    def test_steps_by_exactly_a_segment_between_breaks(self):
        segments = Machine(
            utc_error_ms=slewed_and_set, stalls={HOUR_S: 5.0, 2 * HOUR_S: 0.9}
        ).run(DAY_S)

        steps = {
            later.date_ms - earlier.date_ms
            for earlier, later in pairwise(segments)
            if not later.is_discontinuity
        }
        assert steps == {SEGMENT_MS}

    @given(
        ppm=st.integers(-450, 450),
        step_ms=st.integers(-20_000, 20_000),
        stall_s=st.floats(0, 20),
    )
    def test_stays_within_the_bar_through_any_minutes(self, ppm, step_ms, stall_s):
        def utc_error_ms(now_s):
            return now_s * ppm / 1_000 + (step_ms if now_s > 120 else 0)

        segments = Machine(utc_error_ms=utc_error_ms, stalls={60.0: stall_s}).run(240)

        assert worst_ms(segments, {60, 120}) <= BAR_MS


def slewed_and_set(now_s):
    """Return a week's error: slow waves, 10 s forward on day 3, and back on day 5."""
    is_set = 3 * DAY_S < now_s <= 5 * DAY_S
    return 300 * sin(now_s / HOUR_S) + (10_000 if is_set else 0)
