"""The page "On air": what it shows, who may switch, and air that does not answer."""

import json
import shutil
import socket
import tempfile
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import ModelLogEntry

from callsign.newsroom.logbook.air_line import (
    AirDoesNotAnswer,
    AirNotHere,
    AirRefused,
    ask_air,
)
from callsign.newsroom.logbook.models import Intake, Switch
from callsign.newsroom.station.models import Service
from tests.cast import FRIDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]

PAGE = "/desk/on-air/"
STATUS = {
    "ok": True,
    "services": [
        {
            "slug": "kdemo",
            "title": "KDEMO 89.7",
            "listeners": {"hls": 40, "plain": 2},
            "on_air": "studio",
            "since_ms": 1_795_197_600_000,
            "held": None,
            "now_playing": "Local Desk",
            "sources": [
                {
                    "name": "studio",
                    "kind": "push",
                    "is_ready": True,
                    "buffered_ms": 2_013,
                    "peak_db": -6.2,
                    "loudness_db": -18.4,
                    "silent_ms": 0,
                    "codec": "mp3float",
                    "bitrate_kbps": 192,
                    "metadata": "Local Desk",
                },
                {
                    "name": "programs",
                    "kind": "files",
                    "is_ready": False,
                    "buffered_ms": 0,
                    "peak_db": -3.0,
                    "loudness_db": -9.0,
                    "silent_ms": 0,
                    "codec": "",
                    "bitrate_kbps": 0,
                    "metadata": "",
                },
            ],
            "switches": [],
            "disk_mb": 1_203.4,
            "segments": 43_000,
        }
    ],
}


@pytest.fixture
def folder(settings):
    """A folder with a short name: that of a socket has at most 107 bytes."""
    short = Path(tempfile.mkdtemp(prefix="air-"))
    (short / "air").mkdir()
    settings.DATA_DIR = short
    yield short / "air"
    shutil.rmtree(short)


