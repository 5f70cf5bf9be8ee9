"""A listener puts the radio on and reads; it plays on from page to page."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from demo.fill import fill
from tests.browser.conftest import CHROMIUM
from tests.browser.on_the_air import OnTheAir, on_the_air
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


@pytest.fixture
def air(live_server, settings):
    """A filled station, and what it broadcasts."""
    settings.DEBUG = False
    fill(at=timezone.now(), password="the river rose at noon")
    with on_the_air() as server:
        settings.AIR_URL = server.url
        policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": {
                **policy,
                "media-src": [*policy["media-src"], server.url],
                "connect-src": [*policy["connect-src"], server.url],
            }
        }
        yield server


def put_on(page: Page) -> None:
    """Press play, and wait until something is heard."""
    page.get_by_role("button", name="Play KDEMO 89.7 live").click()
    until(page, f"{IS_HEARD} && {HEARD} > 0")


class TestTheRadio:
    def test_plays_on_over_ten_pages_back_and_forward(self, air: OnTheAir, sit):
        page = watched(sit())
        page.goto("/")
        put_on(page)
        page.evaluate(LISTEN)
        page.evaluate(f"window.theSame = {PLAYER}.audio")
        story = story_path_here(page)
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


def story_path_here(page: Page) -> str:
    return page.get_by_role("link", name="Kessler Bridge 11,704").first.get_attribute(
        "href"
    )
