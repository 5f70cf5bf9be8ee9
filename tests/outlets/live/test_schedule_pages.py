"""The schedule's pages: a day as a list, a week as a table."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from callsign.newsroom.programs.models import Carriage, Episode
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, GridState, Override, Slot
from callsign.newsroom.station.models import Service
from tests.cast import HOST
from tests.outlets.live.conftest import MONDAY, local

TODAY = "/schedule/kdemo/2026-11-23/"
THIS_WEEK = "/schedule/kdemo/week/2026-11-23/"


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local(9, 30))


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def titles_in(html):
    """Return the titles of a day's list, in order."""
    found = re.findall(r'<h2 class="airing__title">(.*?)</h2>', html, re.S)
    return [re.sub(r"<[^>]+>", "", one) for one in found]


def item(html, title):
    """Return the item of the day's list with a title."""
    items = re.findall(r"<li class=\"airing .*?</li>", html, re.S)
    return next(one for one in items if f">{title}<" in one)


class TestADay:
    def test_lists_what_airs_in_the_order_of_time(self, client, planned):
        html = page_of(client, "/schedule/kdemo/2026-11-24/")

        assert titles_in(html) == [
            "Night Owl",
            "KDEMO Music",
            "Local Desk",
            "Talk of the Flats",
            "KDEMO Music",
            "Night Owl",
        ]
        assert '<h1 class="schedule__title">Tuesday, Nov. 24</h1>' in html
        times = re.findall(r"<time data-clock[^>]*>([^<]+)</time></p>\n<div", html)
        assert times == [
            "10:00 p.m.",
            "2:00 a.m.",
            "9:00 a.m.",
            "10:00 a.m.",
            "noon",
            "10:00 p.m.",
        ]

    def test_says_of_what_crosses_midnight_when_it_began_and_ends(
        self, client, planned
    ):
        html = page_of(client, "/schedule/kdemo/2026-11-24/")

        assert "Since 10:00 p.m. on Monday" in html
        assert "Until 2:00 a.m. on Wednesday" in html

    def test_marks_what_is_on_now(self, client, planned):
        html = page_of(client, TODAY)
        now = item(html, "Local Desk")

        assert 'id="now"' in now and "On now" in now
        assert (
            'until <time data-clock datetime="2026-11-23T16:00:00Z">10:00 a.m.' in now
        )
        assert HOST in now
        assert html.count("airing__live") == 1
        assert "airing--past" in item(html, "KDEMO Music")

    def test_leads_to_the_top_as_far_as_rewind_reaches(self, client, planned):
        html = page_of(client, TODAY)

        assert 'href="/live/kdemo/at/2026-11-23T15:00:00Z.m3u8"' in item(
            html, "Local Desk"
        )
        assert "From the top" not in item(html, "Talk of the Flats")

    def test_shows_the_episode_and_the_airings_own_title(
        self, client, planned, programs
    ):
        episode = programs["local-desk"].add_child(
            instance=Episode(title="The crest", slug="crest", live=True)
        )
        desk = Broadcast.objects.on(planned).covering(local(9, 30))
        desk.update(episode=episode, title="Flood watch")

        now = item(page_of(client, TODAY), "Flood watch")

        assert '<a href="/programs/local-desk/crest/">The crest</a>' in now
        assert "<bdi>Local Desk</bdi>" in now

    def test_names_a_network_program_as_the_station_does(
        self, client, station, planned, programs
    ):
        Carriage.objects.create(
            station=station, program=programs["talk"], title="Flats & Hills"
        )

        assert "Flats &amp; Hills" in page_of(client, TODAY)

    def test_says_what_is_on_the_radio_only(self, client, station, planned, programs):
        Carriage.objects.create(
            station=station, program=programs["talk"], may_stream=False
        )

        page = page_of(client, TODAY)

        assert page.count("On the radio only: it cannot be streamed") == 1

    def test_leads_to_its_neighbors_as_far_as_is_known(self, client, planned):
        first = page_of(client, "/schedule/kdemo/2026-11-22/")
        last_end = Broadcast.objects.on(planned).latest("ends_at").ends_at
        last_day = (last_end - timedelta(hours=6, seconds=1)).date()
        last = page_of(client, f"/schedule/kdemo/{last_day}/")

        assert 'rel="prev"' not in first
        assert 'href="/schedule/kdemo/2026-11-23/" rel="next"' in first
        assert 'rel="prev"' in last and 'rel="next"' not in last

    @pytest.mark.parametrize(
        "address",
        [
            "/schedule/kdemo/2026-11-21/",
            "/schedule/kdemo/2027-01-25/",
            "/schedule/kdemo/2026-02-30/",
            "/schedule/kdemo/0001-01-01/",
            "/schedule/kdemo/9999-12-31/",
            "/schedule/kexmp/2026-11-23/",
            "/schedule/kexmp/",
            "/schedule/kdemo/week/2027-02-01/",
            "/schedule/kdemo/week/9999-12-31/",
            "/schedule/kdemo/week/0001-01-01/",
        ],
    )
    def test_that_is_not_known_is_not_found(self, client, planned, address):
        assert client.get(address).status_code == 404

    def test_tells_search_engines_what_airs_when(self, client, planned):
        html = page_of(client, TODAY)
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        service, *events = json.loads(block[1])["@graph"]

        assert service["@type"] == "BroadcastService"
        assert service["broadcastTimezone"] == "America/Chicago"
        assert service["broadcastFrequency"] == "89.7 FM"
        desk = next(one for one in events if one["name"] == "Local Desk")
        assert desk == {
            "@type": "BroadcastEvent",
            "name": "Local Desk",
            "startDate": "2026-11-23T09:00:00-06:00",
            "endDate": "2026-11-23T10:00:00-06:00",
            "url": "http://testserver/programs/local-desk/",
            "workPerformed": {
                "@type": "RadioSeries",
                "name": "Local Desk",
                "url": "http://testserver/programs/local-desk/",
            },
            "isLiveBroadcast": True,
            "publishedOn": {"@id": "http://testserver/schedule/kdemo/"},
        }

    def test_asks_few_questions_however_much_airs(
        self, client, planned, django_assert_max_num_queries
    ):
        page_of(client, TODAY)
        with django_assert_max_num_queries(8):
            page_of(client, TODAY)

    def test_ends_in_caches_when_something_else_is_on(self, client, planned):
        answer = client.get(TODAY)

        assert answer["Cache-Control"] == "public, no-cache"
        assert answer["Expires"] == "Mon, 23 Nov 2026 16:00:00 GMT"


