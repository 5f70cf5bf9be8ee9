"""The difference between two plans, in the words of a program director."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given

from callsign.engines.airtime.difference import differences, in_words
from callsign.engines.airtime.grid import Doing
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.tiling import tiles
from tests.engines.airtime.grids import CHICAGO, grids, kdemo, override, slot

WEEK = date(2026, 11, 23), date(2026, 11, 30)


def said(after, before=None):
    found = differences(tiles(before or kdemo(), *WEEK), tiles(after, *WEEK))
    return list(in_words(found, zone=CHICAGO))


class TestAnEdit:
    def test_that_cancels_says_what_no_longer_airs(self):
        gone = override("talk", "2026-11-26", Doing.CANCEL)

        assert said(kdemo(overrides=(gone,))) == [
            "Thu Nov 26, 2026, 10:00–12:00: talk no longer airs"
        ]

    def test_that_moves_says_from_and_to(self):
        moved = override("talk", "2026-11-26", Doing.MOVE, start_s="13:00")

        assert said(kdemo(overrides=(moved,))) == [
            "talk airs Thu Nov 26, 2026, 13:00–15:00 instead of"
            " Thu Nov 26, 2026, 10:00–12:00"
        ]

    def test_that_replaces_says_what_and_by_what(self):
        other = override("talk", "2026-11-26", Doing.REPLACE, program="harvest")

        assert said(kdemo(overrides=(other,))) == [
            "Thu Nov 26, 2026, 10:00–12:00: harvest instead of talk"
        ]

    def test_that_retitles_says_the_title(self):
        called = override("talk", "2026-11-26", Doing.RETITLE, title="Thanks")

        assert said(kdemo(overrides=(called,))) == [
            "Thu Nov 26, 2026, 10:00–12:00: talk is called “Thanks”"
        ]

    def test_that_covers_says_what_is_left_of_it(self):
        special = slot(
            "special",
            "",
            "10:30",
            "11:00",
            layer=Layer.SPECIAL,
            valid_from=date(2026, 11, 26),
        )

        assert said(kdemo(special)) == [
            "talk airs Thu Nov 26, 2026, 10:00–10:30 and"
            " Thu Nov 26, 2026, 11:00–12:00 instead of Thu Nov 26, 2026, 10:00–12:00",
            "Thu Nov 26, 2026, 10:30–11:00: special airs",
        ]

    def test_over_midnight_says_so(self):
        gone = override("night", "2026-11-26", Doing.CANCEL)

        assert said(kdemo(overrides=(gone,))) == [
            "Thu Nov 26, 2026, 22:00–02:00 (the day after): night no longer airs"
        ]

    @given(grids())
    def test_and_its_undoing_leave_no_difference(self, drawn):
        grid, day = drawn
        span = day, day + timedelta(7)

        there = tiles(grid, *span)
        plain = tiles(replace(grid, overrides=()), *span)

        assert differences(there, there) == []
        assert len(differences(plain, there)) == len(differences(there, plain))
