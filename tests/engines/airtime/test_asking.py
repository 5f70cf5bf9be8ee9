"""Asking a grid: what is on, what comes next, and why."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime import asking
from callsign.engines.airtime.grid import Doing, Grid
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.tiling import tiles
from tests.engines.airtime.grids import (
    CHICAGO,
    WEEKDAYS,
    at,
    grids,
    kdemo,
    override,
    slot,
)


class TestWhatIsOnTheAir:
    @pytest.mark.parametrize(
        ("moment", "program"),
        [
            ("2026-11-23T09:00", "local-desk"),
            ("2026-11-23T09:59:59", "local-desk"),
            ("2026-11-23T10:00", "talk"),
            ("2026-11-24T01:00", "night"),
            ("2026-11-24T03:00", "kdemo-music"),
        ],
    )
    def test_is_half_open(self, moment, program):
        assert asking.on_air(kdemo(), at=at(moment)).program == program

    def test_has_its_whole_time_also_over_midnight(self):
        tile = asking.on_air(kdemo(), at=at("2026-11-24T00:30"))

        assert tile.starts_at == at("2026-11-23T22:00")
        assert tile.ends_at == at("2026-11-24T02:00")
        assert tile.local_date == date(2026, 11, 23)

    @given(grids(), st.integers(0, 5 * 86_400))
    def test_is_the_tile_of_the_day(self, drawn, second):
        grid, day = drawn
        moment = at(f"{day}T00:00", grid.zone) + timedelta(seconds=second)

        tile = asking.on_air(grid, at=moment)

        (same,) = (
            one
            for one in tiles(grid, day - timedelta(1), day + timedelta(7))
            if one.covers(moment)
        )
        assert (tile.slot, tile.local_date) == (same.slot, same.local_date)


class TestWhatComesNext:
    def test_is_told_in_order_and_without_what_is_on(self):
        found = asking.next(kdemo(), at=at("2026-11-23T09:30"), count=4)

        assert [one.program for one in found] == [
            "talk",
            "kdemo-music",
            "afternoon",
            "kdemo-music",
        ]

    def test_is_the_other_half_of_what_is_interrupted(self):
        news = slot(
            "special",
            "",
            "09:30",
            "09:40",
            layer=Layer.SPECIAL,
            valid_from=date(2026, 11, 23),
        )

        found = asking.next(kdemo(news), at=at("2026-11-23T09:10"), count=2)

        assert [one.program for one in found] == ["special", "local-desk"]

    def test_is_found_far_ahead(self):
        yearly = slot("gala", "FREQ=YEARLY", "20:00", "22:00")
        grid = Grid(CHICAGO, "music", (yearly,))

        (after,) = asking.next(grid, at=at("2026-06-01T00:00"), count=1)

        assert after.program == "gala"
        assert after.starts_at == at("2027-01-05T20:00")

    def test_of_an_empty_grid_is_nothing_but_what_is_on(self):
        found = asking.next(Grid(CHICAGO, "music"), at=at("2026-06-01T00:00"), count=3)

        assert found == []


class TestWhy:
    def test_names_the_layer_that_covers(self):
        drive = slot(
            "drive",
            WEEKDAYS,
            "06:00",
            "07:00",
            layer=Layer.PLEDGE,
            by="June Bell",
        )

        why = asking.why(kdemo(drive), at=at("2026-11-23T06:30"))

        assert why.tile.program == "drive"
        assert why.sentences == (
            "drive (drive, pledge layer) is on the air; planned by June Bell",
            "morning (morning, base layer) is covered by drive, whose pledge layer is"
            " higher",
        )

    def test_names_who_cancelled_and_the_reason(self):
        gone = override(
            "talk",
            "2026-11-26",
            Doing.CANCEL,
            reason="Thanksgiving",
            by="Mina Sato",
        )

        why = asking.why(kdemo(overrides=(gone,)), at=at("2026-11-26T11:00"))

        assert why.sentences == (
            "kdemo-music fills: no slot airs at this moment",
            "talk (talk, base layer) was cancelled; cancelled for 2026-11-26 by Mina"
            " Sato (Thanksgiving)",
        )

    def test_is_told_in_the_hour_that_goes_back_to_the_day_before(self):
        """In St. John's clocks were turned from 00:01 back to 23:01."""
        whole = slot(
            "day", "FREQ=DAILY", "00:00", "23:30", valid_from=date(2006, 10, 29)
        )
        grid = Grid(ZoneInfo("America/St_Johns"), "music", (whole,))

        why = asking.why(grid, at=at("2006-10-29T02:31:00Z"))

        assert why.tile.slot == "day"
        assert why.sentences == ("day (day, base layer) is on the air",)

    @given(
        turn=st.sampled_from(
            [
                ("America/St_Johns", "2006-10-29T02:31"),
                ("America/St_Johns", "2006-04-02T03:31"),
                ("America/Havana", "2025-11-02T05:00"),
                ("America/Havana", "2025-03-09T05:00"),
                ("America/Asuncion", "2024-03-24T03:00"),
                ("Asia/Gaza", "2011-08-01T21:00"),
                ("Asia/Beirut", "2025-10-25T21:00"),
                ("Asia/Beirut", "2025-03-29T22:00"),
            ]
        ),
        minutes=st.integers(-180, 180),
        slots=st.lists(
            st.tuples(*([st.integers(0, 95)] * 2), st.integers(-2, 1)),
            min_size=1,
            max_size=6,
        ),
    )
    def test_names_the_slot_on_air_where_clocks_turn_at_midnight(
        self, turn, minutes, slots
    ):
        zone, moment = ZoneInfo(turn[0]), at(f"{turn[1]}Z") + timedelta(minutes=minutes)
        clocks = [f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in range(96)]
        grid = Grid(
            zone,
            "music",
            tuple(
                slot(
                    f"s{number}",
                    "FREQ=DAILY",
                    clocks[start],
                    clocks[end],
                    valid_from=moment.date() + timedelta(days),
                )
                for number, (start, end, days) in enumerate(slots)
            ),
        )

        why = asking.why(grid, at=moment)

        heard = [one.occurrence.slot.id for one in why.claims if one.is_heard]
        on_air = asking.on_air(grid, at=moment)
        assert heard == ([] if on_air.is_filler else [on_air.slot])

    def test_of_filler_tells_its_neighbors_up_to_a_year_away(self):
        gala = slot("gala", "", "20:00", "22:00", valid_from=date(2026, 11, 27))

        before = asking.why(Grid(CHICAGO, "m", (gala,)), at=at("2026-02-01T00:00"))
        after = asking.why(Grid(CHICAGO, "m", (gala,)), at=at("2029-02-01T00:00"))

        assert (before.starts_at, before.ends_at) == (None, at("2026-11-27T20:00"))
        assert (after.starts_at, after.ends_at) == (None, None)

    @given(grids(), st.integers(0, 5 * 86_400))
    def test_begins_with_what_is_heard(self, drawn, second):
        grid, day = drawn
        moment = at(f"{day}T00:00", grid.zone) + timedelta(seconds=second)

        why = asking.why(grid, at=moment)

        heard = [claim for claim in why.claims if claim.is_heard]
        assert len(heard) == (not why.tile.is_filler)
        if heard:
            assert heard[0].occurrence == why.tile.occurrence
            assert why.claims[0] is heard[0]
