"""A listener puts the radio on and reads; it plays on from page to page."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CHROMIUM, barriers
from tests.browser.test_listener import until, watched

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PLAYER = "document.querySelector('live-player')"
HEARD = f"{PLAYER}.audio.currentTime"
IS_HEARD = f"!{PLAYER}.audio.paused && {PLAYER}.sound.state === 'playing'"
STORY_PLAYS = "!document.querySelector('main audio').paused"

# The level of what comes out, in decibels under full scale, each tenth of a second.
LISTEN = f"""() => {{
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  const source = context.createMediaElementSource({PLAYER}.audio)
  source.connect(analyser).connect(context.destination)
  const samples = new Float32Array(analyser.fftSize)
  window.levels = []
  setInterval(() => {{
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length
    levels.push(10 * Math.log10(power + 1e-12))
  }}, 100)
}}"""


BEHIND_S = f"(Date.now() - {PLAYER}.position) / 1000"


def asked_of(page: Page) -> list[str]:
    """Collect the addresses that a page asks for."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def put_on(page: Page) -> None:
    """Press play, and wait until something is heard."""
    page.get_by_role("button", name="Play KDEMO 89.7 live").click()
    until(page, f"{IS_HEARD} && {HEARD} > 0")


def path_of_a_story(page: Page) -> str:
    return page.get_by_role("link", name="Kessler Bridge 11,704").first.get_attribute(
        "href"
    )


class TestTheRadio:
    def test_plays_on_over_ten_pages_back_and_forward(self, air, sit):
        page = watched(sit())
        page.goto("/")
        put_on(page)
        page.evaluate(LISTEN)
        page.evaluate(f"window.theSame = {PLAYER}.audio")
        story = path_of_a_story(page)
        heard = [page.evaluate(HEARD)]

        for name in ("Latest", "Programs", "Local Desk", "About", "Feeds"):
            page.get_by_role("link", name=name).first.click()
            expect(page.locator("h1")).to_be_focused()
            heard.append(page.evaluate(HEARD))
        page.evaluate("history.length")
        for step in ("back", "back", "forward", "back", "back"):
            before = page.url
            page.evaluate(f"history.{step}()")
            page.wait_for_function("before => location.href !== before", arg=before)
            expect(page.locator("h1")).to_be_focused()
            heard.append(page.evaluate(HEARD))
        page.get_by_role("link", name="KDEMO", exact=True).first.click()
        page.locator(f'main a[href^="{story}"]').first.click()
        expect(page.locator("h1")).to_contain_text("Kessler")
        until(page, f"{HEARD} > {heard[-1]} + 1")

        assert heard == sorted(heard)
        assert page.evaluate(f"theSame === {PLAYER}.audio")
        levels = page.evaluate("levels")
        assert len(levels) > 20
        assert min(levels[5:]) > -40
        assert page.troubles == []

    def test_tells_what_moment_is_heard(self, air, sit):
        page = watched(sit())
        asked = asked_of(page)
        page.goto("/")
        page.evaluate("""
          window.told = []
          addEventListener("live-position", ({detail}) => told.push(detail))
        """)
        put_on(page)

        until(page, "told.length > 2")

        # Three pieces before the end of the list, and no more than one behind that; two
        # seconds are kept in reserve, and the newest piece is two long.
        behind_s = page.evaluate("(Date.now() - told.at(-1).position) / 1000")
        assert 8 < behind_s < 13
        assert page.evaluate("told.at(-1).service") == "kdemo"
        assert page.evaluate("told.at(-1).isLive")
        assert {path.count("?s=") for path in asked if "m3u8" in path} == {1}
        assert page.troubles == []

    def test_goes_back_and_to_the_present_again(self, air, sit):
        page = watched(sit())
        page.goto("/")
        put_on(page)
        expect(page.get_by_text("On air", exact=True)).to_be_visible()

        page.get_by_role("button", name="Back 30 seconds").click()
        until(page, f"{BEHIND_S} > 30 && {IS_HEARD}")
        expect(page.get_by_text("On air", exact=True)).to_be_hidden()
        for _ in range(2):  # past the minute that the list holds
            page.get_by_role("button", name="Back 30 seconds").click()
            until(page, IS_HEARD)
        until(page, f"{BEHIND_S} > 90 && {BEHIND_S} < 110 && {IS_HEARD}")
        page.get_by_role("button", name="Forward 30 seconds").click()
        until(page, f"{BEHIND_S} > 60 && {BEHIND_S} < 80 && {IS_HEARD}")
        page.get_by_role("button", name="To live").click()

        expect(page.get_by_text("On air", exact=True)).to_be_visible()
        until(page, f"{BEHIND_S} < 13 && {IS_HEARD}")
        assert page.troubles == []

    def test_comes_back_when_the_line_was_down(self, air_with_a_fault, sit):
        page = sit()
        page.goto("/")
        put_on(page)

        air_with_a_fault.is_down = True
        expect(page.get_by_text("The line is down")).to_be_visible(timeout=40_000)
        air_with_a_fault.is_down = False

        before = page.evaluate(HEARD)
        until(page, f"{IS_HEARD} && {HEARD} !== {before}")
        expect(page.get_by_text("On air", exact=True)).to_be_visible(timeout=20_000)

    def test_is_one_of_several(self, air, sit):
        page = watched(sit())
        asked = asked_of(page)
        page.goto("/")
        page.get_by_role("button", name="Stations").click()
        expect(
            page.get_by_role("heading", name="Available on-air stations")
        ).to_be_visible()

        page.get_by_role("button", name="KDEMO Jazz").click()

        until(page, IS_HEARD)
        expect(page.get_by_role("button", name="Pause KDEMO Jazz")).to_be_visible()
        assert any(url.startswith(f"{air}/live/jazz/") for url in asked)
        assert page.troubles == []

    def test_is_plain_where_a_browser_knows_no_pieces(self, air, sit):
        page = watched(sit())
        asked = asked_of(page)
        page.add_init_script("delete window.MediaSource")
        page.add_init_script("HTMLMediaElement.prototype.canPlayType = () => ''")
        page.goto("/")

        put_on(page)

        assert any(url.startswith(f"{air}/listen/kdemo.mp3?s=") for url in asked)
        expect(page.get_by_role("button", name="Back 30 seconds")).to_be_disabled()
        assert page.troubles == []


