"""The dial above every page: what each service airs, true up to the second it is not."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, Slot
from callsign.newsroom.station.models import Service, Station
from tests.outlets.frontpage.conftest import address

EARLY = datetime(2026, 11, 23, 12, tzinfo=UTC)  # six in Chicago
HALF_PAST_NINE = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.fixture
def planned(local_desk, monkeypatch):
    """Local Desk on weekdays from nine to ten, at half past nine on a Monday."""
    service = Service.objects.get()
    Slot.objects.create(
        service=service,
        key="local-desk",
        program=local_desk,
        rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        local_start=time(9),
        local_end=time(10),
        valid_from=date(2026, 1, 5),
    )
    plan_broadcasts(service, at=EARLY)
    monkeypatch.setattr(timezone, "now", lambda: HALF_PAST_NINE)
    return service


def dial_of(client, where="/"):
    html = client.get(where).content.decode()
    return html.partition('aria-label="On the dial">')[2].partition("</ul>")[0]


class TestTheDial:
    def test_says_what_is_on_and_until_when(self, client, planned):
        dial = dial_of(client)

        assert '<a href="/schedule/kdemo/">Local Desk</a> until' in dial
        assert "10:00 a.m.</time>" in dial and "89.7 FM" in dial

    def test_says_it_on_a_story_too(self, client, planned, interview):
        assert "Local Desk</a> until" in dial_of(client, address(interview))

    def test_ends_in_caches_when_something_else_is_on(self, client, planned):
        assert client.get("/")["Expires"] == "Mon, 23 Nov 2026 16:00:00 GMT"

    def test_names_the_service_while_nothing_is_planned(self, client, layout):
        assert '<span class="masthead__dial">89.7 FM</span> KDEMO' in dial_of(client)

    def test_tells_the_stations_own_title(self, client, planned, local_desk):
        Carriage.objects.create(
            station=Station.objects.get(), program=local_desk, title="The Desk"
        )
        assert ">The Desk</a>" in dial_of(client)

        Broadcast.objects.on(planned).covering(HALF_PAST_NINE).update(title="Flood")
        assert ">Flood</a>" in dial_of(client)

    def test_is_asked_in_one_question(
        self, client, planned, django_assert_max_num_queries
    ):
        client.get("/feeds/")
        with django_assert_max_num_queries(5):
            client.get("/feeds/")
