"""
Make the pictures of the transcript editor from a running demo station.

``python -m docs.pictures.make_editor http://127.0.0.1:8000 PASSWORD``, where ``bin/demo`` tells
both. It changes one transcript of that station: two windows disagree.
"""

import re
import sys

from playwright.sync_api import Browser, Page, sync_playwright

from docs.pictures.make import CHROMIUM, FLAGS, ZONE, take

DESK = {"width": 1280, "height": 800}
STORY = "Why the East Levee"


def main(address: str, password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        mina = sat_down(browser, address, password, "mina")
        path = editor_path(mina)
        open_editor(mina, path)
        take_page(mina)
        take_keys(mina)
        take_speakers(mina)
        take_replace(mina)
        other = sat_down(browser, address, password, "mina")
        take_conflict(mina, other, path)
        browser.close()


def sat_down(browser: Browser, address: str, password: str, name: str) -> Page:
    page = browser.new_context(
        base_url=address, viewport=DESK, timezone_id=ZONE
    ).new_page()
    page.goto("/desk/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url("**/desk/")
    return page


def editor_path(page: Page) -> str:
    """Return where the story's transcript is edited, as the desk's search finds it."""
    page.goto(f"/desk/pages/search/?q={STORY}")
    for link in page.get_by_role("link", name=re.compile(STORY)).all():
        number = re.search(r"/pages/(\d+)/", link.get_attribute("href") or "")
        path = f"/desk/stories/{number and number[1]}/transcript/edit/"
        # A quote of the story is called like it.
        if page.request.get(path).ok:
            return path
    raise LookupError(f"no story with a transcript is called {STORY}")


def open_editor(page: Page, path: str) -> None:
    page.goto(path)
    page.locator("transcript-editor[data-ready]").wait_for()


def words(page: Page, turn: int) -> None:
    """Put the caret into a turn."""
    page.locator(".editor-turn__text").nth(turn).click()
    page.keyboard.press("Home")


def take_page(page: Page) -> None:
    words(page, 4)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(2_500)
    page.keyboard.press("Escape")
    take(page, "editor")


def take_keys(page: Page) -> None:
    page.keyboard.press("Control+/")
    take(page, "editor-keys")
    page.keyboard.press("Escape")


def take_speakers(page: Page) -> None:
    words(page, 2)
    page.keyboard.press("Alt+s")
    take(page, "editor-speakers")
    page.keyboard.press("Escape")


def take_replace(page: Page) -> None:
    page.keyboard.press("Control+h")
    page.get_by_label("Find", exact=True).fill("levee")
    page.get_by_label("Replace with").fill("dike")
    take(page, "editor-replace")
    page.keyboard.press("Escape")


def take_conflict(mina: Page, other: Page, path: str) -> None:
    open_editor(other, path)
    words(other, 2)
    other.keyboard.type("Well: ")
    words(mina, 2)
    mina.keyboard.type("Let us ")
    for page in (other, mina):
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1_500)
    mina.locator(".editor-conflict").wait_for()
    take(mina, "editor-conflict")


if __name__ == "__main__":
    main(*sys.argv[1:])
