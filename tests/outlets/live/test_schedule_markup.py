"""What search engines are told of the schedule: its markup, and where its pages are."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from callsign.newsroom.programs.models import Episode
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast
from tests.outlets.live.conftest import local

TODAY = "/schedule/kdemo/2026-11-23/"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"

# Of each type: what search engines refuse it without.
REQUIRED = {
    "BroadcastService": {"@id", "name", "broadcastDisplayName", "broadcaster"},
    "BroadcastEvent": {"name", "startDate", "endDate", "isLiveBroadcast"},
    "RadioSeries": {"name"},
    "RadioEpisode": {"name", "url", "partOfSeries"},
    "Organization": {"name"},
}


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local(9, 30))


def graph_of(client, where):
    """Return what the one block of a page says, as things with types."""
    html = client.get(where).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def things(value):
    """Yield everything that has a type, however deep it stands."""
    if isinstance(value, list):
        for one in value:
            yield from things(one)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        yield from things(list(value.values()))


def starts_and_ends(events):
    return [
        (
            datetime.fromisoformat(one["startDate"]),
            datetime.fromisoformat(one["endDate"]),
        )
        for one in events
    ]


class TestTheMarkupOfADay:
    def test_has_what_is_required_of_every_type(self, client, planned, programs):
        edition = programs["local-desk"].add_child(
            instance=Episode(title="The crest", slug="crest", live=True)
        )
        Broadcast.objects.filter(starts_at=local(9)).update(episode=edition)

        found = list(things(graph_of(client, TODAY)))

        for one in found:
            missing = REQUIRED[one["@type"]] - one.keys()
            assert not missing, one
        assert {one["@type"] for one in found} == REQUIRED.keys()

    def test_names_the_service_of_each_broadcast(self, client, planned):
        service, *events = graph_of(client, TODAY)

        assert {one["publishedOn"]["@id"] for one in events} == {service["@id"]}

    def test_has_one_broadcast_end_where_the_next_begins(self, client, planned):
        _, *events = graph_of(client, TODAY)

        for (_, ends), (starts, _) in pairwise(starts_and_ends(events)):
            assert ends == starts

    def test_writes_times_by_the_stations_clock(self, client, planned):
        _, *events = graph_of(client, TODAY)

        desk = next(one for one in events if one["name"] == "Local Desk")
        assert desk["startDate"] == "2026-11-23T09:00:00-06:00"
        assert desk["endDate"] == "2026-11-23T10:00:00-06:00"

    def test_has_both_offsets_on_the_night_the_clocks_change(
        self, client, grid, kdemo, monkeypatch
    ):
        evening = datetime(2026, 10, 31, 12, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: evening)
        grid["night"].local_start, grid["night"].local_end = time(0), time(6)
        grid["night"].save()
        plan_broadcasts(kdemo, at=evening)

        _, *events = graph_of(client, "/schedule/kdemo/2026-11-01/")

        owl = next(one for one in events if one["name"] == "Night Owl")
        assert owl["startDate"] == "2026-11-01T00:00:00-05:00"
        assert owl["endDate"] == "2026-11-01T06:00:00-06:00"
        ((starts, ends),) = starts_and_ends([owl])
        assert ends - starts == timedelta(hours=7)

    def test_cannot_end_its_own_block(self, client, planned):
        Broadcast.objects.filter(starts_at=local(9)).update(title="</script><b>")

        names = [one["name"] for one in graph_of(client, TODAY)]

        assert "</script><b>" in names


class TestTheSitemap:
    def listed(self, client):
        root = ET.fromstring(client.get("/sitemap.xml").content)
        return {urlsplit(one.text).path for one in root.iter(LOC)}

    def test_lists_the_days_and_weeks_around_today_that_there_are(
        self, client, planned, monkeypatch
    ):
        wednesday = local(9, 30, day=30) + timedelta(days=2)
        monkeypatch.setattr(timezone, "now", lambda: wednesday)

        paths = self.listed(client)

        days = {path for path in paths if re.search(r"kdemo/20", path)}
        first, last = date(2026, 11, 25), date(2026, 12, 16)
        assert days == {
            f"/schedule/kdemo/{first + timedelta(days=more)}/"
            for more in range((last - first).days + 1)
        }
        weeks = {path for path in paths if re.search(r"week/20", path)}
        assert weeks == {
            f"/schedule/kdemo/week/2026-{monday}/"
            for monday in ("11-23", "11-30", "12-07", "12-14")
        }
        assert all(client.get(path).status_code == 200 for path in days | weeks)

    def test_lists_no_day_of_which_nothing_is_known(self, client, planned):
        assert "/schedule/kdemo/2026-11-21/" not in self.listed(client)

    def test_lists_no_day_of_a_service_without_a_plan(self, client, planned, jazz):
        paths = self.listed(client)

        assert "/schedule/jazz/" in paths
        assert not any(path.startswith("/schedule/jazz/20") for path in paths)

    def test_lists_programs_and_episodes(self, client, planned, programs):
        programs["local-desk"].add_child(
            instance=Episode(title="The crest", slug="crest", live=True)
        )

        assert {
            "/programs/local-desk/",
            "/programs/local-desk/crest/",
        } <= self.listed(client)
