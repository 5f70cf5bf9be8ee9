"""An editor cannot publish a recording without a transcript; she says why, and may."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Site

from callsign.newsroom.station.models import Station
from callsign.newsroom.station.roles import grant_roles
from callsign.newsroom.stories.actions import start_story
from callsign.outlets.frontpage.actions import lay_out
from tests.browser.conftest import barriers
from tests.newsroom.stories.conftest import recording

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PASSWORD = "the river rose at noon"
OURS = "#main .nice-padding"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def story(live_server):
    """A draft with a recording, at a station that demands dated reasons; and Mina."""
    site = Site.objects.get()
    shelf = lay_out(site).stories
    Station.objects.create(
        site=site,
        call_sign="KDEMO",
        name="KDEMO Public Radio",
        transcript_rule="dated",
        title_ii_from="2027-04-26",
    )
    grant_roles()
    mina = get_user_model().objects.create_user(
        "mina", password=PASSWORD, first_name="Mina", last_name="Sato"
    )
    mina.groups.add(Group.objects.get(name="Editors"))
    now = timezone.now()
    story = start_story(shelf=shelf, title="Rain at last", by=mina, at=now)
    story.take_recording(recording(), by=mina, at=now)
    return story


def come_in(page):
    page.goto("/desk/login/")
    page.fill("[name=username]", "mina")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    expect(page).to_have_url("/desk/")


class TestAnEditorWithoutATranscript:
    def test_says_why_and_publishes_and_the_report_shows_it(self, sit, story):
        page = sit()
        come_in(page)
        page.goto(f"/desk/stories/{story.pk}/transcript/")
        page.get_by_role("button", name="Publish").click()
        expect(page.locator(".messages")).to_contain_text("was not published")
        expect(page.get_by_text("cannot be published yet")).to_be_visible()
        assert barriers(page, OURS) == []

        page.get_by_label("Reason").fill("The network sends its script on Wednesday.")
        page.get_by_role("button", name="Publish with this reason").click()
        expect(page.get_by_text("This station asks for a date.")).to_be_visible()
        assert barriers(page, OURS) == []

        soon = timezone.localdate() + timedelta(days=2)
        page.get_by_label("will be here by").fill(soon.isoformat())
        page.get_by_role("button", name="Publish with this reason").click()
        expect(page.locator(".messages")).to_contain_text("Published")

        see_the_report(page, soon)
        reader = sit()
        reader.goto(story.url)
        expect(reader.get_by_text("A transcript will be here by")).to_be_visible()
        assert barriers(reader) == []

    def test_reads_the_report_on_a_phone(self, sit, story):
        page = sit(viewport=PHONE)
        come_in(page)
        page.goto("/desk/accessibility/")
        expect(
            page.get_by_text("Nothing with a recording is published yet")
        ).to_be_visible()
        assert barriers(page, OURS) == []


def see_the_report(page, soon):
    page.goto("/desk/accessibility/")
    expect(page.get_by_text("of the hours that need a transcript")).to_be_visible()
    row = page.get_by_role("row", name="Rain at last")
    expect(row).to_contain_text(f"Promised {soon:%Y-%m-%d}")
    expect(row).to_contain_text("on Wednesday. (Mina Sato")
    assert barriers(page, OURS) == []
