"""An editor's rounds through the desk, with the policy watching."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from callsign.newsroom.station.models import Station
from callsign.newsroom.station.roles import grant_roles
from callsign.newsroom.stories.models import Story, StoryMonth, StoryShelf
from callsign.outlets.frontpage.models import FrontPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

TELL = """
document.addEventListener("securitypolicyviolation", event => {
  tellOfViolation(`${event.effectiveDirective} ${event.blockedURI}`
    + ` at ${event.sourceFile}:${event.lineNumber} ${event.sample} on ${location.pathname}`)
})
"""


@pytest.fixture
def story(live_server):
    """A station with one story, and an administrator who may open every page."""
    root = Page.get_first_root_node()
    front_page = root.add_child(instance=FrontPage(title="KDEMO", slug="kdemo"))
    Site.objects.update(root_page=front_page)
    site = Site.objects.get()
    Station.objects.create(site=site, call_sign="KDEMO", name="KDEMO Public Radio")
    shelf = front_page.add_child(instance=StoryShelf(title="Stories", slug="stories"))
    today = timezone.now()
    month = shelf.add_child(
        instance=StoryMonth(title="This month", slug="month", month=today.date())
    )
    grant_roles()
    picture = io.BytesIO()
    Image.new("RGB", (400, 300), "#00557f").save(picture, "PNG")
    get_image_model().objects.create(
        title="The river", file=ImageFile(picture, name="river.png")
    )
    get_user_model().objects.create_superuser("mina", password="the river rose")
    return month.add_child(instance=Story(title="Flood", slug="flood", live=True))


@pytest.fixture
def desk(story, sit):
    """A browser at the desk, and what the policy stopped in it."""
    violations = []
    page = sit()
    page.context.expose_binding(
        "tellOfViolation", lambda _, what: violations.append(what)
    )
    page.context.add_init_script(TELL)
    page.on("pageerror", lambda error: violations.append(f"error: {error}"))
    return page, violations


def come_in(page):
    page.goto("/desk/login/")
    page.fill("[name=username]", "mina")
    page.fill("[name=password]", "the river rose")
    page.click("button[type=submit]")
    expect(page).to_have_url("/desk/")


class TestAnEditorsRounds:
    def test_meet_no_violation_on_any_page(self, desk):
        page, violations = desk
        come_in(page)

        for address in (
            "/desk/pages/",
            "/desk/images/",
            "/desk/images/add/",
            "/desk/documents/multiple/add/",
            "/desk/redirects/add/",
            "/desk/snippets/",
            "/desk/snippets/station/station/edit/1/",
            "/desk/snippets/station/service/add/",
            "/desk/snippets/station/source/add/",
            "/desk/snippets/station/withheld/",
            "/desk/snippets/station/withheld/add/",
            "/desk/on-air/",
            "/desk/",
            "/desk/users/",
            "/desk/users/new/",
            "/desk/groups/new/",
            "/desk/workflows/add/",
            "/desk/sites/",
            "/desk/account/",
            "/desk/reports/site-history/",
            "/desk/password_reset/",
        ):
            assert page.goto(address).ok, address
            page.wait_for_load_state("networkidle")

        assert violations == []

    def test_edit_a_story_with_everything_in_it(self, desk, story):
        page, violations = desk
        come_in(page)
        page.goto(f"/desk/pages/{story.pk}/edit/")

        write_a_paragraph(page)
        choose_a_picture(page)
        correct_it(page)
        page.keyboard.press("Control+s")
        page.wait_for_load_state("networkidle")

        assert violations == []

    def test_put_a_story_on_the_front_page(self, desk, story):
        page, violations = desk
        come_in(page)
        page.goto(
            f"/desk/pages/{story.get_parent().get_parent().get_parent().pk}/edit/"
        )

        page.click("#id_picks-ADD")
        page.locator("#id_picks-0-story-chooser").get_by_role(
            "button", name="Choose"
        ).first.click()
        page.get_by_role("dialog").get_by_role("link", name="Flood").click()
        schedule_it(page)

        assert violations == []

    def test_the_policy_stops_a_script_without_the_nonce(self, desk):
        """Else the tests above would prove nothing."""
        page, violations = desk
        come_in(page)

        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'),"
            " {textContent: 'window.ran = true'}))"
        )

        assert page.evaluate("window.ran") is None
        assert len(violations) == 1


def write_a_paragraph(page):
    page.locator("[data-streamfield-stream-container] button").first.click()
    page.get_by_role("option", name="Paragraphs").click()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("The river rose at noon. ")
    page.keyboard.press("Control+b")
    page.keyboard.type("Nobody was hurt.")


def choose_a_picture(page):
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("dialog").get_by_text("The river").first.click()
    picture = page.get_by_role("region", name="Picture", exact=True)
    expect(picture).to_contain_text("The river")


def correct_it(page):
    page.get_by_role("tab", name="Embargo and corrections").click()
    page.click("#id_corrections-ADD")
    page.locator("[name=corrections-0-corrected_at]").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
    page.keyboard.press("Escape")


def schedule_it(page):
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    page.locator("[name=go_live_at]").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
