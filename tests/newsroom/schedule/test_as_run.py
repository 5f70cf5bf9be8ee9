"""As run: what was on the air is joined to what was planned, whatever went wrong."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.newsroom.logbook.models import Aired, AsRun, Outage, Said, Switch
from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.as_run import join, lines_of
from callsign.newsroom.schedule.as_run_table import COLUMNS, as_csv
from callsign.newsroom.schedule.models import Aircheck, Broadcast
from callsign.newsroom.schedule.stretches import joined, meeting, milliseconds
from callsign.newsroom.station.work import Work

MORNING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DESK_AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ENDED = DESK_AT + timedelta(hours=1)
FRIDAY = date(2026, 11, 20)
MINUTE = timedelta(minutes=1)
DELAY = timedelta(seconds=2)


@pytest.fixture
def desk(service, grid):
    plan_broadcasts(service, at=MORNING)
    return Broadcast.objects.get(service=service, starts_at=DESK_AT)


class Book:
    """The logbook of a service, as the journal has filled it."""

    number = 0

    def entry(self, at):
        self.number += 1
        return {"run": "a1", "number": self.number, "service": "kdemo", "at": at}

    def aired(self, start, end):
        Aired.objects.create(
            **self.entry(start),
            first_sequence=1,
            last_sequence=2,
            start_ms=milliseconds(start),
            end_ms=milliseconds(end),
        )

    def switched(self, at, source):
        """Another source is heard in what is dated so; it left the mixer later."""
        Switch.objects.create(**self.entry(at + DELAY), source=source)


@pytest.fixture
def book():
    return Book()


def line_of_desk(service):
    lines = lines_of(service, FRIDAY, at=ENDED + timedelta(hours=1))
    return next(one for one in lines if one.broadcast.starts_at == DESK_AT)


class TestABroadcast:
    def test_that_was_on_the_air_ran_as_planned(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(MORNING, ENDED + MINUTE)

        line = line_of_desk(service)

        assert (line.aired_from, line.aired_until) == (DESK_AT, ENDED)
        assert (line.missing_ms, line.sources) == (0, ("studio",))
        assert line.was_whole

    def test_begins_when_air_did(self, service, desk, book):
        book.switched(DESK_AT + 3 * MINUTE, "studio")
        book.aired(DESK_AT + 3 * MINUTE, ENDED + MINUTE)

        line = line_of_desk(service)

        assert line.aired_from == DESK_AT + 3 * MINUTE
        assert line.missing_ms == 180_000

    def test_misses_what_air_was_down_for(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(MORNING, DESK_AT + 20 * MINUTE)
        book.aired(DESK_AT + 25 * MINUTE, ENDED + MINUTE)

        line = line_of_desk(service)

        assert (line.aired_from, line.aired_until) == (DESK_AT, ENDED)
        assert line.missing_ms == 300_000

    def test_misses_what_no_source_made(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.switched(DESK_AT + 50 * MINUTE, "")
        book.aired(MORNING, ENDED + MINUTE)

        line = line_of_desk(service)

        assert line.aired_until == DESK_AT + 50 * MINUTE
        assert line.missing_ms == 600_000

    def test_names_every_source_that_was_heard(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.switched(DESK_AT + 10 * MINUTE, "network")
        book.switched(DESK_AT + 20 * MINUTE, "studio")
        book.aired(MORNING, ENDED + MINUTE)

        assert line_of_desk(service).sources == ("studio", "network")

    def test_was_silent_only_while_the_silent_source_was_heard(
        self, service, desk, book
    ):
        book.switched(MORNING, "studio")
        book.switched(DESK_AT + 12 * MINUTE, "network")
        book.aired(MORNING, ENDED + MINUTE)
        Outage.objects.create(
            **book.entry(DESK_AT + 10 * MINUTE),
            kind="silence",
            source="studio",
            ended_at=DESK_AT + 30 * MINUTE,
        )

        assert line_of_desk(service).silent_ms == 120_000

    def test_tells_what_was_played_and_said(self, service, desk, book):
        book.switched(MORNING, "schedule")
        book.aired(MORNING, ENDED + MINUTE)
        AsRun.objects.create(
            **book.entry(ENDED),
            source="schedule",
            item=f"broadcast-{desk.pk}",
            title="The bridge",
            start_ms=milliseconds(DESK_AT),
            end_ms=milliseconds(ENDED),
        )
        Said.objects.create(
            **book.entry(DESK_AT + DELAY), source="schedule", text="Local Desk"
        )

        line = line_of_desk(service)

        assert [one.title for one in line.played] == ["The bridge"]
        assert line.said == ("Local Desk",)

    def test_that_nobody_heard_was_not_on_the_air(self, service, desk):
        line = line_of_desk(service)

        assert (line.aired_from, line.missing_ms) == (None, 3_600_000)


class TestJoining:
    def test_writes_on_broadcasts_what_ran(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(DESK_AT + MINUTE, ENDED + MINUTE)

        join(service, since=MORNING, at=ENDED + MINUTE)

        desk.refresh_from_db()
        assert (desk.aired_from, desk.aired_until) == (DESK_AT + MINUTE, ENDED)

    def test_again_changes_nothing(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(MORNING, ENDED + MINUTE)

        first = join(service, since=MORNING, at=ENDED + MINUTE)
        again = join(service, since=MORNING, at=ENDED + MINUTE)

        assert (first, again) == (2, 0)

    def test_learns_from_a_journal_that_came_late(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(MORNING, DESK_AT + MINUTE)
        join(service, since=MORNING, at=ENDED + MINUTE)
        book.aired(DESK_AT + 2 * MINUTE, ENDED + MINUTE)

        join(service, since=MORNING, at=ENDED + 2 * MINUTE)

        desk.refresh_from_db()
        assert desk.aired_until == ENDED

    def test_leaves_what_is_still_on_the_air(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(MORNING, DESK_AT + MINUTE)

        join(service, since=MORNING, at=DESK_AT + MINUTE)

        desk.refresh_from_db()
        assert desk.aired_from is None

    def test_costs_the_same_for_a_month(
        self, service, grid, book, django_assert_max_num_queries
    ):
        plan_broadcasts(service, at=MORNING)

        with django_assert_max_num_queries(8):
            join(service, since=MORNING, at=MORNING + timedelta(days=31))


STRETCHES = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(1, 5_000)).map(
        lambda pair: (pair[0], pair[0] + pair[1])
    ),
    max_size=8,
)


class TestStretches:
    @settings(max_examples=200)
    @given(STRETCHES)
    def test_that_are_joined_never_overlap(self, stretches):
        found = joined(stretches)

        assert all(a[1] < b[0] for a, b in pairwise(found))
        for stretch in stretches:
            assert any(meeting(stretch, one) == [stretch] for one in found)


class TestTheTable:
    def test_has_a_line_for_each_broadcast(self, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(MORNING, ENDED + MINUTE)

        table = as_csv(service, lines_of(service, FRIDAY, at=ENDED + MINUTE))

        rows = list(csv.DictReader(io.StringIO(table)))
        desk_row = next(row for row in rows if row["title"] == "Local Desk")
        assert tuple(rows[0]) == COLUMNS
        assert desk_row["planned_from"] == "2026-11-20T09:00:00.000-06:00"
        assert desk_row["aired_until"] == "2026-11-20T10:00:00.000-06:00"
        assert (desk_row["on_air_s"], desk_row["sources"]) == ("3600.000", "studio")

    def test_says_when_a_network_fed_what_airs_later(self, service, desk):
        Carriage.objects.create(
            station=service.station, program=desk.program, delay_minutes=90
        )

        table = as_csv(service, lines_of(service, FRIDAY, at=ENDED + MINUTE))

        fed = {
            row["title"]: row["fed_from"] for row in csv.DictReader(table.split("\n"))
        }
        assert fed["Local Desk"] == "2026-11-20T07:30:00.000-06:00"
        assert fed["KDEMO Music"] == ""

    def test_holds_nothing_that_a_spreadsheet_reckons_with(self, service, desk):
        Broadcast.objects.filter(pk=desk.pk).update(title="=cmd()")

        table = as_csv(service, lines_of(service, FRIDAY, at=ENDED + MINUTE))

        assert "'=cmd()" in table


class TestThePage:
    @pytest.fixture
    def omar(self, client, db):
        user = get_user_model().objects.create_superuser("omar")
        client.force_login(user)
        return client

    def test_shows_a_day(self, omar, service, desk, book):
        book.switched(MORNING, "studio")
        book.aired(MORNING, ENDED + MINUTE)

        page = omar.get(reverse("as_run", args=["kdemo"]), {"day": "2026-11-20"})

        assert "Friday, November 20, 2026" in page.content.decode()

    @pytest.mark.parametrize("day", ["2025-11-20", "2036-11-20"])
    def test_refuses_a_mistyped_year_in_words(self, omar, service, desk, book, day):
        book.aired(MORNING, ENDED + MINUTE)
        address = reverse("as_run", args=["kdemo"])

        answer = omar.get(address, {"day": day, "format": "csv"}, follow=True)

        assert "Content-Disposition" not in answer
        page = answer.content.decode()
        assert f"{day} was not written to a file" in page
        assert "There is no journal of this day" in page or "still to come" in page

    def test_says_that_no_journal_has_arrived(self, omar, service, desk):
        page = omar.get(reverse("as_run", args=["kdemo"]), {"day": "2026-11-20"})

        assert "No journal of KDEMO 89.7 has arrived yet." in page.content.decode()

    def test_gives_a_day_as_a_file(self, omar, service, desk, book):
        book.aired(MORNING, ENDED + MINUTE)

        answer = omar.get(
            reverse("as_run", args=["kdemo"]), {"day": "2026-11-20", "format": "csv"}
        )

        assert answer["Content-Disposition"].endswith('"as-run-kdemo-2026-11-20.csv"')

    def test_is_not_for_everybody(self, client, service):
        client.force_login(get_user_model().objects.create_user("june"))

        answer = client.get(reverse("as_run", args=["kdemo"]))

        assert answer.status_code in (302, 403)

    def test_lets_a_cut_that_failed_be_tried_again(self, omar, service, desk):
        failed = Aircheck.objects.create(
            broadcast=desk,
            asked_at=timezone.now(),
            state=Work.State.FAILED,
            problem="This airing could not be cut: nothing is kept",
        )
        page = omar.get(reverse("as_run", args=["kdemo"]), {"day": "2026-11-20"})

        omar.post(reverse("retry_aircheck", args=[failed.pk]))

        failed.refresh_from_db()
        assert b"could not be cut" in page.content
        assert failed.state == Work.State.WAITING
