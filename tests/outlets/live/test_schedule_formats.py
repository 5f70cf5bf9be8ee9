"""The schedule in others' formats: that each says the same as the pages."""

from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, Override
from callsign.outlets.live.spi import DESCRIPTION, LONG, MEDIUM, SHORT, SPI
from tests.cast import HOST
from tests.outlets.live.conftest import MONDAY, local

S = f"{{{SPI}}}"


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local(9, 30))


def calendar_of(client):
    answer = client.get("/schedule/kdemo.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def events_of(client):
    return {str(event["uid"]): event for event in calendar_of(client).walk("VEVENT")}


DESK = "kdemo.local-desk.2026-11-24.0@testserver"


class TestTheCalendar:
    def test_holds_eight_weeks_of_what_is_planned(self, client, planned):
        events = events_of(client)

        assert len([uid for uid in events if ".local-desk." in uid]) >= 40
        desk = events[DESK]
        assert str(desk["summary"]) == "Local Desk"
        assert desk["dtstart"].dt == local(9, day=24)
        assert desk["dtend"].dt == local(10, day=24)
        assert desk["dtstart"].params["TZID"] == "America/Chicago"
        assert str(desk["url"]) == "http://testserver/programs/local-desk/"
        assert f"With {HOST}" in str(desk["description"])

    def test_leaves_out_what_fills(self, client, planned):
        titles = {str(one["summary"]) for one in events_of(client).values()}

        assert titles == {"Local Desk", "Talk of the Flats", "Night Owl"}

    def test_brings_the_rules_of_its_zone(self, client, planned):
        [zone] = calendar_of(client).walk("VTIMEZONE")

        assert str(zone["tzid"]) == "America/Chicago"
        assert zone.walk("DAYLIGHT") and zone.walk("STANDARD")

    def test_keeps_the_identity_of_what_is_moved(self, client, planned, grid):
        Override.objects.create(
            slot=grid["local-desk"],
            date=date(2026, 11, 24),
            do="move",
            local_start=datetime.min.time().replace(hour=13),
        )
        plan_broadcasts(planned, at=MONDAY)

        assert events_of(client)[DESK]["dtstart"].dt == local(13, day=24)

    def test_takes_out_what_was_withdrawn(self, client, planned, grid):
        Override.objects.create(
            slot=grid["local-desk"], date=date(2026, 11, 24), do="cancel"
        )
        plan_broadcasts(planned, at=MONDAY)

        desk = events_of(client)[DESK]
        assert str(desk["status"]) == "CANCELLED"
        assert desk["dtstart"].dt == local(9, day=24)
        assert desk["dtend"].dt == local(10, day=24)

    def test_is_read_whole(self, client, planned):
        for event in events_of(client).values():
            assert not event.errors
            assert event["dtstamp"].dt == local(9, 30)
            assert str(event["status"]) == "CONFIRMED"
            assert str(event["transp"]) == "TRANSPARENT"
            assert str(event["location"]) == "KDEMO 89.7"

    def test_is_not_there_of_no_service(self, client, planned):
        assert client.get("/schedule/kexmp.ics").status_code == 404

    def test_asks_few_questions(self, client, planned, django_assert_max_num_queries):
        # The station, the grid's number, what airs, what was canceled, what was changed.
        with django_assert_max_num_queries(5):
            client.get("/schedule/kdemo.ics")


def xml_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"].startswith("application/xml")
    assert answer["Access-Control-Allow-Origin"] == "*"
    return ET.fromstring(answer.content)


class TestServiceInformation:
    def test_says_where_each_service_is_heard(self, client, planned, jazz):
        root = xml_of(client, "/radiodns/spi/3.1/SI.xml")

        assert root.tag == f"{S}serviceInformation"
        services = root.findall(f"{S}services/{S}service")
        assert [one.findtext(f"{S}longName") for one in services] == [
            "KDEMO 89.7",
            "KDEMO Jazz",
        ]
        bearers = [dict(one.attrib) for one in services[0].findall(f"{S}bearer")]
        assert bearers == [
            {
                "id": "http://testserver/live/kdemo/index.m3u8",
                "mimeValue": "application/vnd.apple.mpegurl",
                "bitrate": "128",
                "cost": "40",
            },
            {
                "id": "http://testserver/listen/kdemo.mp3",
                "mimeValue": "audio/mpeg",
                "bitrate": "96",
                "cost": "50",
            },
        ]
        assert services[0].find(f"{S}radiodns").attrib == {
            "fqdn": "testserver",
            "serviceIdentifier": "kdemo",
        }

    def test_has_names_as_long_as_displays_have_room_for(
        self, client, planned, station
    ):
        station.name = "The Public Radio of the Whole Sauvine Valley and Beyond"
        station.save()
        planned.tagline = "Words and music " * 10
        planned.save()

        root = xml_of(client, "/radiodns/spi/3.1/SI.xml")

        for kind, most in (
            ("shortName", SHORT),
            ("mediumName", MEDIUM),
            ("longName", LONG),
            ("shortDescription", DESCRIPTION),
        ):
            found = [one.text for one in root.iter(f"{S}{kind}")]
            assert found and all(0 < len(text) <= most for text in found)


class TestProgramInformation:
    ADDRESS = "/radiodns/spi/3.1/kdemo/20261123_PI.xml"

    def test_says_what_airs_on_a_day(self, client, planned):
        root = xml_of(client, self.ADDRESS)

        scope = root.find(f"{S}schedule/{S}scope")
        assert scope.get("startTime") == "2026-11-23T00:00:00-06:00"
        assert scope.get("stopTime") == "2026-11-24T00:00:00-06:00"
        programs = root.findall(f"{S}schedule/{S}programme")
        desk = next(
            one for one in programs if one.findtext(f"{S}longName") == "Local Desk"
        )
        assert desk.find(f"{S}location/{S}time").attrib == {
            "time": "2026-11-23T09:00:00-06:00",
            "duration": "PT1H",
        }
        assert desk.get("id").startswith("crid://testserver/broadcasts/")
        assert 0 < int(desk.get("shortId")) < 2**24

    def test_leaves_no_gap(self, client, planned):
        times = [one.attrib for one in xml_of(client, self.ADDRESS).iter(f"{S}time")]

        assert len(times) == 6
        starts = [datetime.fromisoformat(one["time"]) for one in times]
        assert starts == sorted(starts)

    @pytest.mark.parametrize(
        "address",
        [
            "/radiodns/spi/3.1/kdemo/20261101_PI.xml",
            "/radiodns/spi/3.1/kdemo/20260230_PI.xml",
            "/radiodns/spi/3.1/kexmp/20261123_PI.xml",
        ],
    )
    def test_is_not_there_of_what_is_not_known(self, client, planned, address):
        assert client.get(address).status_code == 404

    def test_is_found_by_host_and_identifier_too(self, client, planned):
        address = "/radiodns/spi/3.1/id/testserver/kdemo/20261123_PI.xml"

        assert len(xml_of(client, address).findall(f"{S}schedule/{S}programme")) == 6


class TestThePageToEmbed:
    def test_shows_what_is_on_and_what_is_next(self, client, planned):
        html = client.get("/widget/kdemo/").content.decode()

        assert "On now" in html and ">Local Desk</a>" in html
        assert (
            f"With <bdi>{HOST}</bdi>, until 10:00 a.m." in html
            and "Talk of the Flats" in html
        )
        assert len(html) < 3_000

    def test_may_stand_on_any_page_and_nothing_else_may(self, client, planned):
        inside = client.get("/widget/kdemo/")
        outside = client.get("/schedule/")

        assert "frame-ancestors *" in inside["Content-Security-Policy"]
        assert "X-Frame-Options" not in inside
        assert "frame-ancestors 'self'" in outside["Content-Security-Policy"]
        assert "X-Frame-Options" in outside

    def test_asks_again_by_itself_and_ends_in_caches_in_time(
        self, client, planned, monkeypatch
    ):
        monkeypatch.setattr(timezone, "now", lambda: local(9, 59))

        answer = client.get("/widget/kdemo/")

        assert '<meta http-equiv="refresh" content="60">' in answer.content.decode()
        assert 'data-expires="2026-11-23T16:00:00Z"' in answer.content.decode()
        assert answer["Expires"] == "Mon, 23 Nov 2026 16:00:00 GMT"

    def test_stands_while_nothing_is_planned(self, client, kdemo):
        assert "Listen live" in client.get("/widget/kdemo/").content.decode()


class TestEachOfThem:
    @pytest.mark.parametrize(
        "address",
        [
            "/schedule/kdemo.ics",
            "/radiodns/spi/3.1/SI.xml",
            "/radiodns/spi/3.1/kdemo/20261123_PI.xml",
            "/v1/widget/kdemo/now?format=json",
            "/widget/kdemo/",
        ],
    )
    def test_is_for_everybody(self, client, planned, address):
        assert client.get(address)["Cache-Control"] == "public, no-cache"

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    @pytest.mark.parametrize(
        "address",
        ["/api/now", "/widget/kdemo/", "/schedule/kdemo.ics", "/v1/widget/kdemo/now"],
    )
    def test_takes_nothing_and_says_what_may_be_asked(self, planned, address, method):
        client = Client(enforce_csrf_checks=True)

        answer = client.generic(method, address)

        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"

    def test_tells_nothing_of_another_stations_service(self, client, planned):
        Broadcast.objects.all().delete()

        assert client.get("/v1/widget/kexmp/now").status_code == 404
        assert client.get("/widget/kexmp/").status_code == 404
