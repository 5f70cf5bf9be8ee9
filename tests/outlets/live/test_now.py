"""Now and next: what apps and players are told, at any moment."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Carriage, Episode, Program, ProgramHost
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.changes import changes_pages
from callsign.newsroom.station.models import Withheld
from callsign.outlets.live import now_api
from tests.cast import GUEST, HOST
from tests.outlets.live.conftest import MONDAY, local

HOST_OF_TESTS = "http://testserver"
HALF_PAST_NINE = local(9, 30)


@pytest.fixture
def at(monkeypatch):
    """Let it be a moment: at(local(9, 30))."""

    def it_is(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    it_is(HALF_PAST_NINE)
    return it_is


def asked(client, query=""):
    answer = client.get(f"/api/now{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


class TestWhatIsOn:
    def test_is_told_whole(self, client, planned, at):
        told = asked(client)
        [service] = told["services"]
        desk = Broadcast.objects.on(planned).covering(HALF_PAST_NINE).get()

        assert told["server_time"] == "2026-11-23T15:30:00Z"
        assert told["expires_at"] == "2026-11-23T16:00:00Z"
        assert {key: service[key] for key in ("slug", "title", "zone")} == {
            "slug": "kdemo",
            "title": "KDEMO 89.7",
            "zone": "America/Chicago",
        }
        assert service["now"] == {
            "id": desk.pk,
            "starts_at": "2026-11-23T15:00:00Z",
            "ends_at": "2026-11-23T16:00:00Z",
            "program": {
                "slug": "local-desk",
                "title": "Local Desk",
                "url": f"{HOST_OF_TESTS}/programs/local-desk/",
            },
            "title": "Local Desk",
            "episode": None,
            "hosts": [HOST],
            "art": None,
            "elapsed_ms": 30 * 60_000,
            "left_ms": 30 * 60_000,
            "is_rerun": False,
            "can_stream": True,
            "can_rewind": True,
            "from_top": f"{HOST_OF_TESTS}/live/kdemo/at/2026-11-23T15:00:00Z.m3u8",
            "listen_again": None,
        }

    def test_is_followed_by_three_or_as_many_as_are_asked_for(
        self, client, planned, at
    ):
        three = asked(client)["services"][0]["next"]
        five = asked(client, "?count=5")["services"][0]["next"]

        assert [one["title"] for one in three] == [
            "Talk of the Flats",
            "KDEMO Music",
            "Night Owl",
        ]
        assert five[:3] == three and len(five) == 5
        assert three[0]["elapsed_ms"] == 0 and three[0]["left_ms"] == 2 * 3_600_000
        assert three[0]["from_top"] is None

    def test_changes_at_the_boundary_itself(self, client, planned, at):
        at(local(10) - timedelta(milliseconds=1))
        before = asked(client)
        at(local(10))
        after = asked(client)

        assert before["services"][0]["now"]["title"] == "Local Desk"
        assert before["services"][0]["now"]["left_ms"] == 1
        assert after["services"][0]["now"]["title"] == "Talk of the Flats"

    def test_is_told_of_every_service_in_their_order(self, client, planned, jazz, at):
        told = asked(client)

        assert [one["slug"] for one in told["services"]] == ["kdemo", "jazz"]
        assert told["services"][1]["now"] is None
        assert told["services"][1]["next"] == []

    def test_can_be_asked_of_one(self, client, planned, jazz, at):
        told = asked(client, "?service=jazz")

        assert [one["slug"] for one in told["services"]] == ["jazz"]
        assert told["expires_at"] == "2026-11-23T15:31:00Z"

    def test_names_the_hosts_in_their_order_and_the_episode(
        self, client, planned, programs, at
    ):
        luis = Person.objects.create(name=GUEST, slug="luis-prieto")
        ProgramHost.objects.create(
            program=programs["local-desk"], person=luis, sort_order=2
        )
        episode = programs["local-desk"].add_child(
            instance=Episode(title="The crest", slug="crest", live=True)
        )
        Broadcast.objects.on(planned).covering(HALF_PAST_NINE).update(episode=episode)

        now = asked(client)["services"][0]["now"]

        assert now["hosts"] == [HOST, GUEST]
        assert now["episode"] == {
            "title": "The crest",
            "url": f"{HOST_OF_TESTS}/programs/local-desk/crest/",
        }

    def test_says_nothing_of_what_is_not_published(self, client, planned, programs, at):
        draft = programs["local-desk"].add_child(
            instance=Episode(title="A secret", slug="secret", live=False)
        )
        Broadcast.objects.on(planned).covering(HALF_PAST_NINE).update(episode=draft)
        Program.objects.filter(slug="local-desk").update(live=False)

        now = asked(client)["services"][0]["now"]

        assert now["episode"] is None and now["program"]["url"] is None
        assert "secret" not in json.dumps(now).lower()


class TestWhatMayBeDoneWithIt:
    def test_is_nothing_where_rights_forbid_it(
        self, client, station, planned, programs, at
    ):
        Carriage.objects.create(
            station=station, program=programs["local-desk"], may_rewind=False
        )

        now = asked(client)["services"][0]["now"]

        assert not now["can_rewind"] and now["from_top"] is None

    def test_is_not_even_streaming_where_rights_forbid_that(
        self, client, station, planned, programs, at
    ):
        Carriage.objects.create(
            station=station, program=programs["local-desk"], may_stream=False
        )

        told = asked(client)["services"][0]

        assert not told["now"]["can_stream"] and told["now"]["from_top"] is None
        assert told["next"][0]["can_stream"]

    def test_is_not_even_streaming_in_a_span_that_somebody_took_off(
        self, client, planned, at
    ):
        Withheld.objects.create(
            service=planned,
            starts_at=local(9, 50),
            ends_at=local(10, 0),
            reason="A match",
            is_off_stream=True,
        )

        assert not asked(client)["services"][0]["now"]["can_stream"]

    def test_is_nothing_where_any_of_it_is_withheld(self, client, planned, at):
        Withheld.objects.create(
            service=planned,
            starts_at=local(9, 50),
            ends_at=local(10, 0),
            reason="A song",
        )

        told = asked(client)["services"][0]

        assert not told["now"]["can_rewind"] and told["now"]["from_top"] is None
        assert told["next"][0]["can_rewind"]

    def test_is_nothing_of_a_service_that_is_not_rewound(self, client, planned, at):
        planned.rewind_hours = 0
        planned.save()

        now = asked(client)["services"][0]["now"]

        assert not now["can_rewind"] and now["from_top"] is None

    def test_ends_as_far_back_as_rewind_reaches(self, client, planned, at):
        planned.rewind_hours = 2
        planned.save()
        at(local(13))

        talk, desk = (
            asked(client, f"?at=2026-11-23T{hour}:30:00Z")["services"][0]["now"]
            for hour in (17, 15)
        )

        assert talk["title"] == "Talk of the Flats" and talk["from_top"] is None
        assert desk["from_top"] is None
        assert desk["can_rewind"]  # that it was allowed does not change

    def test_is_hearing_it_again_once_the_recording_is_public(
        self, client, planned, programs, at
    ):
        audio = Audio.objects.create(
            title="The crest",
            master="masters/crest.wav",
            file_name="crest.wav",
            sha256="0" * 64,
            size_bytes=1_000,
            duration_ms=30_000,
            codec="pcm_s16le",
            rate_hz=24_000,
            channels=1,
            uploaded_at=MONDAY,
        )
        episode = programs["local-desk"].add_child(
            instance=Episode(title="The crest", slug="crest", live=True, audio=audio)
        )
        Broadcast.objects.on(planned).covering(HALF_PAST_NINE).update(episode=episode)
        before = asked(client)["services"][0]["now"]["listen_again"]
        Audio.objects.update(public_since=MONDAY)
        after = asked(client)["services"][0]["now"]["listen_again"]

        assert before is None
        assert after == f"{HOST_OF_TESTS}/programs/local-desk/crest/"


class TestTheStationsOwnName:
    def test_takes_the_place_of_the_networks(
        self, client, station, planned, programs, at
    ):
        Carriage.objects.create(
            station=station, program=programs["local-desk"], title="The Desk"
        )

        now = asked(client)["services"][0]["now"]

        assert now["title"] == now["program"]["title"] == "The Desk"

    def test_gives_way_to_that_of_the_airing(
        self, client, station, planned, programs, at
    ):
        Carriage.objects.create(
            station=station, program=programs["local-desk"], title="The Desk"
        )
        Broadcast.objects.on(planned).covering(HALF_PAST_NINE).update(
            title="Flood watch"
        )

        assert asked(client)["services"][0]["now"]["title"] == "Flood watch"


class TestAnotherMoment:
    def test_is_answered_as_it_was_then(self, client, planned, at):
        at(local(12, 30))
        told = asked(client, "?at=2026-11-23T15:45:00.250Z")
        now = told["services"][0]["now"]

        assert told["server_time"] == "2026-11-23T18:30:00Z"
        assert told["expires_at"] == "2026-11-23T16:00:00Z"
        assert now["title"] == "Local Desk"
        assert now["left_ms"] == 15 * 60_000 - 250
        assert now["from_top"].endswith("/live/kdemo/at/2026-11-23T15:00:00Z.m3u8")

    def test_may_be_written_in_any_zone(self, client, planned, at):
        told = asked(client, "?at=2026-11-23T09:45:00-06:00")

        assert told["services"][0]["now"]["title"] == "Local Desk"

    def test_beyond_the_plan_has_nothing(self, client, planned, at):
        told = asked(client, "?at=2030-01-01T00:00:00Z")

        assert told["services"][0]["now"] is None
        assert told["expires_at"] == "2030-01-01T00:01:00Z"

    @settings(
        max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(minutes=st.integers(0, 8 * 7 * 24 * 60 - 1))
    def test_has_exactly_one_program_whatever_it_is(self, client, planned, at, minutes):
        moment = MONDAY + timedelta(minutes=minutes)
        told = asked(client, f"?at={moment:%Y-%m-%dT%H:%M:%SZ}")
        now = told["services"][0]["now"]

        assert now["starts_at"] <= f"{moment:%Y-%m-%dT%H:%M:%SZ}" < now["ends_at"]
        assert told["expires_at"] == now["ends_at"]


class TestTheAnswer:
    def test_may_be_read_on_any_site(self, client, planned, at):
        assert client.get("/api/now")["Access-Control-Allow-Origin"] == "*"

    def test_may_be_kept_half_a_minute_for_the_hour_may_be_edited(
        self, client, planned, at
    ):
        at(local(9, 10))

        answer = client.get("/api/now")

        assert answer.json()["expires_at"] == "2026-11-23T16:00:00Z"
        assert answer["Cache-Control"] == "public, max-age=30"
        assert answer["Expires"] == "Mon, 23 Nov 2026 15:10:30 GMT"

    def test_may_be_kept_to_the_second_at_which_it_expires(self, client, planned, at):
        at(local(9, 59) + timedelta(seconds=40, milliseconds=400))

        answer = client.get("/api/now")

        assert answer["Cache-Control"] == "public, max-age=19"
        assert answer["Expires"] == "Mon, 23 Nov 2026 16:00:00 GMT"

    @pytest.mark.parametrize("moment", ["2026-11-23T08:00:00Z", "2026-12-24T18:00:00Z"])
    def test_of_another_moment_lasts_no_longer(self, client, planned, at, moment):
        answer = client.get(f"/api/now?at={moment}")

        assert answer["Cache-Control"] == "public, max-age=30"

    @pytest.mark.parametrize("query", ["", "?count=24", "?service=kdemo"])
    def test_takes_two_questions_however_much_is_told(
        self, client, planned, jazz, programs, at, query, django_assert_num_queries
    ):
        for number in range(3):
            person = Person.objects.create(name=f"Host {number}", slug=f"host-{number}")
            ProgramHost.objects.create(program=programs["talk"], person=person)
        with django_assert_num_queries(2):
            asked(client, query)

    def test_is_new_when_the_plan_is_and_not_each_time_it_is_looked_at(self, planned):
        def moves_the_generation(moment):
            with CaptureQueriesContext(connection) as queries:
                plan_broadcasts(planned, at=moment)
            return any(changes_pages(query["sql"]) for query in queries)

        assert not moves_the_generation(MONDAY)
        assert moves_the_generation(MONDAY + timedelta(days=1))

    @pytest.mark.parametrize("table", ["schedule_broadcast", "station_withheld"])
    def test_is_new_when_what_it_tells_is_written(self, table):
        assert changes_pages(f'DELETE FROM "{table}"')


class TestABadQuestion:
    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("at=", "at is a moment"),
            ("at=noon", "at is a moment"),
            ("at=2026-11-23T09:00:00", "at needs a zone"),
            ("at=2026-11-23", "at needs a zone"),
            ("at=2026-02-30T09:00:00Z", "at is a moment"),
            ("at=0001-01-01T00:00:00%2B14:00", "between the years"),
            ("at=9999-12-31T23:59:59-14:00", "between the years"),
            ("count=2", "from 3 to 24"),
            ("count=25", "from 3 to 24"),
            ("count=-3", "from 3 to 24"),
            ("count=٣", "from 3 to 24"),
            ("count=", "from 3 to 24"),
            ("service=", "slug of a service"),
            ("service=a%20b", "slug of a service"),
            ("service=" + "a" * 41, "slug of a service"),
            ("service=%00", "slug of a service"),
        ],
    )
    def test_is_told_what_is_wrong(self, client, planned, query, reason):
        answer = client.get(f"/api/now?{query}")

        assert answer.status_code == 400
        assert reason in answer.json()["error"]
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "no-store"

    def test_of_a_service_that_is_not_here_finds_nothing(self, client, planned):
        answer = client.get("/api/now?service=kexmp")

        assert answer.status_code == 404
        assert answer.json() == {"error": "there is no service kexmp"}

    def test_cannot_be_posted(self, client, planned):
        assert client.post("/api/now").status_code == 405

    def test_of_a_site_without_a_station_finds_nothing(self, client, db):
        assert client.get("/api/now").status_code == 404

    def test_of_what_is_not_known_is_passed_over(self, client, planned):
        assert client.get("/api/now?callback=x").status_code == 200


@given(st.text(max_size=40))
def test_any_moment_is_read_or_refused(text):
    try:
        moment = now_api.read_moment(text)
    except now_api.BadQuestion:
        return
    assert moment.utcoffset() == timedelta(0)
