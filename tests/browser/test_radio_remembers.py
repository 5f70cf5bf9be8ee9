"""A listener comes back to the radio as it was left, in whatever browser there is."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CHROMIUM
from tests.browser.test_listener import until, watched
from tests.browser.test_radio_plays_on import (
    HEARD,
    IS_HEARD,
    PLAYER,
    asked_of,
    put_on,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ARTWORK = "navigator.mediaSession.metadata.artwork"
PLAYS_PIECES = (
    "document.createElement('audio').canPlayType('application/vnd.apple.mpegurl')"
)


def choose_jazz(page: Page) -> None:
    page.get_by_role("button", name="Stations").click()
    page.get_by_role("button", name="KDEMO Jazz").click()
    until(page, IS_HEARD)


class TestThePlayer:
    def test_is_as_it_was_left(self, air, sit):
        page = watched(sit())
        page.goto("/")
        choose_jazz(page)
        page.get_by_role("slider", name="Volume").fill("0.4")
        page.get_by_role("button", name="Mute").click()

        page.goto("/about/")

        mute = page.get_by_role("button", name="Mute")
        expect(mute).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("slider", name="Volume")).to_have_value("0.4")
        page.get_by_role("button", name="Play KDEMO Jazz live").click()
        until(page, IS_HEARD)
        assert page.evaluate(f"{PLAYER}.audio.muted && {PLAYER}.audio.volume === 0.4")
        assert page.troubles == []

    def test_is_heard_again_when_the_slider_is_moved(self, air, sit):
        page = sit()
        page.goto("/")
        page.get_by_role("button", name="Mute").click()

        page.get_by_role("slider", name="Volume").fill("0.7")

        mute = page.get_by_role("button", name="Mute")
        expect(mute).to_have_attribute("aria-pressed", "false")

    @pytest.mark.parametrize(
        "kept",
        [
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error() }})",
            "localStorage.setItem('live-radio', 'not JSON')",
            "localStorage.setItem('live-radio', 'null')",
            """localStorage.setItem('live-radio', JSON.stringify(
                 {volume: 'loud', isMuted: 7, slug: 'gone', title: 5}))""",
        ],
    )
    def test_plays_whatever_is_kept_or_forbidden(self, air, sit, kept):
        page = watched(sit())
        page.add_init_script(kept)
        page.goto("/")

        page.get_by_role("button", name="Play KDEMO 89.7 live").click()

        until(page, f"{IS_HEARD} && {PLAYER}.audio.volume === 1")
        expect(page.locator(".live__service")).to_have_text("KDEMO 89.7")
        assert page.troubles == []

    def test_has_pictures_for_lock_screens(self, air, sit):
        page = watched(sit())
        page.goto("/")
        choose_jazz(page)

        pictures = page.evaluate(f"{ARTWORK}.map(({{src, sizes}}) => [src, sizes])")

        # The art of what is on may come first; those of the service are always there.
        drawn = pictures[-3:]
        assert [sizes for _, sizes in drawn] == ["96x96", "256x256", "512x512"]
        for address, _ in drawn:
            answer = page.request.get(address)
            assert answer.headers["content-type"] == "image/png"
        for address, _ in pictures[:-3]:
            answer = page.request.get(address)
            assert answer.headers["content-type"].startswith("image/")
        assert page.troubles == []


class TestTheListeningPage:
    def test_has_the_bar_play(self, air, sit):
        page = watched(sit())
        page.goto("/live/")
        main = page.locator("main")
        expect(main.locator("audio")).to_have_count(0)

        main.get_by_role("button", name="Play KDEMO Jazz").click()
        until(page, IS_HEARD)
        assert page.evaluate(f"{PLAYER}.sound.service.slug") == "jazz"
        main.get_by_role("button", name="Play KDEMO 89.7").click()
        until(page, f"{IS_HEARD} && {PLAYER}.sound.service.slug === 'kdemo'")
        expect(main.get_by_role("button", name="Play KDEMO Jazz")).to_be_visible()
        main.get_by_role("button", name="Pause KDEMO 89.7").click()

        until(page, f"{PLAYER}.audio.paused")
        expect(main.get_by_role("button", name="Play KDEMO 89.7")).to_be_visible()
        assert page.troubles == []


class TestABrowserThatPlaysPiecesItself:
    def test_is_given_them(self, air, sit):
        page = watched(sit())
        asked = asked_of(page)
        page.add_init_script("delete window.MediaSource")
        page.goto("/")
        if not page.evaluate(PLAYS_PIECES):
            pytest.skip("this Chromium plays no HLS by itself")

        put_on(page)

        until(page, f"{HEARD} > 2")
        assert any(url.startswith(f"{air}/live/kdemo/index.m3u8?s=") for url in asked)
        assert not any(url.startswith(f"{air}/listen/") for url in asked)
        assert page.troubles == []

    def test_that_tells_its_dates_can_be_rewound(self, air, sit):
        """Safari says when its sound began and what can be heard again; Chromium does not."""
        page = watched(sit())
        asked = asked_of(page)
        page.add_init_script("delete window.MediaSource")
        page.add_init_script("""
          const born = Date.now() - 20_000
          const media = HTMLMediaElement.prototype
          media.getStartDate = () => new Date(born)
          Object.defineProperty(media, "seekable", {
            get() {
              return { length: 1, start: () => 0, end: () => this.currentTime + 5 }
            },
          })
        """)
        page.goto("/")
        if not page.evaluate(PLAYS_PIECES):
            pytest.skip("this Chromium plays no HLS by itself")
        put_on(page)
        expect(page.locator(".live__time")).to_be_visible()

        page.get_by_role("button", name="Back 30 seconds").click()

        until(page, f"{IS_HEARD} && {HEARD} > 0")
        assert any(url.startswith(f"{air}/live/kdemo/at/") for url in asked)
        expect(page.get_by_role("button", name="To live")).to_be_visible()
        assert page.troubles == []
