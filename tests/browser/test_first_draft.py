"""Mina has a recording and no script: a machine hears it, and readers are told so."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import File
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Site

from callsign.engines.alignment.progress import Stage
from callsign.media.clip import clip
from callsign.media.encoding import Codec
from callsign.media.recognizing.choosing import options_of
from callsign.newsroom.station.models import Station
from callsign.newsroom.station.roles import grant_roles
from callsign.newsroom.station.work import SILENT_FOR
from callsign.newsroom.stories.actions import start_story
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import RecognitionRun
from callsign.newsroom.transcripts.pulse import STAGES
from callsign.outlets.frontpage.actions import lay_out
from tests.browser.conftest import barriers
from tests.media.recognizing.endpoints import endpoint, verbose
from tests.newsroom.stories.conftest import recording

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TAPE = Path(__file__).parents[2] / "demo" / "audio" / "levee-two-way.mp3"
PASSWORD = "the river rose at noon"
OURS = "#main .nice-padding"
UNREAD = "Made by a machine; no editor has read it yet."

AN_HOUR = (429, {"Retry-After": "3600"}, "busy")
WORDS = (200, {}, verbose("Rain", "has", "come", "to", "the", "valley", "at", "last."))


@pytest.fixture
def service(settings, tmp_path):
    """A service that takes money: at first it has no time, then it hears."""
    with endpoint(AN_HOUR, WORDS) as served:
        settings.RECOGNIZED_FOLDER = tmp_path / "recognized"
        settings.RECOGNIZER = options_of(
            {
                "CALLSIGN_RECOGNIZER": "endpoint",
                "CALLSIGN_RECOGNIZER_URL": served.address(),
                "CALLSIGN_RECOGNIZER_PRICE": "0.50 USD",
                "CALLSIGN_RECOGNIZER_PRIVATE": "yes",
            },
            data=tmp_path,
        )
        yield served


@pytest.fixture
def story(live_server, service, settings, tmp_path):
    """A draft with half a minute of tape and no script; and Mina."""
    settings.MEDIA_ROOT = tmp_path / "media"
    site = Site.objects.get()
    shelf = lay_out(site).stories
    Station.objects.create(site=site, call_sign="KDEMO", name="KDEMO Public Radio")
    grant_roles()
    mina = get_user_model().objects.create_user(
        "mina", password=PASSWORD, first_name="Mina", last_name="Sato"
    )
    mina.groups.add(Group.objects.get(name="Editors"))
    story = start_story(shelf=shelf, title="Rain at last", by=mina, at=timezone.now())
    audio = recording()
    tape = tmp_path / "rain.mp3"
    clip(TAPE, tape, start_ms=0, end_ms=audio.duration_ms, codec=Codec.MP3)
    with tape.open("rb") as file:
        audio.master.save("rain.mp3", File(file))
    story.take_recording(audio, by=mina, at=timezone.now())
    return story


@pytest.fixture
def page(sit, story):
    """Mina, at the story's desk."""
    page = sit()
    page.goto("/desk/login/")
    page.fill("[name=username]", "mina")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    expect(page).to_have_url("/desk/")
    page.goto(f"/desk/stories/{story.pk}/transcript/")
    return page


def card(page):
    return page.get_by_role("region", name="First draft by machine")


def press(page, name):
    card(page).get_by_role("button", name=name).click()


def let_the_worker_work(page):
    """Do what is in the queue, while nobody asks the one database of the test."""
    address = page.url.partition("#")[0]
    page.goto("about:blank")
    call_command(
        "db_worker", batch=True, startup_delay=False, reload=False, verbosity=0
    )
    page.goto(address)


def is_killed(run):
    """The worker of a run is gone, and has been silent for long enough."""
    silent_since = timezone.now() - SILENT_FOR * 2
    RecognitionRun.objects.filter(pk=run.pk).update(heartbeat_at=silent_since)


class TestAnEditorWithoutAScript:
    def test_has_a_machine_hear_it_and_checks_it_for_readers(
        self, page, sit, service, story
    ):
        sees_what_it_takes(page)
        waits_for_a_busy_service(page, service)
        stops_it(page)
        watches_it_work(page)
        sees_what_it_took(page, service)
        page.get_by_role("button", name="Publish").click()
        expect(page.locator(".messages")).to_contain_text("Published.")
        reader = sit()
        reader.goto(Story.objects.get(pk=story.pk).url)
        expect(reader.get_by_text(UNREAD)).to_be_visible()
        assert barriers(reader) == []

        page.get_by_role("button", name="Mark as checked").click()
        expect(page.get_by_text("Found right by Mina Sato")).to_be_visible()

        reader.reload()
        expect(reader.get_by_text("Rain has come to the valley")).to_be_visible()
        expect(reader.get_by_text(UNREAD)).to_have_count(0)


def sees_what_it_takes(page):
    expect(card(page)).to_contain_text("whisper-1 at 127.0.0.1 can listen instead")
    expect(card(page)).to_contain_text("for at most 0.25 USD")
    expect(card(page)).to_contain_text("known once it has heard a first recording")
    expect(card(page)).to_contain_text("Readers are told that a machine made it")
    assert barriers(page, OURS) == []


def waits_for_a_busy_service(page, service):
    press(page, "Make a first draft")
    expect(card(page)).to_contain_text("waiting")
    assert barriers(page, OURS) == []
    let_the_worker_work(page)

    zone = ZoneInfo(Station.objects.get().zone)
    due_at = RecognitionRun.objects.get().due_at.astimezone(zone)
    expect(card(page)).to_contain_text("busy or out of order (429")
    expect(card(page).locator("time")).to_have_attribute("datetime", due_at.isoformat())
    expect(card(page)).to_contain_text("by itself; waiting costs nothing")
    assert len(service.paths) == 1
    assert barriers(page, OURS) == []


def stops_it(page):
    press(page, "Stop")
    expect(card(page)).to_contain_text("called off")
    assert RecognitionRun.objects.get().state == "cancelled"
    assert barriers(page, OURS) == []


def watches_it_work(page):
    """The first worker is killed when it is half way; another one goes on."""
    press(page, "Go on with the draft")
    expect(card(page)).to_contain_text("waiting")
    run = RecognitionRun.objects.first()
    assert run.take_on(at=timezone.now())
    half_way = sum(STAGES[Stage.LISTENING]) // 2
    run.beat(at=timezone.now(), percent=half_way)
    expect(card(page).get_by_role("progressbar")).to_have_attribute(
        "value", str(half_way)
    )
    expect(card(page)).to_contain_text(f"{half_way} %")
    assert barriers(page, OURS) == []
    is_killed(run)


def sees_what_it_took(page, service):
    let_the_worker_work(page)
    expect(card(page)).to_contain_text("Heard by whisper-1 at 127.0.0.1 in")
    expect(card(page)).to_contain_text(", for 0.2")
    expect(page.locator(".desk-turn").first).to_contain_text("Rain has come")
    expect(card(page)).to_contain_text("Readers are told that a machine made it")
    assert len(service.paths) == 2
    assert barriers(page, OURS) == []
