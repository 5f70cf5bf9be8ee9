"""A listener's day with an interview: following along, sharing a word, opening the link."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from callsign.newsroom.stories.models import Story
from tests.browser.conftest import CHROMIUM, barriers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# Every kind of page there is.
PAGES = [
    *("/", "/stories/", "/topics/river/", "/people/naomi-terrell/", "/feeds/"),
    *("/programs/", "/programs/local-desk/", "/about/", "/nothing/here/"),
]

NOW = "document.querySelector('audio').currentTime"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwe fordert Hochwasserschutz"
IS_PLAYING = "!document.querySelector('audio').paused"


@pytest.fixture
def interview(filled):
    """The path of an interview with times, in a station that is filled."""
    return f"/stories/{filled:%Y-%m}/kessler-bridge/"


def watched(page: Page) -> Page:
    """Collect on the page what its policy stopped and what broke."""
    page.troubles = []
    page.on(
        "console",
        lambda message: (
            message.type == "error"
            and "404" not in message.text  # of the page that is meant to be missing
            and page.troubles.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    return page


def until(page: Page, condition: str) -> None:
    """Wait for a condition; as a function, since the policy stops what is evaluated."""
    page.wait_for_function(f"() => {condition}")


def story_path(page: Page) -> str:
    """Find the interview as a reader does: on the front page."""
    page.goto("/")
    return page.get_by_role("link", name="Kessler Bridge 11,704").first.get_attribute(
        "href"
    )


class TestAListener:
    def test_follows_along_shares_a_word_and_opens_the_link(self, interview, sit):
        page = watched(sit(permissions=["clipboard-read", "clipboard-write"]))
        page.goto(story_path(page))
        word = page.locator("[data-start]").nth(60)
        start_s = int(word.get_attribute("data-start")) / 1000

        word.click()

        until(page, f"{IS_PLAYING} && {NOW} >= {start_s} - 0.1")
        expect(page.locator(".is-spoken")).to_have_count(1)
        expect(page.locator(".turn.is-current")).to_have_count(1)
        page.get_by_role("button", name="Pause").click()

        page.evaluate("""
          const words = document.querySelectorAll("[data-start]")
          getSelection().setBaseAndExtent(words[100], 0, words[110], 1)
        """)
        page.get_by_role("button", name="Share this moment").click()
        expect(page.get_by_text("Link copied")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        quote = page.get_by_role("link", name="Quote these words").get_attribute("href")

        assert "#w=" in link and "&t=" in link
        assert re.search(r"/kessler-bridge/quote/w\d+-w\d+/$", quote)

        friend = watched(sit())
        friend.goto(link)

        expect(friend.locator(".is-shared")).to_have_count(11)
        expect(friend.locator(".is-shared").first).to_be_in_viewport()
        # A browser that has seen no gesture may refuse to play; then there is a button.
        until(
            friend, f"{IS_PLAYING} || !document.querySelector('[data-act=play]').hidden"
        )
        if not friend.evaluate(IS_PLAYING):
            friend.get_by_role("button", name="Play from here").click()
        until(friend, f"{IS_PLAYING} && {NOW} > 1")
        assert page.troubles == friend.troubles == []

    def test_finds_a_shared_moment_whose_words_were_edited_away(self, interview, sit):
        page = watched(sit())
        page.goto(f"{story_path(page)}#w=99990-99999&t=60000")

        first = page.locator(".is-shared").first
        expect(first).to_be_in_viewport()

        assert int(first.get_attribute("data-start")) >= 60_000
        assert page.troubles == []

    def test_is_led_to_the_nearest_word_when_hers_was_edited_away(self, interview, sit):
        page = watched(sit())
        path = story_path(page)
        story = Story.objects.get(slug="kessler-bridge")
        head = story.transcript.head
        turn = head.as_document().turns[4]
        ids = [int(word.id[1:]) for word in turn.words]
        rest = turn.text.split(maxsplit=3)[-1]
        story.transcript.retell_turn(
            turn.words[0].id, rest, based_on=head, by=None, at=timezone.now()
        )

        page.goto(f"{path}#w={ids[1]}")

        expect(page.locator(".is-shared")).to_have_count(1)
        expect(page.locator(".is-shared")).to_be_in_viewport()
        expect(page.locator(".is-shared")).to_have_attribute("id", f"w{ids[0] - 1}")
        assert page.troubles == []

    def test_is_told_when_a_link_leads_nowhere(self, interview, sit):
        page = watched(sit())
        page.goto(f"{story_path(page)}#w=99999")

        told = page.get_by_text(
            "The words of this link are no longer in the transcript."
        )
        expect(told).to_be_visible()
        assert page.evaluate("scrollY") < 900
        assert page.troubles == []

    def test_stays_where_she_is_when_she_stops_following(self, interview, sit):
        page = watched(sit())
        page.goto(story_path(page))
        follow = page.get_by_role("button", name="Follow")
        expect(follow).to_have_attribute("aria-pressed", "true")

        follow.click()
        page.evaluate("document.querySelector('audio-player').seek(300_000)")

        expect(follow).to_have_attribute("aria-pressed", "false")
        assert page.evaluate("scrollY") < 900


class TestAListenerWithoutAMouse:
    def test_plays_turns_shares_and_reads_the_keys(self, interview, sit):
        page = watched(sit())
        page.goto(story_path(page))
        press = page.keyboard.press

        press("Tab")
        expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
        press("Enter")
        press("k")
        until(page, IS_PLAYING)
        press("k")
        until(page, f"!({IS_PLAYING})")

        before = page.evaluate(NOW)
        press("l")
        assert page.evaluate(NOW) == pytest.approx(before + 15, abs=0.5)
        press("j")
        assert page.evaluate(NOW) == pytest.approx(before, abs=0.5)

        press("n")
        after = page.evaluate(NOW)
        assert after > before
        press("n")
        press("p")
        press("p")
        assert page.evaluate(NOW) <= after

        press("?")
        expect(page.get_by_role("heading", name="Keys")).to_be_visible()
        assert barriers(page) == []
        press("Escape")

        press("n")
        press("s")
        expect(page.get_by_role("button", name="Share this moment")).to_be_focused()
        press("Escape")
        expect(page.get_by_role("button", name="Share this moment")).to_be_hidden()

        slider = page.get_by_role("slider", name="Place in the recording")
        slider.focus()
        press("End")
        expect(slider).to_have_attribute(
            "aria-valuetext", re.compile(r"^(\d:\d\d) of \1$")
        )
        assert page.troubles == []

    def test_may_turn_the_keys_off(self, interview, sit):
        page = sit()
        page.goto(story_path(page))
        page.keyboard.press("?")
        page.get_by_label("Use single keys on this site").uncheck()
        page.get_by_role("button", name="Close").click()

        page.keyboard.press("k")

        assert not page.evaluate(IS_PLAYING)


class TestAListenerWithoutScript:
    def test_hears_and_reads_everything(self, interview, sit):
        page = sit(java_script_enabled=False)
        page.goto(story_path(page))

        expect(page.locator("audio[controls]")).to_be_visible()
        expect(page.locator(".player")).to_be_hidden()
        expect(page.locator(".turn").last).to_contain_text("LOCAL DESK")
        expect(page.get_by_role("link", name="WebVTT")).to_be_visible()


class TestEveryPage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_can_be_used_by_everybody_and_breaks_no_policy(
        self, interview, sit, scheme
    ):
        page = watched(sit(color_scheme=scheme, reduced_motion="reduce"))
        for path in [story_path(page), *PAGES]:
            page.goto(path)
            assert barriers(page) == [], path
        assert page.troubles == []

    def test_never_scrolls_sideways_whatever_the_headline(self, interview, sit):
        Story.objects.filter(slug="levee-two-way").update(title=LONG, picture=None)
        page = sit()
        for path in [story_path(page), *PAGES]:
            page.goto(path)
            for width in (320, 360, 768, 1600):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(
                    "document.documentElement.scrollWidth <= innerWidth"
                ), (path, width)
