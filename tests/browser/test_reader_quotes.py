"""June quotes a sentence of an interview, and puts it on a page of her own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from callsign.newsroom.stories.models import Story
from tests.browser.conftest import CHROMIUM, barriers
from tests.browser.test_listener import story_path, until, watched

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PHONE = {"width": 360, "height": 780}
NOW = "document.querySelector('quote-player audio').currentTime"


@pytest.fixture
def junes_page() -> Iterator[dict[str, str]]:
    """A page of another site; what is put under ``html`` is on it."""
    page = {"html": ""}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><title>June</title>{page['html']}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's own page to itself."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    page["address"] = f"http://127.0.0.1:{server.server_port}/"
    yield page
    server.shutdown()
    server.server_close()
    thread.join()


def quoted(page: Page) -> Page:
    """Choose eleven words of the guest's first long answer, and follow the offer to quote them."""
    page.goto(story_path(page))
    page.evaluate("""
      const turns = [...document.querySelectorAll('.turn[data-voice="1"]')]
      const [words] = turns.map((turn) => turn.querySelectorAll("[data-start]"))
        .filter((words) => words.length > 15)
      getSelection().setBaseAndExtent(words[0], 0, words[10], 1)
    """)
    page.get_by_role("link", name="Quote these words").click()
    page.locator(".quote__words").wait_for()
    return page


class TestAReaderWhoQuotes:
    def test_selects_words_plays_the_clip_and_copies_the_code(
        self, filled, live_server, settings, sit, junes_page
    ):
        settings.BASE_URL = live_server.url
        june = watched(sit(permissions=["clipboard-read", "clipboard-write"]))

        quoted(june)

        expect(june.locator(".quote__by")).to_contain_text("Naomi Terrell")
        expect(june.locator("[data-at]")).to_have_count(11)
        june.get_by_role("button", name="Play", exact=True).first.click()
        until(june, f"{NOW} > 0.2")
        expect(june.locator(".quote .is-spoken")).to_have_count(1)

        june.get_by_role("button", name="Copy").nth(1).click()
        expect(june.get_by_text("Copied")).to_be_visible()
        code = june.evaluate("navigator.clipboard.readText()")
        assert code.startswith(f'<iframe src="{live_server.url}/stories/')
        june.locator(".pass-on__cards img").first.scroll_into_view_if_needed()
        until(
            june, "document.querySelector('.pass-on__cards img').naturalWidth === 1200"
        )
        assert barriers(june, ".quote-page") == []
        assert june.troubles == []

        junes_page["html"] = code
        other = watched(sit())
        other.goto(junes_page["address"])
        frame = other.frame_locator("iframe")
        expect(frame.locator("[data-at]")).to_have_count(11)
        frame.get_by_role("button", name="Play").click()
        expect(frame.get_by_role("button", name="Pause")).to_be_visible()
        assert other.troubles == []

        junes_page["html"] = code.replace("embed/", "")
        with other.expect_console_message(lambda said: "frame" in said.text):
            other.goto(junes_page["address"])
        expect(frame.locator(".quote")).to_have_count(0)

    def test_reads_it_on_a_phone_and_without_script(self, filled, sit):
        phone = watched(sit(viewport=PHONE))
        path = quoted(phone).url
        wide = phone.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"]
        assert barriers(phone, ".quote-page") == []

        plain = sit(java_script_enabled=False)
        plain.goto(path)
        expect(plain.locator(".quote__words")).to_be_visible()
        expect(plain.locator("audio[controls]").first).to_be_visible()

    def test_goes_on_to_the_moment_in_the_conversation(self, filled, sit):
        page = watched(sit())
        quoted(page)

        page.get_by_role("link", name="Hear it in the conversation").click()

        expect(page.locator(".is-shared")).to_have_count(11)
        assert page.troubles == []

    def test_is_told_when_the_story_was_retracted(self, filled, sit, django_user_model):
        page = watched(sit())
        quoted(page)
        Story.objects.get(slug="kessler-bridge").retract(
            by=django_user_model.objects.get(username="mina"),
            because="The count was wrong.",
            at=filled,
        )

        page.reload()

        expect(page.get_by_role("heading", name="has been retracted")).to_be_visible()
        expect(page.locator(".quote__words")).to_have_count(0)
        assert barriers(page, ".quote-page") == []
