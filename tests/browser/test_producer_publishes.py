"""A producer brings tape and script in; an editor publishes; a reader hears the words."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import expect
from wagtail.models import Site

from callsign.media.clip import clip
from callsign.media.encoding import Codec
from callsign.newsroom.people.models import Person
from callsign.newsroom.station.models import Station
from callsign.newsroom.station.roles import grant_roles
from callsign.newsroom.stories.models import Story
from callsign.outlets.frontpage.actions import lay_out
from tests.browser.conftest import barriers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

DEMO = Path(__file__).parents[2] / "demo"
TAPE = DEMO / "audio" / "levee-two-way.mp3"
SCRIPT = DEMO / "scripts" / "levee-two-way.txt"
FIRST_MINUTE_MS = 60_000
PASSWORD = "the river rose at noon"
OURS = "#main .nice-padding"


@pytest.fixture
def tape(tmp_path):
    """The first minute of the interview; a test has no time for all of it."""
    target = tmp_path / "levee.mp3"
    clip(TAPE, target, start_ms=0, end_ms=FIRST_MINUTE_MS, codec=Codec.MP3)
    return target


@pytest.fixture
def script():
    """What is said in it."""
    return "\n\n".join(SCRIPT.read_text(encoding="utf-8").split("\n\n")[:6])


@pytest.fixture
def station(live_server):
    """A station with a producer, an editor and somebody it knows."""
    site = Site.objects.get()
    lay_out(site)
    Station.objects.create(site=site, call_sign="KDEMO", name="KDEMO Public Radio")
    grant_roles()
    for name, role in (("ada", "Producers"), ("mina", "Editors")):
        user = get_user_model().objects.create_user(name, password=PASSWORD)
        user.groups.add(Group.objects.get(name=role))
    Person.objects.introduce("Ada Okafor")


def come_in(page, name):
    page.goto("/desk/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    expect(page).to_have_url("/desk/")


def let_the_worker_work(page):
    """Do what is in the queue, while nobody asks the one database of the test."""
    address = page.url
    page.goto("about:blank")
    call_command(
        "db_worker", batch=True, startup_delay=False, reload=False, verbosity=0
    )
    page.goto(address)


class TestAProducer:
    def test_publishes_an_interview(self, sit, station, tape, script):
        page = sit()
        come_in(page, "ada")

        begin_a_story(page)
        bring_in_the_tape(page, tape)
        paste_the_script(page, script)
        let_the_worker_work(page)
        see_what_came_of_it(page)
        set_a_speaker_right(page)
        page.get_by_role("button", name="Submit to an editor").click()
        expect(page.get_by_text("Submitted: an editor will read it.")).to_be_visible()

        editor = sit()
        come_in(editor, "mina")
        editor.goto(page.url)
        editor.get_by_role("button", name="Publish").click()
        expect(editor.get_by_text("Published.")).to_be_visible()
        meet_it_as_a_reader(sit())


def begin_a_story(page):
    menu = page.get_by_role("navigation", name="Main menu")
    menu.get_by_role("link", name="New story").click()
    expect(page.get_by_label("Title")).to_be_visible()
    assert barriers(page, OURS) == []
    page.get_by_label("Title").fill("The levee plan, in four minutes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The levee plan")).to_be_visible()
    assert barriers(page, OURS) == []


def bring_in_the_tape(page, tape):
    page.get_by_label("Sound file").set_input_files(tape)
    expect(page.locator(".messages")).to_contain_text("is this story's recording")


def paste_the_script(page, script):
    page.get_by_label("Paste it as it is").fill(script)
    page.get_by_role("button", name="Read this script").click()
    expect(page.locator(".messages")).to_contain_text("The script was read")


def see_what_came_of_it(page):
    expect(page.locator(".desk-turn").first).to_be_visible()
    expect(page.locator("#times")).to_contain_text("words have a time")
    expect(page.locator("#times")).not_to_contain_text(" 0 of ")
    expect(page.locator("[data-seek]").first).to_be_visible()
    for details in page.locator("#main details").all():
        details.evaluate("details => details.open = true")
    assert barriers(page, OURS) == []


def set_a_speaker_right(page):
    """By keyboard: the speaker's name is a control like any other."""
    voice = page.locator(".desk-voice").nth(1)
    name = voice.get_by_label("Name")
    name.fill("Luis Prieto Gómez")
    voice.get_by_label("add to people").check()
    voice.get_by_label("Person").fill("Luis Prieto")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Luis Prieto Gómez saved")
    expect(
        page.locator(".desk-turn__name", has_text="Luis Prieto Gómez").first
    ).to_be_visible()
    page.locator(".desk-turn__edit").first.press("Enter")
    expect(page.get_by_label("What is said")).to_be_focused()
    assert barriers(page, OURS) == []
    page.get_by_role("link", name="Leave it").press("Enter")


def meet_it_as_a_reader(page):
    story = Story.objects.get()
    assert page.goto(story.url).ok
    expect(page.get_by_role("heading", name="The levee plan").first).to_be_visible()
    expect(page.locator("[data-start]").first).to_be_visible()
    expect(page.get_by_text("Luis Prieto Gómez").first).to_be_visible()
    assert barriers(page) == []
