"""The grid file: read whole, or refused with every problem and its place."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime.document import NotAGrid, read_grid, tile_as_json
from callsign.engines.airtime.grid import Doing
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.tiling import tiles

SLOT = {
    "id": "morning",
    "program": "local-desk",
    "layer": "base",
    "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "local_start": "05:00",
    "local_end": "09:00",
    "valid_from": "2026-01-05",
    "valid_until": None,
}
OVERRIDE = {"slot": "morning", "date": "2026-11-26", "do": "cancel"}


def written(slots=(SLOT,), overrides=(), **changes):
    values = {
        "zone": "America/Chicago",
        "default": "music",
        "slots": slots,
        "overrides": overrides,
    }
    return json.dumps({**values, **changes})


def problems(text):
    with pytest.raises(NotAGrid) as refused:
        read_grid(text)
    return refused.value.problems


class TestAGridFile:
    def test_is_read(self):
        moved = {**OVERRIDE, "do": "move", "local_start": "06:00", "reason": "snow"}
        grid, remarks = read_grid(written(overrides=[moved]))

        (slot,), (override,) = grid.slots, grid.overrides
        assert (slot.start_s, slot.end_s) == (18_000, 32_400)
        assert slot.layer is Layer.BASE
        assert slot.valid_until is None
        assert override.do is Doing.MOVE
        assert (override.start_s, override.end_s) == (21_600, None)
        assert remarks == ()

    def test_gives_tiles_as_json(self):
        grid, _ = read_grid(written())

        found = [
            tile_as_json(one)
            for one in tiles(grid, date(2026, 11, 23), date(2026, 11, 24))
        ]

        assert found[:2] == [
            {
                "starts_at": "2026-11-23T06:00:00Z",
                "ends_at": "2026-11-23T11:00:00Z",
                "program": "music",
                "slot": None,
                "local_date": None,
                "title": None,
            },
            {
                "starts_at": "2026-11-23T11:00:00Z",
                "ends_at": "2026-11-23T15:00:00Z",
                "program": "local-desk",
                "slot": "morning",
                "local_date": "2026-11-23",
                "title": None,
            },
        ]

    def test_may_end_a_day_at_24_hours(self):
        grid, _ = read_grid(written([{**SLOT, "local_end": "24:00"}]))

        found = tiles(grid, date(2026, 11, 23), date(2026, 11, 24))

        assert [one.program for one in found] == ["music", "local-desk"]

    def test_tells_of_what_it_passed_over(self):
        _, remarks = read_grid(written([{**SLOT, "color": "red"}]))

        assert remarks == ("slots[0]: 'color' was passed over",)


class TestADamagedGridFile:
    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"zone": "America/Kansas_City"}, "zone: 'America/Kansas_City' is no time"),
            ({"zone": "../etc/passwd"}, "zone: '../etc/passwd' is no time zone"),
            ({"zone": None}, "zone: None is no time zone"),
            ({"default": ""}, "default: it is missing"),
            ({"slots": []}, None),
            ({"slots": 3}, "slots: it must be a list"),
            ({"slots": ["morning"]}, "slots[0]: it must be an object"),
        ],
    )
    def test_is_told_what_is_wrong(self, change, problem):
        if problem is None:
            assert read_grid(written(**change))
        else:
            assert problems(written(**change))[0].startswith(problem)

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"id": ""}, "slots[0].id: it is missing"),
            ({"program": 7}, "slots[0].program: it must be a text"),
            ({"layer": "top"}, "slots[0].layer: 'top' is none of base, season"),
            ({"rrule": "FREQ=HOURLY"}, "slots[0].rrule: FREQ=HOURLY: a slot has one"),
            (
                {"local_start": "25:00"},
                "slots[0].local_start: '25:00' is no time of day",
            ),
            (
                {"local_start": "24:00"},
                "slots[0].local_start: '24:00' is no time of day",
            ),
            ({"local_end": 9}, "slots[0].local_end: 9 is no time of day"),
            ({"valid_from": "soon"}, "slots[0].valid_from: 'soon' is no date"),
            ({"valid_until": "2025-01-01"}, "slots[0].valid_until: it ends before"),
            ({"rerun_of": "gone"}, "slots: morning repeats 'gone', which is no slot"),
            ({"rerun_after_days": -1}, "slots[0].rerun_after_days: a number of days"),
        ],
    )
    def test_names_the_place_in_a_slot(self, change, problem):
        assert problems(written([{**SLOT, **change}]))[0].startswith(problem)

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"slot": "noon"}, "overrides[0].slot: there is no slot 'noon'"),
            ({"do": "forget"}, "overrides[0].do: 'forget' is none of cancel, replace"),
            ({"do": "move"}, "overrides[0].local_start: a move needs"),
            ({"do": "replace"}, "overrides[0].program: it is missing"),
            ({"do": "retitle"}, "overrides[0].title: it is missing"),
            ({"date": "2026-02-30"}, "overrides[0].date: '2026-02-30' is no date"),
        ],
    )
    def test_names_the_place_in_an_override(self, change, problem):
        text = written(overrides=[{**OVERRIDE, **change}])

        assert problems(text)[0].startswith(problem)

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (
                '{"zone": "UTC", "default": "m", "slots": {}}',
                "slots: it must be a list",
            ),
            (
                '{"zone": "UTC", "default": "m", "overrides": {}}',
                "overrides: it must be a list",
            ),
            (
                '{"zone": "UTC", "zone": "Asia/Gaza", "default": "m"}',
                "zone: it stands there twice",
            ),
            (
                '{"zone": "UTC", "default": "m", "slots": [{"id": "a", "id": "b"}]}',
                "slots[0].id: it stands there twice",
            ),
            # The machine's own clock is no place, and not the station's.
            (
                '{"zone": "localtime", "default": "m"}',
                "zone: 'localtime' is no time zone such as America/Chicago",
            ),
        ],
    )
    def test_that_could_be_meant_otherwise_is_not_guessed_at(self, text, problem):
        assert problem in problems(text)

    @pytest.mark.parametrize(
        ("letter", "named"),
        [
            ("\ud800", "U+D800"),  # half of a pair, as JSON can write it
            ("\u0000", "U+0000"),
            ("\u001b", "U+001B"),
            ("\n", "U+000A"),
            ("\ufffe", "U+FFFE"),
        ],
    )
    @pytest.mark.parametrize("key", ["title", "program", "by"])
    def test_is_told_of_what_is_no_letter(self, key, letter, named):
        text = written([{**SLOT, key: f"Jazz {letter} at nine"}])

        assert problems(text) == (
            f"slots[0].{key}: character 6 is {named}, which is no letter",
        )

    def test_is_told_of_twins(self):
        assert problems(written([SLOT, SLOT])) == (
            "slots: two slots have the id 'morning'",
        )

    def test_is_told_everything_at_once(self):
        bad = {**SLOT, "layer": "top", "local_start": "noon"}

        assert len(problems(written([bad, {**bad, "id": "b"}], zone="Mars"))) == 5

    @given(st.text(max_size=200) | st.binary(max_size=200))
    def test_costs_nothing_but_its_own_error(self, text):
        try:
            read_grid(text)
        except NotAGrid:
            return

    @given(
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from([*SLOT, *OVERRIDE, "zone", "default", "slots"]),
                    inner,
                    max_size=6,
                )
            ),
            max_leaves=20,
        )
    )
    def test_of_any_shape_costs_nothing_but_its_own_error(self, values):
        try:
            read_grid(json.dumps(values))
        except NotAGrid:
            return
