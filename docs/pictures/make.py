"""
Make the pictures of the guides from a running demo station.

``python docs/pictures/make.py http://127.0.0.1:8000 PASSWORD``, where ``bin/demo`` tells both.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
DESK = {"width": 1200, "height": 800}
# The station's, which the player says times in.
ZONE = "America/Chicago"
TALL = {"width": 1200, "height": 1080}
PHONE = {"width": 390, "height": 844}


def main(address: str, password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(base_url=address, viewport=DESK, timezone_id=ZONE)
        come_in(page, password)
        take_grid(page)
        take_preview(page)
        take_phone(page)
        reader = browser.new_page(base_url=address, viewport=DESK, timezone_id=ZONE)
        take_day(reader)
        browser.close()


def come_in(page: Page, password: str) -> None:
    page.goto("/desk/login/")
    page.fill("[name=username]", "mina")
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url("**/desk/")


def take_grid(page: Page) -> None:
    page.set_viewport_size(TALL)
    page.goto("/desk/schedule/kdemo/")
    page.locator("[data-one-day]").wait_for()
    take(page, "schedule-grid")


def take_preview(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto("/desk/schedule/kdemo/")
    page.locator("[data-held][value^='long-table/']").last.click()
    page.get_by_role("dialog").get_by_role("link", name="Move").click()
    page.get_by_label("From this date on").check()
    page.get_by_label("Starts").fill("10:30")
    page.get_by_label("Ends").fill("11:30")
    page.get_by_role("button", name="Preview").click()
    page.get_by_label("Why").wait_for()
    take(page, "schedule-preview")


def take_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/desk/schedule/kdemo/")
    page.locator(".week-days__day[aria-current]").wait_for()
    take(page, "schedule-phone")


def take_day(page: Page) -> None:
    """Take the listener's day, with the player's bar at its foot."""
    page.goto("/schedule/")
    page.wait_for_load_state("networkidle")
    take(page, "schedule-day")


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main(*sys.argv[1:])
