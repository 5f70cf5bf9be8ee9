"""What users of other systems have reported of their schedules, and must not find here."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from callsign.engines.airtime import asking
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.tiling import tiles
from tests.engines.airtime.grids import CHICAGO, at, slot

LONDON = ZoneInfo("Europe/London")


def local_spans(found, zone, name):
    return [
        f"{one.starts_at.astimezone(zone):%m-%d %H:%M}"
        f" {one.ends_at.astimezone(zone):%H:%M}"
        for one in found
        if one.slot == name
    ]


class TestLibreTime:
    def test_3236_a_show_at_two_is_back_at_two_after_the_clocks_jump(self):
        grid = Grid(
            CHICAGO, "music", (slot("s", "FREQ=WEEKLY;BYDAY=SU", "2:00", "4:00"),)
        )

        found = tiles(grid, date(2026, 3, 1), date(2026, 3, 23))

        assert local_spans(found, CHICAGO, "s") == [
            "03-01 02:00 04:00",
            "03-08 03:00 04:00",
            "03-15 02:00 04:00",
            "03-22 02:00 04:00",
        ]

    def test_2385_a_day_begins_at_the_stations_midnight_not_at_that_of_utc(self):
        grid = Grid(CHICAGO, "music", (slot("s", "FREQ=DAILY", "0:00", "1:00"),))

        found = tiles(grid, date(2026, 7, 1), date(2026, 7, 2))

        assert found[0].starts_at == at("2026-07-01T05:00Z")
        assert found[0].slot == "s"

    @pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_472_no_hour_is_silent_when_london_changes_its_clocks(self, day):
        hourly = tuple(
            slot(f"h{hour}", "FREQ=DAILY", f"{hour}:00", f"{(hour + 1) % 24}:00")
            for hour in range(24)
        )

        found = tiles(Grid(LONDON, "music", hourly), day, day + timedelta(1))

        assert not [one for one in found if one.is_filler]


class TestRadioStation:
    def test_253_a_show_that_ends_at_midnight_is_on_until_then(self):
        grid = Grid(CHICAGO, "music", (slot("late", "FREQ=DAILY", "22:00", "0:00"),))

        before, after = (
            asking.on_air(grid, at=at(moment))
            for moment in ("2026-11-23T23:59:59", "2026-11-24T00:00:00")
        )

        assert before.slot == "late"
        assert before.ends_at == at("2026-11-24T00:00")
        assert after.is_filler

    @pytest.mark.parametrize("day", ["2026-06-10", "2026-03-07", "2026-10-31"])
    def test_490_and_330_an_overnight_show_ends_at_its_hour(self, day):
        grid = Grid(CHICAGO, "music", (slot("night", "FREQ=DAILY", "23:00", "6:00"),))

        tile = asking.on_air(grid, at=at(f"{day}T23:30"))

        ends_at = tile.ends_at.astimezone(CHICAGO)
        assert f"{ends_at:%H:%M}" == "06:00"
        assert ends_at.date() == date.fromisoformat(day) + timedelta(1)

    def test_290_an_override_at_noon_is_heard_at_noon(self):
        grid = Grid(
            CHICAGO,
            "music",
            (
                slot("lunch", "FREQ=DAILY", "12:00", "13:00"),
                slot("special", "FREQ=DAILY", "12:00", "12:30", layer=Layer.SPECIAL),
            ),
        )

        assert asking.on_air(grid, at=at("2026-11-23T12:00")).slot == "special"
        assert asking.on_air(grid, at=at("2026-11-23T12:30")).slot == "lunch"

    def test_302_a_special_may_last_for_days(self):
        grid = Grid(
            CHICAGO,
            "music",
            (
                slot("daily", "FREQ=DAILY", "9:00", "10:00"),
                slot(
                    "marathon",
                    "FREQ=DAILY",
                    "0:00",
                    "0:00",
                    layer=Layer.SPECIAL,
                    valid_from=date(2026, 11, 27),
                    valid_until=date(2026, 11, 29),
                ),
            ),
        )

        found = tiles(grid, date(2026, 11, 27), date(2026, 11, 30))

        assert {one.slot for one in found} == {"marathon"}
