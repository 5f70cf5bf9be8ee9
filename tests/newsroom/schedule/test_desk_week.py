"""The week at the desk: days as long as they are, tiles where they are."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.schedule.desk_week import Place, week_of
from callsign.newsroom.schedule.edits import SlotEdit
from callsign.newsroom.schedule.grids import grid_of
from callsign.newsroom.schedule.models import Override, Slot
from callsign.newsroom.schedule.planning import save_edit
from callsign.newsroom.station.models import Service
from tests.newsroom.schedule.desk import text_of

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago
NAMES = {"local-desk": "Local Desk", "music": "KDEMO Music", "night": "Night Owl"}


@pytest.fixture
def week(service, grid):
    return lambda day, at=MONDAY: week_of(grid_of(service), day, names=NAMES, at=at)


class TestAWeek:
    def test_begins_on_monday_and_has_every_minute(self, week):
        found = week(date(2026, 11, 26))

        assert (found.first, found.last) == (date(2026, 11, 23), date(2026, 11, 29))
        for day in found.days:
            edges = [(one.begins.minute, one.stops.minute) for one in day.pieces]
            assert edges[0][0] == 0
            assert edges[-1][1] == 24 * 60
            assert all(one[1] == other[0] for one, other in pairwise(edges))

    def test_divides_what_passes_midnight(self, week):
        tuesday = week(date(2026, 11, 23)).days[1]

        first, last = tuesday.pieces[0], tuesday.pieces[-1]

        assert (first.starts, first.ends, first.is_continued) == (
            "22:00",
            "02:00",
            True,
        )
        assert (last.starts, last.ends, last.is_continued) == ("22:00", "02:00", False)
        assert (first.may_be_held, last.may_be_held) == ("", "move")

    def test_knows_what_began_the_week_before(self, week):
        first = week(date(2026, 11, 23)).days[0].pieces[0]

        assert (first.starts, first.is_continued) == ("22:00", True)
        assert first.value == "night/2026-11-22"

    def test_shows_filler_as_gaps_of_each_day(self, week):
        sunday = week(date(2026, 11, 23)).days[6]

        (gap,) = (one for one in sunday.pieces if one.tile.is_filler)

        assert (gap.title, gap.value) == ("KDEMO Music", "2026-11-29/02:00/22:00")

    def test_marks_today_and_what_is_on(self, week):
        days = week(date(2026, 11, 23)).days

        assert [day.is_today for day in days] == [True] + [False] * 6
        assert days[0].now == Place(9 * 60 + 30)
        assert [one.title for one in days[0].pieces if one.is_on_air] == ["Local Desk"]

    @pytest.mark.parametrize(
        ("sunday", "hours", "note", "clocks"),
        [
            # The clocks go from 1:59 to 3:00, and from 1:59 back to 1:00.
            (date(2027, 3, 14), 23, "ahead", ["00:00", "01:00", "03:00"]),
            (date(2026, 11, 1), 25, "back", ["00:00", "01:00", "01:00"]),
        ],
    )
    def test_draws_odd_days_as_long_as_they_are(
        self, week, sunday, hours, note, clocks
    ):
        day = week(sunday).days[6]

        assert day.length == Place(hours * 60)
        assert note in day.note
        assert [mark.clock for mark in day.marks][:3] == clocks
        assert day.pieces[-1].stops == day.length

    def test_does_not_let_a_hand_take_a_part(self, week, service, programs):
        Slot.objects.create(
            service=service,
            key="harvest",
            program=programs["harvest"],
            layer=Layer.SPECIAL,
            local_start="10:30",
            local_end="11:00",
            valid_from="2026-11-24",
        )

        held = {
            one.starts: one.may_be_held for one in week(MONDAY.date()).days[1].pieces
        }

        assert (held["10:00"], held["10:30"], held["11:00"]) == ("", "move resize", "")


class TestTheWeekPage:
    def test_names_every_tile(self, desk, grid):
        found = text_of(desk.look(week="2026-11-23"))

        assert "09:00–10:00 Local Desk Monday, November 23" in found
        assert "Nov 23 – Nov 29, 2026" in found
        assert "New slot" in found

    def test_says_from_when_what_passed_midnight_goes_on(self, desk, grid):
        assert "from Mon 22:00" in text_of(desk.look(week="2026-11-23"))

    def test_names_the_layer_in_a_word(self, desk, grid):
        Slot.objects.filter(key="talk").update(layer=Layer.PLEDGE)

        assert "Talk of the Flats pledge" in text_of(desk.look(week="2026-11-23"))

    def test_of_an_empty_grid_says_what_will_be_here(self, desk, service):
        assert "Nothing is planned for this week" in text_of(desk.look())

    @pytest.mark.parametrize("week", ["soon", "", "2026-13-01", "9999-12-30"])
    def test_of_no_date_is_this_week(self, desk, grid, week):
        assert "Today" in text_of(desk.look(week=week))

    def test_leads_to_the_other_services(self, desk, grid, service):
        Service.objects.create(station=service.station, name="KDEMO 2", slug="two")

        page = desk.look(week="2026-11-23").content.decode()

        assert "/desk/schedule/two/?week=2026-11-23" in page

    def test_asks_little_of_the_database(
        self, desk, grid, django_assert_max_num_queries
    ):
        desk.look(week="2026-11-23")

        with django_assert_max_num_queries(22):
            desk.look(week="2026-11-23")

    def test_can_be_seen_but_not_changed_by_others(self, desk, grid, mina):
        mina.user_permissions.remove(Permission.objects.get(codename="change_slot"))

        assert "Local Desk" in text_of(desk.look(week="2026-11-23"))
        assert "New slot" not in text_of(desk.look(week="2026-11-23"))
        assert desk.look("edit/new/").status_code == 302

    def test_is_in_the_menu(self, desk, service, client):
        assert b"/desk/schedule/" in client.get("/desk/").content

    def test_without_services_leads_to_where_one_is_added(self, desk, service, client):
        service.delete()

        assert client.get("/desk/schedule/").url.endswith("/service/")


class TestAnAiring:
    def test_says_why_and_what_can_be_done(self, desk, grid):
        found = text_of(desk.look("airing/", airing="talk/2098-11-26"))

        assert "Talk of the Flats, Wed Nov 26, 2098, 10:00–12:00" in found
        assert "airs every weekday in the base layer" in found
        assert "is on the air" in found
        assert "Cancel this date" in found

    def test_that_is_cancelled_can_be_brought_back(self, desk, grid):
        Override.objects.create(
            slot=grid["talk"], date="2098-11-26", do="cancel", reason="Thanksgiving"
        )

        found = text_of(desk.look("airing/", airing="talk/2098-11-26"))

        assert "Cancelled on this date." in found
        assert "Back to the slot's own plan" in found

    def test_says_who_made_it_so(self, desk, grid, service, mina):
        shorter = SlotEdit("talk", {"local_end": "11:00:00"})
        save_edit(
            service, [shorter], number=0, by=mina, reason="Budget", at=timezone.now()
        )

        found = text_of(desk.look("airing/", airing="talk/2098-11-26"))

        assert "Change 1 by Mina Sato" in found
        assert "“Budget”" in found

    def test_that_nobody_touched_says_so(self, desk, grid):
        found = text_of(desk.look("airing/", airing="talk/2098-11-26"))

        assert "Nobody has changed this slot at the desk" in found

    def test_that_is_over_stays_as_it_was(self, desk, grid):
        found = text_of(desk.look("airing/", airing="talk/2026-01-06"))

        assert "It is over: what was aired stays as it was." in found
        assert "Cancel this date" not in found

    def test_of_a_gap_offers_a_slot_there(self, desk, grid):
        found = desk.look("airing/", gap="2026-11-26/12:00/22:00")

        assert "Nothing planned, Thu Nov 26, 2026, 12:00–22:00" in text_of(found)
        assert b"date=2026-11-26&amp;start=12:00&amp;end=22:00" in found.content

    @pytest.mark.parametrize(
        "asked",
        [
            {"airing": "talk/2026-11-28"},  # a Saturday
            {"airing": "talk/soon"},
            {"airing": "nobody/2026-11-26"},
            {"gap": "soon/12:00/13:00"},
            {"gap": "2026-11-26/25:00/26:00"},
            {},
        ],
    )
    def test_that_is_none_is_not_there(self, desk, grid, asked):
        assert desk.look("airing/", **asked).status_code == 404