class TestToday:
    @pytest.mark.parametrize("address", ["/schedule/", "/schedule/kdemo/"])
    def test_is_shown_without_a_date(self, client, planned, address):
        html = page_of(client, address)

        assert "Monday, Nov. 23" in html and "On now" in html

    def test_says_what_will_be_there_while_nothing_is_planned(self, client, kdemo):
        html = page_of(client, "/schedule/")

        assert "What KDEMO 89.7 airs will stand here" in html

    def test_says_so_of_a_station_without_a_service_too(self, client, station):
        assert "as soon as it has a service" in page_of(client, "/schedule/")

    def test_is_found_from_every_page(self, client, planned):
        assert '<a href="/schedule/">Schedule</a>' in page_of(client, "/")


class TestTheServices:
    def test_lead_to_each_others_same_day(self, client, planned, jazz, programs):
        GridState.objects.create(service=jazz, default_program=programs["music"])
        plan_broadcasts(jazz, at=MONDAY + timedelta(days=10))

        html = page_of(client, TODAY)

        assert 'href="/schedule/jazz/2026-11-30/"' in html  # its first

    def test_without_a_plan_are_left_out(self, client, planned, jazz):
        assert "/schedule/jazz/" not in page_of(client, TODAY)


class TestAWeek:
    def test_is_a_table_of_seven_days(self, client, planned):
        html = page_of(client, THIS_WEEK)
        table = re.search(r'<table class="week">.*?</table>', html, re.S)[0]

        assert table.count('<th scope="col"') == 7
        assert re.findall(r'<th scope="row">([^<]+)<', table) == [
            "midnight",
            "2:00 a.m.",
            "9:00 a.m.",
            "10:00 a.m.",
            "noon",
            "10:00 p.m.",
        ]
        assert table.count(">Local Desk<") == 5
        assert "Nov. 23–29, 2026" in html

    def test_fills_its_table_without_a_hole(self, client, planned):
        html = page_of(client, THIS_WEEK)
        body = re.search(r"<tbody>.*?</tbody>", html, re.S)[0]

        covered = sum(int(rows) for rows in re.findall(r'<td rowspan="(\d+)"', body))
        assert covered == 7 * body.count("<tr")

    def test_is_a_list_of_days_too(self, client, planned):
        html = page_of(client, THIS_WEEK)

        assert html.count('class="week-list__day"') == 7

    def test_has_the_address_of_its_monday(self, client, planned):
        answer = client.get("/schedule/kdemo/week/2026-11-26/")

        assert (answer.status_code, answer["Location"]) == (301, THIS_WEEK)

    def test_is_this_one_without_a_date(self, client, planned):
        assert "This week" in page_of(client, "/schedule/kdemo/week/")

    def test_asks_few_questions_however_much_airs(
        self, client, planned, django_assert_max_num_queries
    ):
        page_of(client, THIS_WEEK)
        with django_assert_max_num_queries(8):
            page_of(client, THIS_WEEK)


