"""What is on now and next: on the front page and on programs' pages."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import Service
from tests.outlets.frontpage.conftest import address

HALF_PAST_NINE = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # in Chicago
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: HALF_PAST_NINE)


@pytest.fixture
def planned(local_desk):
    """Three hours of a service from nine on."""
    service = Service.objects.get()
    for place, title in enumerate(["Local Desk", "River Hours", "Night Owl"]):
        starts_at = HALF_PAST_NINE + (place - 0.5) * HOUR
        Broadcast.objects.create(
            service=service,
            program=local_desk if not place else None,
            title=title,
            starts_at=starts_at,
            ends_at=starts_at + HOUR,
        )
    return service


def blocks_of(client, where):
    """Return the words of what is on and next, of each service."""
    html = client.get(where).content.decode()
    found = re.findall(r"<now-next .*?</now-next>", html, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


class TestWhatIsOn:
    def test_stands_on_the_front_page_with_what_follows(self, client, planned, publish):
        publish("Rain at last")

        assert blocks_of(client, "/") == [
            "Local Desk with Ada Okafor 9:00 a.m. to 10:00 a.m. 10:00 a.m. River Hours"
        ]

    def test_stands_there_before_the_first_story_too(self, client, planned):
        assert len(blocks_of(client, "/")) == 1

    def test_stands_on_a_programs_page(self, client, planned, local_desk):
        (block,) = blocks_of(client, address(local_desk))

        assert block.endswith("10:00 a.m. River Hours 11:00 a.m. Night Owl")

    def test_leads_to_the_program_and_to_the_day(self, client, planned):
        html = client.get("/").content.decode()

        assert re.search(r'data-part="title" href="/programs/local-desk/"', html)
        assert re.search(r'class="on-now__name"><a href="/schedule/kdemo/">KDEMO', html)

    def test_is_told_of_each_service_that_airs_something(self, client, planned):
        jazz = Service.objects.create(
            station=planned.station, name="KDEMO Jazz", slug="jazz", position=1
        )
        assert len(blocks_of(client, "/")) == 1

        Broadcast.objects.create(
            service=jazz,
            title="Blue Hour",
            starts_at=HALF_PAST_NINE,
            ends_at=HALF_PAST_NINE + HOUR,
        )

        assert blocks_of(client, "/")[1] == "Blue Hour 9:30 a.m. to 10:30 a.m."

    def test_is_nothing_where_nothing_is_planned(self, client, layout):
        html = client.get("/").content.decode()

        assert "<now-next" not in html and "now-next.js" not in html

    def test_names_noon(self, client, planned, local_desk):
        Broadcast.objects.filter(title="Night Owl").update(
            starts_at=HALF_PAST_NINE + 2.5 * HOUR, ends_at=HALF_PAST_NINE + 3 * HOUR
        )

        assert blocks_of(client, address(local_desk))[0].endswith("noon Night Owl")

    def test_ends_in_caches_when_something_else_is_on(self, client, planned):
        assert client.get("/")["Expires"] == "Mon, 23 Nov 2026 16:00:00 GMT"

    def test_leaves_the_lead_beside_it_its_height(self, client, planned, publish):
        for number in range(9):
            publish(f"Story {number}", hours_ago=number + 1)

        with_radio = client.get("/").content.decode()
        with_two = self.page_with_two_services(client, planned)
        Broadcast.objects.all().delete()
        without = client.get("/").content.decode()

        assert with_radio.count("headlines__link") == 3
        assert with_two.count("headlines__link") == 1
        assert without.count("headlines__link") == 5
        for html in (with_radio, with_two, without):
            assert all(f"Story {number}<" in html for number in range(9))

    def page_with_two_services(self, client, planned):
        Broadcast.objects.create(
            service=Service.objects.create(
                station=planned.station, name="KDEMO Jazz", slug="jazz", position=1
            ),
            title="Blue Hour",
            starts_at=HALF_PAST_NINE,
            ends_at=HALF_PAST_NINE + HOUR,
        )
        return client.get("/").content.decode()
