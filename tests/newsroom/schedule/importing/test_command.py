"""The command: what it says, and that a dry run changes nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from callsign.commands import schedule
from callsign.commands.program import main
from callsign.newsroom.schedule.models import Change, Slot

TABLE = "program,days,start,end\nLocal Desk,daily,9,10\nOpera,Mo,9,10\n"


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "week.csv"
    file.write_text(TABLE, encoding="utf-8")
    return str(file)


def said(*arguments):
    out = StringIO()
    call_command("schedule", *arguments, stdout=out)
    return out.getvalue()


class TestImporting:
    def test_dry_says_what_would_be_and_changes_nothing(self, service, programs, table):
        text = said("import", table, "--service=kdemo", "--dry-run")

        assert "Local Desk airs 09:00–10:00" in text
        assert "line 3: no program is called “Opera”" in text
        assert "Nothing was changed." in text
        assert not Slot.objects.exists()

    def test_saves_a_change_that_says_where_it_is_from(
        self, service, programs, mina, table
    ):
        text = said("import", table, "--service=kdemo", "--by=mina")

        change = Change.objects.get()
        assert (change.made_by, change.reason) == (mina, "imported from week.csv")
        assert "Saved as change 1" in text

    def test_says_so_when_there_is_nothing_to_do(self, service, programs, table):
        said("import", table, "--service=kdemo")

        assert "like that already" in said("import", table, "--service=kdemo")

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (["week.csv", "--service=jazz"], "there is kdemo"),
            (["week.csv", "--service=kdemo", "--by=nobody"], "no account"),
            (["none.csv", "--service=kdemo"], "Nothing was changed"),
        ],
    )
    def test_refuses_in_words(self, service, table, tmp_path, arguments, problem):
        file, *rest = arguments

        with pytest.raises(CommandError, match=problem):
            said("import", str(tmp_path / file), *rest)


class TestExporting:
    def test_writes_a_grid_file(self, service, grid):
        found = json.loads(said("export", "--service=kdemo"))

        assert (found["zone"], found["default"]) == ("America/Chicago", "music")
        assert len(found["slots"]) == 3


class TestTheVerb:
    def test_hands_on_what_it_was_told(self, monkeypatch):
        handed = []
        monkeypatch.setattr(schedule, "manage", lambda *said: handed.append(said) or 0)

        main(["schedule", "import", "/a.csv", "--service", "kdemo", "--replace"])
        main(["schedule", "export", "--service", "kdemo"])

        assert handed == [
            ("schedule", "import", "--service=kdemo", "--replace", "--by=", "/a.csv"),
            ("schedule", "export", "--service=kdemo"),
        ]