class TestTheNightTheClocksChange:
    @pytest.fixture
    def autumn(self, kdemo, programs):
        """A service planned around Sunday, November 1, when Chicago goes back."""
        GridState.objects.create(service=kdemo, default_program=programs["music"])
        Slot.objects.create(
            service=kdemo,
            key="night",
            program=programs["night"],
            rule="FREQ=DAILY",
            local_start=time(0),
            local_end=time(5),
            valid_from=date(2026, 1, 5),
        )
        plan_broadcasts(kdemo, at=datetime(2026, 10, 30, 12, tzinfo=UTC))

    def test_has_a_day_of_25_hours_and_says_so(self, client, autumn):
        html = page_of(client, "/schedule/kdemo/2026-11-01/")

        assert "The clocks go back at 2:00 a.m.: this day has 25 hours." in html
        assert "6 hours long: the clocks go back" in item(html, "Night Owl").lower()
        assert "midnight CDT" in html and "5:00 a.m. CST" in html

    def test_is_said_in_the_week_too(self, client, autumn):
        html = page_of(client, "/schedule/kdemo/week/2026-10-26/")

        assert "Sunday: The clocks go back" in html
        body = re.search(r"<tbody>.*?</tbody>", html, re.S)[0]
        covered = sum(int(rows) for rows in re.findall(r'<td rowspan="(\d+)"', body))
        assert covered == 7 * body.count("<tr")

    def test_is_not_said_of_other_days(self, client, autumn):
        assert "clocks" not in page_of(client, "/schedule/kdemo/2026-11-02/")


class TestAHoliday:
    def test_shows_what_replaces_the_usual(self, client, planned, grid, programs):
        Override.objects.create(
            slot=grid["talk"],
            date=date(2026, 11, 26),
            do="replace",
            program=programs["music"],
            title="Songs of thanks",
        )
        plan_broadcasts(planned, at=MONDAY)

        titles = titles_in(page_of(client, "/schedule/kdemo/2026-11-26/"))

        assert "Talk of the Flats" not in titles


class TestAnotherStation:
    def test_is_not_shown(self, client, planned, station):
        Service.objects.filter(pk=planned.pk).update(slug="other")

        assert client.get(TODAY).status_code == 404
