"""The shape of Composer 2: that what was written to read it reads this."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from callsign.newsroom.schedule.importing.composer import airing_of, is_composer
from tests.cast import HOST
from tests.outlets.live.conftest import local


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local(9, 30))


def told(client, what):
    answer = client.get(f"/v1/widget/kdemo/{what}")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


class TestNow:
    def test_is_read_as_apps_read_it(self, client, planned):
        """onNow.program.name, .hosts[0].name, .program_link, as public players do."""
        on_now = told(client, "now?format=json&style=v2&show_song=true")["onNow"]

        assert on_now["program"]["name"] == "Local Desk"
        assert on_now["program"]["hosts"][0]["name"] == HOST
        assert (
            on_now["program"]["program_link"]
            == "http://testserver/programs/local-desk/"
        )

    def test_tells_its_times_in_utc(self, client, planned):
        on_now = told(client, "now?format=json")["onNow"]

        assert on_now["start_utc"] == "2026-11-23T15:00:00.000Z"
        assert on_now["end_utc"] == "2026-11-23T16:00:00.000Z"
        assert (on_now["date"], on_now["day"]) == ("2026-11-23", "Mon")
        assert (on_now["start_time"], on_now["end_time"]) == ("09:00", "10:00")

    def test_tells_what_is_next(self, client, planned):
        following = told(client, "now?format=json")["nextUp"]

        assert [one["program"]["name"] for one in following] == [
            "Talk of the Flats",
            "KDEMO Music",
            "Night Owl",
        ]

    def test_is_empty_where_nothing_is_planned(self, client, kdemo):
        assert told(client, "now?format=json") == {
            "showNow": True,
            "onNow": {},
            "nextUp": [],
            "onToday": [],
        }


class TestADay:
    def test_tells_its_times_by_the_stations_clock(self, client, planned):
        found = told(client, "day?format=json&date=2026-11-24")
        desk = next(
            one for one in found["onToday"] if one["program"]["name"] == "Local Desk"
        )

        assert found["params"] == {"date": "2026-11-24", "format": "json"}
        assert desk["start_utc"] == "Tue Nov 24 2026 09:00:00 GMT-0600 (CST)"
        assert (desk["fullstart"], desk["fullend"]) == (
            "2026-11-24 09:00",
            "2026-11-24 10:00",
        )
        assert desk["playlist"] == [] and desk["has_playlist"] is False

    def test_has_the_keys_that_scrapers_were_written_against(self, client, planned):
        [first, *_] = told(client, "day?format=json")["onToday"]

        assert first.keys() >= {
            *("_id", "event_id", "program_id", "program", "date", "day"),
            *("start_time", "end_time", "start_utc", "end_utc", "fullstart"),
            *("fullend", "conflicts", "conflict_edited", "has_playlist", "playlist"),
            *("episode_notes", "widget_config"),
        }
        assert first["program"].keys() >= {
            *("program_id", "name", "hosts", "program_desc", "program_link"),
            *("program_format", "national_program_id", "parentID", "isParent"),
            *("station_id", "twitter", "facebook", "ucs"),
        }

    def test_holds_what_begins_on_it(self, client, planned):
        listed = told(client, "day?format=json&date=2026-11-24")["onToday"]

        assert [one["start_time"] for one in listed] == [
            *("02:00", "09:00", "10:00", "12:00", "22:00"),
        ]
        assert {one["date"] for one in listed} == {"2026-11-24"}

    def test_that_is_not_known_is_empty(self, client, planned):
        assert told(client, "day?date=2030-01-01")["onToday"] == []

    @pytest.mark.parametrize(
        "query", ["date=tomorrow", "date=2026-02-30", "date=9999-12-31", "format=html"]
    )
    def test_says_what_it_does_not_understand(self, client, planned, query):
        answer = client.get(f"/v1/widget/kdemo/day?{query}")

        assert answer.status_code == 400 and answer.json()["error"]


class TestAWeek:
    def test_is_read_back_as_what_it_tells_of(self, client, planned, station):
        answer = told(client, "week?format=json&date=2026-11-25")

        assert is_composer(answer)
        read = [airing_of(one, station.zone) for one in answer["onThisWeek"]]
        desk = [one for one in read if one.name == "Local Desk"]
        assert [one.day for one in desk] == [
            date(2026, 11, 23) + timedelta(days=more) for more in range(5)
        ]
        assert {(one.start.hour, one.end.hour) for one in desk} == {(9, 10)}
        assert {one.told.hosts for one in desk} == {(HOST,)}
