"""Wall clocks: local times as instants, on every night of the year."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime.wall_clock import Oddity, WallClock, utc
from tests.engines.airtime.grids import ZONES, days, instant_the_long_way, midnight


def shown(zone: str, day: str, time: str) -> str:
    hour, minute = time.split(":")
    second = int(hour) * 3_600 + int(minute) * 60
    clock = WallClock(ZoneInfo(zone))
    return f"{utc(clock.instant(date.fromisoformat(day).toordinal(), second)):%d %H:%M}"


class TestALocalTime:
    @pytest.mark.parametrize(
        ("zone", "day", "time", "instant"),
        [
            ("America/Chicago", "2026-11-23", "09:00", "23 15:00"),
            # It does not exist: the clocks jump at 08:00 UTC.
            ("America/Chicago", "2026-03-08", "02:30", "08 08:00"),
            # It happens twice: the first.
            ("America/Chicago", "2026-11-01", "01:30", "01 06:30"),
            ("America/Chicago", "2026-11-01", "02:00", "01 08:00"),
            # Lord Howe's clocks jump by half an hour.
            ("Australia/Lord_Howe", "2026-10-04", "02:15", "03 15:30"),
            ("Australia/Lord_Howe", "2026-04-05", "01:45", "04 14:45"),
            # Beirut's jump at midnight.
            ("Asia/Beirut", "2026-03-29", "00:30", "28 22:00"),
            # Seconds past a day are the next day's.
            ("America/Chicago", "2026-11-23", "26:00", "24 08:00"),
        ],
    )
    def test_is_the_instant_listeners_hear(self, zone, day, time, instant):
        assert shown(zone, day, time) == instant

    def test_of_a_day_that_was_left_out_is_the_jump_over_it(self):
        # Samoa went from December 29 to 31, 2011.
        assert shown("Pacific/Apia", "2011-12-30", "09:00") == "30 10:00"

    @given(zone=st.sampled_from(ZONES), day=days, second=st.integers(0, 90_000))
    def test_is_when_a_clock_first_shows_it(self, zone, day, second):
        local = midnight(day) + timedelta(seconds=second)

        instant = WallClock(ZoneInfo(zone)).instant(day.toordinal(), second)

        assert utc(instant) == instant_the_long_way(local, ZoneInfo(zone))

    @given(
        zone=st.sampled_from(ZONES),
        day=days,
        pair=st.tuples(st.integers(0, 90_000), st.integers(0, 90_000)),
    )
    def test_never_comes_before_an_earlier_one(self, zone, day, pair):
        clock = WallClock(ZoneInfo(zone))

        earlier, later = (clock.instant(day.toordinal(), one) for one in sorted(pair))

        assert earlier <= later


class TestAnOddTime:
    def test_is_told_apart(self):
        clock = WallClock(ZoneInfo("America/Chicago"))
        spring, fall = (
            date(2026, month, day).toordinal() for month, day in ((3, 8), (11, 1))
        )

        assert clock.oddity(spring, 9_000) is Oddity.SKIPPED
        assert clock.oddity(fall, 5_400) is Oddity.TWICE
        assert clock.oddity(fall, 43_200) is None
        assert clock.is_odd(spring)
        assert not clock.is_odd(spring + 1)