class TestAStoryAndTheRadio:
    def test_are_not_heard_together(self, air, sit):
        page = watched(sit())
        page.goto("/")
        put_on(page)
        page.get_by_role("link", name="Kessler Bridge 11,704").first.click()
        expect(page.locator("h1")).to_contain_text("Kessler")
        recording = page.locator("audio-player")

        recording.get_by_role("button", name="Play").click()
        until(page, f"{STORY_PLAYS} && {PLAYER}.audio.paused")
        assert not page.evaluate(f"{PLAYER}.isPlaying")
        page.get_by_role("button", name="Play KDEMO 89.7 live").click()

        until(page, f"!({STORY_PLAYS}) && {IS_HEARD}")
        assert page.troubles == []

    def test_follows_along_after_the_page_was_changed(self, air, sit):
        page = watched(sit())
        page.goto("/")
        put_on(page)
        page.get_by_role("link", name="Hear it at").first.click()

        # The link leads to words of another page: they are marked, and they are played.
        expect(page.locator(".is-shared").first).to_be_in_viewport()
        until(page, f"{STORY_PLAYS} && {PLAYER}.audio.paused")
        page.keyboard.press("k")
        until(page, f"!({STORY_PLAYS})")

        assert page.troubles == []


class TestAListenerWithoutAMouse:
    def test_plays_chooses_and_reads_on(self, air, sit):
        page = watched(sit())
        page.goto("/about/")
        press = page.keyboard.press
        page.get_by_role("link", name="Feeds").focus()

        press("Tab")
        expect(page.get_by_role("button", name="Play KDEMO 89.7 live")).to_be_focused()
        press("Enter")
        until(page, IS_HEARD)
        press("Tab")
        expect(page.locator(".live__program")).to_be_focused()
        press("Tab")  # back; on is not there while it is live
        expect(page.get_by_role("button", name="Back 30 seconds")).to_be_focused()
        press("Tab")
        expect(page.get_by_role("button", name="Mute")).to_be_focused()
        press("Tab")
        expect(page.get_by_role("slider", name="Volume")).to_be_focused()
        press("ArrowLeft")
        assert page.evaluate(f"{PLAYER}.audio.volume") == pytest.approx(0.95)
        press("Tab")
        press("Enter")
        press("Tab")
        expect(page.get_by_role("button", name="KDEMO 89.7 · chosen")).to_be_focused()
        assert barriers(page) == []
        press("Escape")
        expect(page.get_by_role("button", name="Stations")).to_be_focused()
        page.get_by_role("link", name="Feeds").focus()
        press("Enter")

        expect(page.locator("h1")).to_be_focused()
        expect(page.locator("h1")).to_have_text("Feeds")
        assert page.evaluate(IS_HEARD)
        assert page.troubles == []

    def test_never_has_the_focus_under_the_bar(self, air, sit):
        page = sit(viewport={"width": 360, "height": 640})
        page.goto("/")

        for _ in range(30):
            page.keyboard.press("Tab")

            assert page.evaluate(f"""
              {PLAYER}.contains(document.activeElement) ||
              document.activeElement.getBoundingClientRect().top <
                {PLAYER}.getBoundingClientRect().top
            """)


