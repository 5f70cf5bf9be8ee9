"""Remarks: what a program director is told before a grid airs."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from callsign.engines.airtime import remarks
from callsign.engines.airtime.grid import Doing, Grid, Override
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.occurrences import occurrences
from callsign.engines.airtime.tiling import tiles
from callsign.engines.airtime.wall_clock import seconds_of
from tests.engines.airtime.grids import CHICAGO, at, grids, kdemo, override, slot

NIGHTS = slot("overnight", "FREQ=DAILY", "02:30", "05:00")


def spoken(found):
    return [one.sentence for one in found]


class TestAGap:
    def test_is_told_with_its_length(self):
        found = remarks.gaps(
            tiles(kdemo(), date(2026, 11, 23), date(2026, 11, 24)), default="music"
        )

        assert spoken(found)[0] == "no slot airs for 3 h; music fills"


class TestAnOverlap:
    def week(self, *slots):
        found = occurrences(
            kdemo(*slots),
            start=seconds_of(at("2026-11-23T00:00")),
            end=seconds_of(at("2026-11-24T00:00")),
        )
        return spoken(remarks.overlaps(found))

    def test_in_one_layer_is_told_with_who_is_heard(self):
        zebra = slot("zebra", "FREQ=DAILY", "08:30", "09:30")

        assert self.week(zebra) == [
            "zebra and morning overlap in the base layer for 30 min; zebra is heard",
            "zebra and local-desk overlap in the base layer for 30 min; zebra is heard",
        ]

    def test_of_layers_is_what_layers_are_for(self):
        special = slot("s", "FREQ=DAILY", "08:30", "09:30", layer=Layer.SPECIAL)

        assert self.week(special) == []


class TestATimeThatDoesNotExist:
    def test_is_explained_not_guessed(self):
        found = remarks.odd_times(
            kdemo(NIGHTS),
            starts_at=at("2026-03-01T00:00"),
            ends_at=at("2026-03-15T00:00"),
        )

        assert (
            "overnight on 2026-03-08 starts at 02:30, which does not exist that night:"
            " the clocks jump, and it starts at 03:00" in spoken(found)
        )

    def test_is_explained_of_one_date_that_is_moved_there(self):
        early = slot("early", "FREQ=DAILY", "04:00", "05:00")
        moved = Override("early", date(2026, 3, 8), Doing.MOVE, start_s=9_000)

        (found,) = remarks.odd_times(
            Grid(CHICAGO, "music", (early,), (moved,)),
            starts_at=at("2026-03-07T00:00"),
            ends_at=at("2026-03-09T00:00"),
        )

        assert "starts at 02:30, which does not exist" in found.sentence

    def test_that_leaves_nothing_is_told(self):
        short = slot("short", "FREQ=DAILY", "02:00", "02:45")

        found = remarks.odd_times(
            Grid(CHICAGO, "music", (short,)),
            starts_at=at("2026-03-07T00:00"),
            ends_at=at("2026-03-09T00:00"),
        )

        assert "short on 2026-03-08 is not heard" in spoken(found)[-1]

    def test_that_happens_twice_is_told(self):
        late = slot("late", "FREQ=DAILY", "01:30", "05:00")

        found = remarks.odd_times(
            Grid(CHICAGO, "music", (late,)),
            starts_at=at("2026-10-30T00:00"),
            ends_at=at("2026-11-03T00:00"),
        )

        assert spoken(found) == [
            "late on 2026-11-01 starts at 01:30, which happens twice: the first is meant"
        ]

    def test_is_nothing_in_an_ordinary_week(self):
        found = remarks.odd_times(
            kdemo(NIGHTS),
            starts_at=at("2026-06-01T00:00"),
            ends_at=at("2026-06-15T00:00"),
        )

        assert spoken(found) == []


class TestOthers:
    def test_an_override_of_a_day_without_its_slot_is_told(self):
        sunday = override("talk", "2026-11-29", Doing.CANCEL)

        assert spoken(remarks.void_overrides(kdemo(overrides=(sunday,)))) == [
            "the cancel of talk on 2026-11-29 does nothing: it does not air then"
        ]

    def test_a_move_of_a_cancelled_date_is_told_whichever_came_first(self):
        cancel = override("talk", "2026-11-26", Doing.CANCEL)
        move = override("talk", "2026-11-26", Doing.MOVE, start_s="13:00")

        for both in ((cancel, move), (move, cancel)):
            assert spoken(remarks.void_overrides(kdemo(overrides=both))) == [
                "the move of talk on 2026-11-26 does nothing: it is cancelled on that"
                " date, and that wins"
            ]

    def test_a_slot_shorter_than_a_piece_of_the_stream_is_told(self):
        blink = slot("blink", "FREQ=DAILY", "09:00", "09:00")
        blink = replace(blink, end_s=blink.start_s + 1)

        found = remarks.too_short(
            Grid(CHICAGO, "music", (blink,)),
            starts_at=at("2026-06-01T00:00"),
            ends_at=at("2026-06-15T00:00"),
        )

        assert spoken(found) == ["blink lasts less than 2 seconds"]

    @given(grids())
    def test_any_grid_can_be_remarked_on(self, drawn):
        grid, day = drawn
        starts_at, ends_at = at(f"{day}T00:00"), at(f"{day}T00:00").replace(year=2028)

        assert all(spoken(remarks.void_overrides(grid)))
        assert all(
            spoken(remarks.odd_times(grid, starts_at=starts_at, ends_at=ends_at))
        )
