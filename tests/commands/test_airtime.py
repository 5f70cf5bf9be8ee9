"""``callsign airtime``: a grid file asked from a shell."""

import io
import json
from types import SimpleNamespace

import pytest

from callsign.commands.program import main

GRID = {
    "zone": "America/Chicago",
    "default": "kdemo-music",
    "slots": [
        {
            "id": "local-desk",
            "program": "local-desk",
            "layer": "base",
            "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "local_start": "09:00",
            "local_end": "10:00",
            "valid_from": "2016-01-04",
            "by": "Mina Sato",
        },
        {
            "id": "night",
            "program": "overnight",
            "layer": "base",
            "rrule": "FREQ=DAILY",
            "local_start": "22:00",
            "local_end": "02:30",
            "valid_from": "2016-01-04",
        },
    ],
    "overrides": [{"slot": "local-desk", "date": "2026-11-26", "do": "cancel"}],
}


@pytest.fixture
def grid(tmp_path):
    path = tmp_path / "grid.json"
    path.write_text(json.dumps(GRID))
    return str(path)


def tiled(capsys, *arguments):
    code = main(["airtime", "tile", *arguments])
    captured = capsys.readouterr()
    return code, json.loads(captured.out or "null"), captured.err


class TestTile:
    def test_prints_a_day(self, grid, capsys):
        code, found, said = tiled(
            capsys, grid, "--from", "2026-11-23", "--to", "2026-11-24"
        )

        assert (code, said) == (0, "")
        assert [(one["starts_at"], one["program"]) for one in found] == [
            ("2026-11-23T06:00:00Z", "overnight"),
            ("2026-11-23T08:30:00Z", "kdemo-music"),
            ("2026-11-23T15:00:00Z", "local-desk"),
            ("2026-11-23T16:00:00Z", "kdemo-music"),
            ("2026-11-24T04:00:00Z", "overnight"),
        ]
        assert found[0]["local_date"] == "2026-11-22"
        assert found[-1]["ends_at"] == "2026-11-24T06:00:00Z"

    def test_prints_nothing_for_no_day(self, grid, capsys):
        day = "2026-11-23"

        assert tiled(capsys, grid, "--from", day, "--to", day) == (0, [], "")

    def test_explains_a_time_that_does_not_exist(self, grid, capsys):
        _, _, said = tiled(capsys, grid, "--from", "2026-03-07", "--to", "2026-03-09")

        assert "night on 2026-03-07 ends at 02:30, which does not exist" in said

    def test_reads_the_standard_input(self, monkeypatch, capsys):
        stdin = SimpleNamespace(buffer=io.BytesIO(json.dumps(GRID).encode()))
        monkeypatch.setattr("sys.stdin", stdin)

        code, found, _ = tiled(
            capsys, "-", "--from", "2026-11-23", "--to", "2026-11-24"
        )

        assert (code, len(found)) == (0, 5)

    @pytest.mark.parametrize(
        ("first", "end", "reason"),
        [
            ("soon", "2026-11-24", "'soon' is no date"),
            ("2026-11-24", "2026-11-23", "comes before"),
            ("2026-11-24", "9999-12-31", "1900 to 2200"),
        ],
    )
    def test_refuses_dates_it_cannot_use(self, grid, capsys, first, end, reason):
        code, _, said = tiled(capsys, grid, "--from", first, "--to", end)

        assert code == 2
        assert reason in said

    def test_refuses_a_bad_grid_with_every_problem(self, tmp_path, capsys):
        path = tmp_path / "grid.json"
        path.write_text('{"zone": "Mars", "slots": [{}]}')

        code, _, said = tiled(
            capsys, str(path), "--from", "2026-11-23", "--to", "2026-11-24"
        )

        assert code == 2
        assert len(said.splitlines()) > 4

    def test_refuses_a_file_that_is_not_there(self, tmp_path, capsys):
        code, _, said = tiled(
            capsys,
            str(tmp_path / "no.json"),
            "--from",
            "2026-11-23",
            "--to",
            "2026-11-24",
        )

        assert code == 2
        assert "No such file" in said


class TestAt:
    @pytest.mark.parametrize(
        "instant",
        ["2026-11-23T15:30:00Z", "2026-11-23T09:30", "2026-11-23T10:30-05:00"],
    )
    def test_says_what_is_on_and_why(self, grid, capsys, instant):
        code = main(["airtime", "at", grid, instant])

        found = json.loads(capsys.readouterr().out)
        assert code == 0
        assert found["slot"] == "local-desk"
        assert found["why"] == [
            "local-desk (local-desk, base layer) is on the air; planned by Mina Sato"
        ]

    def test_says_why_nothing_is(self, grid, capsys):
        main(["airtime", "at", grid, "2026-11-26T09:30"])

        found = json.loads(capsys.readouterr().out)
        assert found["slot"] is None
        assert found["program"] == "kdemo-music"
        assert "was cancelled" in found["why"][1]

    def test_refuses_what_is_no_instant(self, grid, capsys):
        assert main(["airtime", "at", grid, "noon"]) == 2
        assert "'noon' is no instant" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("instant", "said"),
        [
            ("2026-03-08T02:30", "does not exist: the clocks jump over it: the answer"),
            ("2026-11-01T01:30", "happens twice; the first is taken"),
        ],
    )
    def test_explains_a_local_time_that_is_odd(self, grid, capsys, instant, said):
        main(["airtime", "at", grid, instant])

        assert f"{instant} {said}" in capsys.readouterr().err

    def test_tells_no_end_of_filler_that_has_none(self, tmp_path, capsys):
        path = tmp_path / "grid.json"
        path.write_text('{"zone": "America/Chicago", "default": "music"}')

        main(["airtime", "at", str(path), "2026-11-23T15:00:00Z"])

        found = json.loads(capsys.readouterr().out)
        assert (found["program"], found["starts_at"], found["ends_at"]) == (
            "music",
            None,
            None,
        )

    def test_remarks_upon_a_rule_that_never_comes_true(self, tmp_path, capsys):
        never = {**GRID["slots"][1], "rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}
        path = tmp_path / "grid.json"
        path.write_text(json.dumps({**GRID, "slots": [never], "overrides": []}))

        main(["airtime", "at", str(path), "2026-11-23T15:00:00Z"])

        assert "night never airs: this rule has no date" in capsys.readouterr().err
