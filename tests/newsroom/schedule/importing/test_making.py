"""Programs that a file names and the station has not."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Program, ProgramHost, ProgramShelf
from callsign.newsroom.schedule.exporting import exported
from callsign.newsroom.schedule.importing import making
from callsign.newsroom.schedule.importing.applying import Import
from callsign.newsroom.schedule.importing.making import Maker
from callsign.newsroom.schedule.importing.reading import read_files
from callsign.newsroom.schedule.importing.wanted import Unreadable
from callsign.newsroom.schedule.models import Slot
from tests.cast import GUEST, HOST
from tests.newsroom.schedule.importing.conftest import MONDAY

TABLE = (
    "program,days,start,end,hosts,teaser\n"
    f"Opera at Nine,Mo,9,10,{HOST} and {GUEST},Arias and recitatives.\n"
    "opera at nine,Tu,9,10,,\n"
    "Local Desk,daily,11,12,,\n"
)


@pytest.fixture(autouse=True)
def front(service):
    """The station's site begins where its programs stand."""
    site = service.station.site
    site.root_page = Page.get_first_root_node()
    site.save()


@pytest.fixture
def ada(db):
    return Person.objects.create(name=HOST, slug="ada-okafor")


@pytest.fixture
def make(service, programs, mina):
    """Bring a file in; return the programs that were made."""

    def made_by(*texts):
        maker = Maker(service, mina)
        contents = [text.encode() for text in texts]
        wanted = read_files(contents, service, at=MONDAY, maker=maker)
        Import(service, wanted).save(by=mina, reason="imported", at=MONDAY)
        return maker.made

    return made_by


def command(*arguments):
    out = StringIO()
    call_command("schedule", "import", "--service=kdemo", *arguments, stdout=out)
    return out.getvalue()


class TestAProgram:
    def test_of_a_table_is_made_once_as_a_draft(self, make, ada):
        [made] = make(TABLE)

        opera = Program.objects.get(slug="opera-at-nine")
        assert made == opera and not opera.live
        assert opera.title == "Opera at Nine"
        assert opera.teaser == "Arias and recitatives."
        assert Slot.objects.filter(program=opera).count() == 2

    def test_has_hosts_the_station_knows_and_tells_of_the_others(self, make, ada):
        make(TABLE)

        opera = Program.objects.get(slug="opera-at-nine")
        assert [one.person for one in opera.hosts.all()] == [ada]
        assert opera.description == f"With {GUEST}."

    def test_can_be_opened_and_published_at_the_desk(self, make, ada):
        [made] = make(TABLE)

        draft = made.get_latest_revision_as_object()
        assert [one.person for one in draft.hosts.all()] == [ada]
        made.get_latest_revision().publish()
        assert Program.objects.get(pk=made.pk).live

    def test_of_an_event_is_what_stands_before_the_title(self, make):
        [made] = make(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Opera: Tosca\n"
            "DTSTART:20261130T190000\nDTEND:20261130T220000\nEND:VEVENT\nEND:VCALENDAR"
        )

        assert made.title == "Opera"
        assert Slot.objects.get().title == "Opera: Tosca"

    def test_of_a_widget_has_its_hosts_and_description(self, make):
        program = {
            "name": "Opera",
            "program_desc": "Arias.",
            "hosts": [{"name": GUEST}],
        }
        item = {
            "program": program,
            "date": "2026-11-23",
            "start_time": "19:00",
            "end_time": "22:00",
        }

        [made] = make(json.dumps({"onToday": [item]}))

        assert (made.teaser, made.description) == ("Arias.", f"With {GUEST}.")

    def test_of_another_stations_grid_comes_with_what_it_told(
        self, make, service, grid, ada, programs
    ):
        ProgramHost.objects.create(program=programs["night"], person=ada, credit="host")
        text = json.dumps(exported(service))
        Slot.objects.all().delete()
        for row in Program.objects.exclude(slug="music"):
            row.delete()

        made = {one.slug: one for one in make(text)}

        assert set(made) == {"local-desk", "talk", "night"}
        assert made["talk"].title == "Talk of the Flats"
        assert [one.person for one in made["night"].hosts.all()] == [ada]

    def test_of_a_bare_grid_has_its_slug_for_a_title(self, make):
        slot = {
            "id": "opera",
            "program": "opera-at-nine",
            "local_start": "09:00",
            "local_end": "10:00",
            "valid_from": "2026-11-23",
        }

        [made] = make(json.dumps({"zone": "America/Chicago", "slots": [slot]}))

        assert made.title == "Opera At Nine"


class TestTheCommand:
    def test_names_the_programs_and_makes_none_when_dry(
        self, service, programs, tmp_path
    ):
        (tmp_path / "week.csv").write_text(TABLE, encoding="utf-8")

        said = command(str(tmp_path / "week.csv"), "--make-programs", "--dry-run")

        assert "Programs that are made, as drafts:\n  Opera at Nine\n" in said
        assert "Opera at Nine airs" in said
        assert not Program.objects.filter(slug="opera-at-nine").exists()

    def test_says_how_where_it_was_not_asked_to(self, service, programs, tmp_path):
        (tmp_path / "week.csv").write_text(TABLE, encoding="utf-8")

        said = command(str(tmp_path / "week.csv"))

        assert "add its page first, or import with --make-programs" in said
        assert not Program.objects.filter(slug="opera-at-nine").exists()

    def test_makes_all_or_nothing(self, service, programs, tmp_path, monkeypatch):
        monkeypatch.setattr(making, "MOST_MADE", 1)
        rows = "program,days,start,end\nOpera,Mo,9,10\nBallet,Mo,10,11\n"
        (tmp_path / "week.csv").write_text(rows, encoding="utf-8")

        with pytest.raises(CommandError, match="more than 1 programs"):
            command(str(tmp_path / "week.csv"), "--make-programs")

        assert not Program.objects.filter(slug="opera").exists()

    def test_needs_a_page_under_which_programs_stand(self, service, mina):
        assert not ProgramShelf.objects.exists() and Page.objects.exists()

        with pytest.raises(Unreadable, match="under which programs stand"):
            read_files([TABLE.encode()], service, at=MONDAY, maker=Maker(service, mina))