class TestTheListeningPage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_can_be_used_by_everybody(self, air, sit, scheme):
        page = watched(sit(color_scheme=scheme, reduced_motion="reduce"))
        page.goto("/live/")
        page.locator("summary").first.click()

        assert barriers(page) == []
        put_on(page)
        page.get_by_role("button", name="Back 30 seconds").click()
        until(page, IS_HEARD)
        page.get_by_role("button", name="Stations").click()
        assert barriers(page) == []
        for width in (320, 360, 768, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.troubles == []

    def test_works_without_script(self, air, sit):
        page = sit(java_script_enabled=False)
        page.goto("/")
        page.get_by_role("link", name="Listen live to KDEMO 89.7").click()

        expect(page.locator("audio[controls]")).to_have_count(2)
        page.get_by_text("Hear it in another player").first.click()
        expect(page.get_by_role("link", name="M3U").first).to_be_visible()


class TestThePlayerOnAPhone:
    def test_says_a_sentence_whole_and_names_its_stations(self, air, sit):
        page = sit(viewport={"width": 360, "height": 640})
        page.goto("/")
        put_on(page)
        path = path_of_a_story(page)
        page.route(f"**{path}", lambda route: route.abort())

        page.get_by_role("link", name="Kessler Bridge 11,704").first.click()
        said = page.locator(".live__said")
        expect(said).to_contain_text("That page could not be fetched.")

        assert page.evaluate(IS_HEARD)
        assert said.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert said.bounding_box()["width"] == 360
        assert page.locator(".live__word").bounding_box()["width"] > 30
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert barriers(page, "live-player") == []


class TestAPageWithoutTheRadioOn:
    def test_is_left_by_a_plain_link(self, air, sit):
        page = sit()
        page.goto("/")
        page.evaluate("window.isTheSame = true")

        page.get_by_role("link", name="Feeds").click()
        page.wait_for_url("**/feeds/")

        assert not page.evaluate("window.isTheSame")

    def test_loads_little_script(self, air, sit):
        reader = sit()
        reader.goto("/")
        story = path_of_a_story(reader)
        page, packed = sit(), []
        page.on(
            "response",
            lambda response: (
                response.request.resource_type == "script"
                and packed.append(len(gzip.compress(response.body())))
            ),
        )

        page.goto(story, wait_until="networkidle")

        assert len(packed) > 10
        assert sum(packed) < 30_000
