"""Hour clocks: the items of an airing, as instants, and what cannot be aired."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime.hour_clock import (
    HOUR_S,
    ClockItem,
    ClockPlan,
    ItemKind,
    items,
    plan_on,
    problems,
    read_minutes,
)
from callsign.engines.airtime.tiling import Tile

CHICAGO = ZoneInfo("America/Chicago")
HOWE = ZoneInfo("Australia/Lord_Howe")
MONDAY = datetime(2026, 11, 23, 11, tzinfo=UTC)  # 05:00 in Chicago

BILLBOARD = ClockItem(ItemKind.BILLBOARD, 0, 60)
NEWS = ClockItem(ItemKind.NEWSCAST, 60, 300, is_coverable=True)
A = ClockItem(ItemKind.SEGMENT, 360, 689, label="A")
HOUR = ClockPlan("Weekdays", (A, BILLBOARD, NEWS), date(2026, 1, 5))


def airing(minutes, start=MONDAY):
    return Tile(start, start + timedelta(minutes=minutes), "local-desk")


def told(plan, tile, zone=CHICAGO):
    return [
        (one.item.name, one.starts_at, one.is_whole)
        for one in items(plan, tile, zone=zone)
    ]


class TestAnAiring:
    def test_has_the_items_of_each_of_its_hours(self):
        found = told(HOUR, airing(120))

        assert found[:3] == [
            ("billboard", MONDAY, True),
            ("newscast", MONDAY + timedelta(minutes=1), True),
            ("segment A", MONDAY + timedelta(minutes=6), True),
        ]
        assert [start for _, start, _ in found[3:]] == [
            start + timedelta(hours=1) for _, start, _ in found[:3]
        ]

    def test_that_begins_late_misses_what_was_before(self):
        late = MONDAY + timedelta(minutes=10)

        assert told(HOUR, airing(20, late)) == [("segment A", late, False)]

    def test_that_is_interrupted_has_its_last_item_cut(self):
        *_, last = items(HOUR, airing(10), zone=CHICAGO)

        assert last.ends_at == MONDAY + timedelta(minutes=10)
        assert not last.is_whole

    def test_keeps_to_the_wall_clock_where_hours_begin_at_half_past(self):
        start = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)  # 06:00 in Kolkata

        found = told(HOUR, airing(60, start), ZoneInfo("Asia/Kolkata"))

        assert found[0] == ("billboard", start, True)

    def test_on_the_night_of_a_half_hour_change_follows_the_new_hours(self):
        # 01:00 to 04:00 on 4 October 2026: at 02:00 the clocks show 02:30.
        start = datetime(2026, 10, 3, 14, 30, tzinfo=UTC)

        found = told(HOUR, airing(150, start), HOWE)

        assert [at for name, at, _ in found if name == "billboard"] == [
            start,
            start + timedelta(minutes=90),
        ]


class TestAPlan:
    def test_holds_from_its_date_on(self):
        new = ClockPlan("New", (NEWS,), date(2026, 11, 23), date(2026, 11, 30))

        assert plan_on([HOUR, new], date(2026, 11, 22)) == HOUR
        assert plan_on([HOUR, new], date(2026, 11, 23)) == new
        assert plan_on([HOUR, new], date(2026, 12, 1)) == HOUR
        assert plan_on([HOUR, new], date(2025, 12, 1)) is None

    @pytest.mark.parametrize(
        ("item", "sentence"),
        [
            (
                ClockItem(ItemKind.FUNDING, 300, 120),
                "funding begins at 5:00, before newscast ends at 6:00",
            ),
            (
                ClockItem(ItemKind.LOCAL_BREAK, 3_570, 60),
                "local break ends at 60:30, beyond the hour",
            ),
            (
                ClockItem(ItemKind.STATION_ID, 3_590, 0),
                "station id at 59:50 has no length",
            ),
        ],
    )
    def test_tells_what_cannot_be_aired(self, item, sentence):
        plan = ClockPlan("Weekdays", (BILLBOARD, NEWS, item), date(2026, 1, 5))

        assert list(problems(plan)) == [sentence]

    def test_that_ends_before_it_begins_is_told(self):
        plan = ClockPlan("Weekdays", (), date(2026, 1, 5), date(2026, 1, 4))

        assert list(problems(plan)) == ["Weekdays ends before it begins"]


class TestAnyHour:
    @given(
        starts=st.lists(
            st.integers(0, HOUR_S - 1), min_size=1, max_size=12, unique=True
        ),
        offset_min=st.integers(0, 60 * 24 * 400),
        length_min=st.integers(1, 600),
        zone=st.sampled_from(["America/Chicago", "Australia/Lord_Howe", "UTC"]),
    )
    def test_gives_items_in_order_inside_the_airing(
        self, starts, offset_min, length_min, zone
    ):
        ordered = sorted(starts)
        plan = ClockPlan(
            "Any",
            tuple(
                ClockItem(ItemKind.SEGMENT, start, end - start)
                for start, end in pairwise([*ordered, HOUR_S])
            ),
            date(2026, 1, 1),
        )
        tile = airing(length_min, MONDAY + timedelta(minutes=offset_min))

        found = list(items(plan, tile, zone=ZoneInfo(zone)))

        assert not list(problems(plan))
        assert all(one.ends_at <= after.starts_at for one, after in pairwise(found))
        assert all(
            tile.starts_at <= one.starts_at < one.ends_at <= tile.ends_at
            for one in found
        )


@pytest.mark.parametrize("text", ["", "6:60", "x", "6:30:00", "-1", "100:00"])
def test_a_time_within_an_hour_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="no time within an hour"):
        read_minutes(text)