@pytest.fixture
def air(folder):
    """Somebody at the other end of the line, who gives one answer and keeps what was asked."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.bind(str(folder / "air.sock"))
    door.listen()
    asked = []

    class Air:
        answer = json.dumps(STATUS).encode() + b"\n"
        questions = asked

    def converse():
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as questions:
                asked.append(json.loads(questions.readline()))
                line.sendall(Air.answer)

    thread = threading.Thread(target=converse, daemon=True)
    thread.start()
    yield Air
    door.shutdown(socket.SHUT_RDWR)
    door.close()
    thread.join()


@pytest.fixture
def client_of(client):
    def sign_in(role):
        user = get_user_model().objects.create_user(role, password="the river rose")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign_in


class TestThePage:
    def test_shows_what_air_says(self, client_of, air):
        page = client_of("Engineers").get(PAGE).text

        assert "studio, since Fri 12:00:00" in page
        assert "<dd>42</dd>" in page
        assert "loudness \N{MINUS SIGN}18 dB, peak \N{MINUS SIGN}6 dB" in page
        assert "2.0 s in reserve" in page
        assert "mp3 192 kbit/s" in page

    def test_draws_no_levels_of_a_source_that_left(self, client_of, air):
        page = client_of("Engineers").get(PAGE).text

        assert "not there" in page
        assert page.count('class="meter"') == 1
        assert page.count("Put on air") == 0

    def test_shows_what_is_remembered_when_air_cannot_be_asked(self, client_of, folder):
        Switch.objects.create(
            run="a",
            number=1,
            service="kdemo",
            at=FRIDAY_NOON,
            source="programs",
            gap_ms=9,
        )

        page = client_of("Engineers").get(PAGE).text

        assert "There is no air on this machine to ask." in page
        assert "at Fri 12:00:00 CST" in page
        assert "By the journal: programs, since Fri 12:00:00 CST" in page
        assert 'Fri 12:00:00 CST</td><td role="cell">programs</td>' in page
        assert ">9\N{NO-BREAK SPACE}ms</td>" in page

    def test_says_that_air_runs_elsewhere_while_its_journal_arrives(
        self, client_of, folder
    ):
        Switch.objects.create(
            run="a",
            number=1,
            service="kdemo",
            at=timezone.now() - timedelta(seconds=4),
            source="studio",
        )

        page = client_of("Engineers").get(PAGE).text

        assert "it runs on another machine" in page
        assert "help-critical" not in page
        assert "Put on air" not in page

    def test_does_not_guess_when_nothing_was_ever_heard_of_air(self, client_of, folder):
        page = client_of("Engineers").get(PAGE).text

        assert "No journal of it has ever arrived." in page
        assert "not running" not in page

    def test_names_what_air_could_not_use(self, client_of, folder):
        Service.objects.update(slug="KDEMO_1")

        assert "KDEMO_1" in client_of("Engineers").get(PAGE).text

    def test_names_what_could_not_be_read(self, client_of, folder):
        Intake.objects.create(
            file="2026-11-20.jsonl", problem_count=2, latest_problem="not JSON"
        )

        page = client_of("Engineers").get(PAGE).text

        assert "2 lines of the journal 2026-11-20.jsonl could not be read" in page

    def test_gives_its_changing_part_alone(self, client_of, air):
        part = client_of("Editors").get(f"{PAGE}status/").text

        assert "<html" not in part
        assert "loudness" in part

    @pytest.mark.parametrize("role", ["Engineers", "Editors"])
    def test_is_seen_by(self, client_of, folder, role):
        assert client_of(role).get(PAGE).status_code == 200

    @pytest.mark.parametrize("role", ["Producers", "Membership"])
    def test_is_not_seen_by(self, client_of, folder, role):
        client = client_of(role)

        assert client.get(PAGE).status_code == 302
        assert client.get(f"{PAGE}status/").status_code == 302
        assert "On air" not in client.get("/desk/").text


class TestSwitching:
    def test_asks_air_and_is_written_down(self, client_of, air, service):
        air.answer = b'{"ok": true}\n'

        client_of("Engineers").post(
            f"{PAGE}{service.pk}/switch/", {"source": "programs"}
        )

        assert air.questions[0] == {
            "verb": "switch",
            "service": "kdemo",
            "source": "programs",
        }
        entry = ModelLogEntry.objects.get(action="logbook.switch")
        assert entry.message == "Switched by hand: programs"
        assert entry.user.username == "Engineers"

    def test_says_why_it_was_not_done(self, client_of, air, service):
        air.answer = b'{"ok": false, "error": "x", "message": "no source studio"}\n'
        client = client_of("Engineers")

        client.post(f"{PAGE}{service.pk}/switch/", {"source": "studio"})

        assert "was not switched. no source studio" in client.get(PAGE).text
        assert not ModelLogEntry.objects.filter(action="logbook.switch").exists()

    def test_is_for_engineers_alone(self, client_of, air, service):
        client = client_of("Editors")

        assert "Put on air" not in client.get(PAGE).text
        client.post(f"{PAGE}{service.pk}/switch/", {"source": "programs"})

        assert all(one["verb"] == "status" for one in air.questions)

    def test_is_not_done_by_looking(self, client_of, air, service):
        answer = client_of("Engineers").get(f"{PAGE}{service.pk}/switch/")

        assert answer.status_code == 405


class TestTheLineToAir:
    def test_is_not_there_where_air_has_no_socket(self, folder):
        with pytest.raises(AirNotHere):
            ask_air(verb="status")

    @pytest.mark.parametrize("answer", [b"", b"so\n", b"[]\n", b"\xff\n"])
    def test_is_dead_when_nothing_sensible_comes(self, air, answer):
        air.answer = answer

        with pytest.raises(AirDoesNotAnswer):
            ask_air(verb="status")

    def test_passes_on_why_air_refused(self, air):
        air.answer = b'{"ok": false, "message": "there is no service kdemp"}\n'

        with pytest.raises(AirRefused, match="kdemp"):
            ask_air(verb="switch", service="kdemp")
