"""Tiling: every instant of a service has exactly one program."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime.grid import Doing, Grid
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.occurrences import (
    DATES,
    Occurrence,
    days_of,
    occurrences,
)
from callsign.engines.airtime.tiling import stretches, tiles, tiles_between
from callsign.engines.airtime.wall_clock import seconds_of
from tests.engines.airtime.grids import (
    CHICAGO,
    WEEKDAYS,
    dates_the_long_way,
    grids,
    instant_the_long_way,
    kdemo,
    midnight,
    override,
    slot,
)


def told(found, zone=CHICAGO):
    """Return tiles as a director says them."""
    return [
        f"{one.starts_at.astimezone(zone):%H:%M}"
        f"-{one.ends_at.astimezone(zone):%H:%M} {one.program}"
        for one in found
    ]


def hours(found):
    return [(one.ends_at - one.starts_at) / timedelta(hours=1) for one in found]


class TestAnyGrid:
    @given(grids(), st.integers(1, 9))
    def test_is_tiled_without_gap_or_overlap(self, drawn, length):
        grid, day = drawn

        found = tiles(grid, day, day + timedelta(length))

        assert all(one.starts_at < one.ends_at for one in found)
        assert all(one.ends_at == next.starts_at for one, next in pairwise(found))
        assert found[0].starts_at == instant_the_long_way(midnight(day), grid.zone)
        assert found[-1].ends_at == instant_the_long_way(
            midnight(day + timedelta(length)), grid.zone
        )

    @given(grids(most_slots=6), st.integers(0, 6 * 86_400))
    def test_has_at_any_instant_what_looking_at_each_slot_would_find(
        self, drawn, second
    ):
        grid, day = drawn
        moment = datetime.combine(day, datetime.min.time(), UTC)
        moment += timedelta(seconds=second)

        (tile,) = tiles_between(grid, moment, moment + timedelta(seconds=1))[:1]

        assert (tile.slot, tile.local_date) == heard_the_long_way(grid, moment)

    @given(grids())
    def test_gives_neighbors_of_one_airing_as_one_tile(self, drawn):
        grid, day = drawn

        found = tiles(grid, day, day + timedelta(5))

        assert all(
            (one.slot, one.local_date) != (after.slot, after.local_date)
            for one, after in pairwise(found)
        )

    @given(grids(), st.integers(1, 6))
    def test_is_the_same_looked_at_day_by_day(self, drawn, length):
        grid, day = drawn
        whole = tiles(grid, day, day + timedelta(length))

        by_day = [
            one
            for number in range(length)
            for one in tiles(grid, day + timedelta(number), day + timedelta(number + 1))
        ]

        ends = {one.starts_at for one in whole} | {
            instant_the_long_way(midnight(day + timedelta(number)), grid.zone)
            for number in range(length)
        }
        assert {one.starts_at for one in by_day} == ends

    @given(grids())
    def test_is_the_same_edited_then_expanded_or_expanded_then_edited(self, drawn):
        grid, day = drawn
        start, end = (
            grid.clock.instant(one.toordinal(), 0) for one in (day, day + timedelta(7))
        )

        expanded = [
            Occurrence(0, 0, grid.ranks[one.id] * DATES + date_, one, date_)
            for one in grid.slots
            for date_ in days_of(grid, one, start=start, end=end)
        ]
        edited = sorted(filter(None, (by_hand(grid, one) for one in expanded)))

        assert list(stretches(edited, start, end)) == list(
            stretches(occurrences(grid, start=start, end=end), start, end)
        )

    @given(grids(), st.data())
    def test_has_what_it_had_before_an_override_wherever_that_is_withdrawn(
        self, drawn, data
    ):
        grid, day = drawn
        without = data.draw(st.sets(st.sampled_from(grid.overrides or [None])))
        kept = tuple(one for one in grid.overrides if one not in without)
        untouched = {(one.slot, one.date) for one in without if one}

        before = airings(replace(grid, overrides=()), day)
        after = airings(replace(grid, overrides=kept), day)

        changed = {(one.slot, one.date) for one in kept}
        assert {key: before.get(key) for key in untouched - changed} == {
            key: after.get(key) for key in untouched - changed
        }


def airings(grid, day):
    """Return what each slot asks for on each date, a week long."""
    start, end = (
        grid.clock.instant(one.toordinal(), 0) for one in (day, day + timedelta(7))
    )
    found = occurrences(grid, start=start, end=end)
    return {
        (one.slot.id, one.local_date): (one.start, one.end, one.program, one.title)
        for one in found
    }


def by_hand(grid, one):
    """Return an airing as a person would change it who has the list before her."""
    changes = [
        each
        for each in grid.overrides
        if (each.slot, each.date) == (one.slot.id, one.local_date)
    ]
    if any(each.do is Doing.CANCEL for each in changes):
        return None
    starts_at, ends_at = span(grid, one.slot, one.local_date, changes)
    start, end = seconds_of(starts_at), seconds_of(ends_at)
    changed = one._replace(start=start, end=end, overrides=tuple(changes))
    return changed if start < end else None


def heard_the_long_way(grid: Grid, moment: datetime):
    """Return whom a person would name who looks at every slot in turn."""
    claims = []
    day = moment.astimezone(grid.zone).date()
    for one in grid.slots:
        for date_ in dates_of(one, day):
            changes = [
                each
                for each in grid.overrides
                if (each.slot, each.date) == (one.id, date_)
            ]
            starts_at, ends_at = span(grid, one, date_, changes)
            if any(each.do is Doing.CANCEL for each in changes):
                continue
            if starts_at <= moment < ends_at:
                order = (one.layer, one.valid_from, one.id, date_)
                claims.append((order, (one.id, date_)))
    return max(claims)[1] if claims else (None, None)


def dates_of(one, day):
    first, last = day - timedelta(3), day + timedelta(1)
    if one.valid_until:
        last = min(last, one.valid_until)
    return dates_the_long_way(text_of(one.rule), one.valid_from, first, last)


def text_of(rule):
    """Return a rule as text, for another reader."""
    days = ["MO TU WE TH FR SA SU".split()[day] for day, _ in rule.days]
    orders = [str(order or "") for _, order in rule.days]
    parts = [f"FREQ={rule.frequency}", f"INTERVAL={rule.interval}"]
    parts += [f"WKST={'MO TU WE TH FR SA SU'.split()[rule.week_start]}"]
    if rule.count:
        parts.append(f"COUNT={rule.count}")
    if days:
        joined = ",".join(order + day for order, day in zip(orders, days, strict=True))
        parts.append(f"BYDAY={joined}")
    parts += [f"{name}={','.join(map(str, of))}" for name, of in rule.numbers]
    return ";".join(parts)


def span(grid, one, day, changes):
    start_s, end_s = one.start_s, one.end_s
    length_s = (end_s - start_s - 1) % 86_400 + 1
    for change in changes:
        if change.start_s is not None:
            start_s = change.start_s
        if change.end_s is not None:
            length_s = (change.end_s - start_s - 1) % 86_400 + 1
    start = midnight(day) + timedelta(seconds=start_s)
    return (
        instant_the_long_way(start, grid.zone),
        instant_the_long_way(start + timedelta(seconds=length_s), grid.zone),
    )


class TestADay:
    def test_of_the_station_is_told_in_order(self):
        assert told(tiles(kdemo(), date(2026, 11, 23), date(2026, 11, 24))) == [
            "00:00-02:00 night",
            "02:00-05:00 kdemo-music",
            "05:00-09:00 morning",
            "09:00-10:00 local-desk",
            "10:00-12:00 talk",
            "12:00-16:00 kdemo-music",
            "16:00-18:30 afternoon",
            "18:30-22:00 kdemo-music",
            "22:00-00:00 night",
        ]

    @pytest.mark.parametrize(
        ("day", "length"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25)]
    )
    def test_of_23_or_25_hours_is_whole(self, day, length):
        hourly = [
            slot(f"h{hour:02d}", "FREQ=DAILY", f"{hour}:00", f"{(hour + 1) % 24}:00")
            for hour in range(24)
        ]
        grid = Grid(CHICAGO, "music", tuple(hourly))

        found = tiles(grid, day, day + timedelta(1))

        assert sum(hours(found)) == length
        assert not any(one.is_filler for one in found)
        # The hour that does not exist is left out; the one that comes twice is heard twice.
        assert len(found) == min(length, 24)

    def test_of_nothing_is_one_tile_of_the_default(self):
        (one,) = tiles(Grid(CHICAGO, "music"), date(2026, 3, 7), date(2026, 3, 10))

        assert one.is_filler
        assert hours([one]) == [71]
        assert one.local_date is None


class TestCovering:
    def test_is_by_layer(self):
        pledge = slot("drive", WEEKDAYS, "06:00", "07:00", layer=Layer.PLEDGE)

        found = tiles(kdemo(pledge), date(2026, 11, 23), date(2026, 11, 24))

        assert told(found)[2:5] == [
            "05:00-06:00 morning",
            "06:00-07:00 drive",
            "07:00-09:00 morning",
        ]
        assert found[2].local_date == found[4].local_date == date(2026, 11, 23)

    def test_among_equal_layers_is_by_the_later_beginning(self):
        newer = slot(
            "a-newer", WEEKDAYS, "08:00", "09:30", valid_from=date(2026, 11, 2)
        )

        found = tiles(kdemo(newer), date(2026, 11, 23), date(2026, 11, 24))

        assert "08:00-09:30 a-newer" in told(found)

    def test_is_last_by_the_name_that_sorts_last(self):
        twin = slot("zebra", WEEKDAYS, "08:00", "09:30")

        found = tiles(kdemo(twin), date(2026, 11, 23), date(2026, 11, 24))

        assert "08:00-09:30 zebra" in told(found)

    def test_of_another_zone_is_in_its_own_time(self):
        lord_howe = ZoneInfo("Australia/Lord_Howe")
        grid = Grid(lord_howe, "music", (slot("all", "FREQ=DAILY", "0:00", "0:00"),))

        found = tiles(grid, date(2026, 10, 3), date(2026, 10, 5))

        assert hours(found) == [24, 23.5]


class TestAnOverride:
    def one_day(self, *overrides):
        grid = kdemo(overrides=overrides)
        return told(tiles(grid, date(2026, 11, 26), date(2026, 11, 27)))

    def test_cancels_one_date(self):
        cancelled = self.one_day(override("talk", "2026-11-26", Doing.CANCEL))

        assert "10:00-16:00 kdemo-music" in cancelled

    def test_replaces_the_program_in_its_slot(self):
        found = self.one_day(
            override("talk", "2026-11-26", Doing.REPLACE, program="harvest")
        )

        assert "10:00-12:00 harvest" in found

    def test_moves_and_keeps_its_length(self):
        found = self.one_day(
            override("talk", "2026-11-26", Doing.MOVE, start_s="13:00")
        )

        assert "13:00-15:00 talk" in found
        assert "10:00-13:00 kdemo-music" in found

    def test_moves_over_midnight_and_keeps_its_date(self):
        late = override(
            "talk", "2026-11-25", Doing.MOVE, start_s="23:00", end_s="03:00"
        )
        grid = kdemo(overrides=(late,))

        found = tiles(grid, date(2026, 11, 26), date(2026, 11, 27))

        # The night show, which sorts before it, is covered until it ends.
        assert told(found)[0] == "00:00-03:00 talk"
        assert found[0].local_date == date(2026, 11, 25)

    def test_gives_another_title(self):
        called = override("talk", "2026-11-26", Doing.RETITLE, title="Thanks")
        grid = kdemo(overrides=(called,))

        found = tiles(grid, date(2026, 11, 26), date(2026, 11, 27))

        assert [one.title for one in found if one.program == "talk"] == ["Thanks"]

    def test_leaves_other_dates_alone(self):
        cancelled = override("talk", "2026-11-26", Doing.CANCEL)
        after = date(2026, 11, 27), date(2026, 11, 28)

        assert tiles(kdemo(overrides=(cancelled,)), *after) == tiles(kdemo(), *after)


class TestARerun:
    def test_airs_the_episode_of_the_day_before(self):
        rerun = slot(
            "again",
            WEEKDAYS,
            "20:00",
            "21:00",
            program="local-desk",
            rerun_of="local-desk",
            rerun_after_days=1,
        )

        found = tiles(kdemo(rerun), date(2026, 11, 24), date(2026, 11, 25))

        (again,) = (one for one in found if one.slot == "again")
        assert again.occurrence.episode == ("local-desk", date(2026, 11, 23))


class TestTwoDatesOfOneSlot:
    def test_that_overlap_after_a_move_are_heard_the_later_first(self):
        late = override("day", "2026-11-23", Doing.MOVE, start_s="20:00")
        day = slot("day", "FREQ=DAILY", "06:00", "20:00")

        found = tiles(
            Grid(CHICAGO, "music", (day,), (late,)),
            date(2026, 11, 24),
            date(2026, 11, 25),
        )

        assert [(one.local_date, one.slot) for one in found] == [
            (date(2026, 11, 23), "day"),
            (date(2026, 11, 24), "day"),
            (None, None),
        ]
        assert hours(found) == [6, 14, 4]
