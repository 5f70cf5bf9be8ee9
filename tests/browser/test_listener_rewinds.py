"""A listener rewinds: what is on is what she hears, and it flips when she hears it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import Service
from tests.browser.conftest import CHROMIUM, barriers, heard_from
from tests.browser.test_listener import until, watched
from tests.browser.test_radio_plays_on import BEHIND_S, IS_HEARD, PLAYER

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MINUTE = timedelta(minutes=1)
TITLES = ["Early Bird", "Morning Briefing", "The Long Conversation", "Jazz Tonight"]
LATER = ["River Hours", "Night Owl"]
# When each of the titles began, before the moment of the test; the rest is to come.
BEGAN = [60 * MINUTE, 38 * MINUTE, 21 * MINUTE, timedelta(0)]


@pytest.fixture
def begun(filled, settings, air_of_an_hour) -> datetime:
    """A station whose programs of this hour are known; when the live one began."""
    heard_from(settings, air_of_an_hour)
    now = datetime.now(UTC).replace(microsecond=0) - 20 * timedelta(seconds=1)
    plan(now)
    return now


def plan(now: datetime) -> None:
    """Air one program after the other, the last but two from a moment on."""
    service = Service.objects.get(slug="kdemo")
    program = Program.objects.get(slug="local-desk")
    Broadcast.objects.on(service).delete()
    starts = [*(now - began for began in BEGAN), now + 60 * MINUTE, now + 90 * MINUTE]
    ends = [*starts[1:], now + 120 * MINUTE]
    Broadcast.objects.bulk_create(
        Broadcast(
            service=service,
            program=program,
            title=title,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        for title, starts_at, ends_at in zip(
            [*TITLES, *LATER], starts, ends, strict=True
        )
    )


def on_now(page: Page, title: str) -> None:
    """See in the bar that something is on."""
    expect(page.get_by_role("button", name=title)).to_be_visible(timeout=20_000)


def hear_from(page: Page, moment: datetime) -> None:
    """Go where a link to a moment leads, and hear it."""
    at = moment.isoformat()
    page.evaluate(f"{PLAYER}.playFrom('kdemo', new Date('{at}'))")
    behind_s = f"(Date.now() - {moment.timestamp() * 1_000}) / 1000"
    until(page, f"{IS_HEARD} && Math.abs({BEHIND_S} - {behind_s}) < 5")


class TestJuneBell:
    def test_rewinds_forty_minutes_and_sees_what_was_on_then(self, begun, sit):
        page = watched(sit())
        page.goto("/")
        on_now(page, "Jazz Tonight")
        page.get_by_role("button", name="Play KDEMO 89.7 live").click()
        until(page, IS_HEARD)
        on_now(page, "Jazz Tonight")

        hear_from(page, datetime.now(UTC) - 40 * MINUTE)

        on_now(page, "Early Bird")
        assert page.evaluate("navigator.mediaSession.metadata.title") == "Early Bird"
        page.get_by_role("button", name="Early Bird").click()
        expect(page.get_by_text("Now playing, 40 minutes behind live")).to_be_visible()
        expect(page.locator(".live__coming li")).to_have_count(4)
        expect(page.locator(".live__coming li").first).to_contain_text(TITLES[1])
        page.keyboard.press("Escape")
        page.get_by_role("button", name="To live").click()
        on_now(page, "Jazz Tonight")
        assert page.troubles == []

    def test_sees_it_flip_when_she_hears_the_next_program(self, begun, sit):
        page = watched(sit())
        page.goto("/")
        page.get_by_role("button", name="Play KDEMO 89.7 live").click()
        until(page, IS_HEARD)
        boundary = begun - BEGAN[2]
        page.evaluate(f"""
          window.flips = []
          {PLAYER}.addEventListener("now-changed", ({{detail}}) => flips.push(
            [detail.now?.title, {PLAYER}.position - {boundary.timestamp() * 1_000}]
          ))
        """)

        hear_from(page, boundary - timedelta(seconds=8))
        on_now(page, TITLES[1])
        on_now(page, TITLES[2])

        title, past_ms = page.evaluate("flips.at(-1)")
        assert title == TITLES[2]
        assert past_ms >= 0  # how long past is measured by bench/flip.py
        assert page.evaluate("navigator.mediaSession.metadata.title") == TITLES[2]
        assert page.troubles == []

    def test_hears_the_show_from_the_top(self, begun, sit):
        page = watched(sit())
        page.goto("/")
        page.get_by_role("button", name="Play KDEMO 89.7 live").click()
        until(page, IS_HEARD)
        hear_from(page, begun - BEGAN[1] + 4 * MINUTE)
        page.get_by_role("button", name=TITLES[1]).click()

        page.get_by_role("button", name="Start this show from the top").click()

        top_ms = (begun - BEGAN[1]).timestamp() * 1_000
        until(page, f"{IS_HEARD} && Math.abs({PLAYER}.position - {top_ms}) < 5000")
        assert page.troubles == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_can_use_the_sheet_whoever_she_is(self, begun, sit, scheme):
        page = watched(sit(color_scheme=scheme, reduced_motion="reduce"))
        page.goto("/about/")
        button = page.get_by_role("button", name="Jazz Tonight")
        button.focus()
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", name="Jazz Tonight")).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")
        assert barriers(page) == []
        for width in (320, 360, 768, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        assert page.troubles == []


def slider_of(page: Page):
    """Open the sheet of what is on; return the line in it on which one goes back."""
    on_now(page, "Jazz Tonight")
    page.get_by_role("button", name="Jazz Tonight").click()
    slider = page.get_by_role("slider", name="Go back in time")
    expect(slider).to_be_visible(timeout=15_000)
    return slider


class TestTheRewindLine:
    def test_goes_by_keys_to_where_a_program_began(self, begun, sit):
        page = watched(sit())
        page.goto("/")
        slider = slider_of(page)
        expect(slider).to_have_attribute("aria-valuetext", re.compile("Jazz.*, live$"))

        slider.focus()
        page.keyboard.press("Home")
        page.keyboard.press("PageUp")

        began = begun - BEGAN[1]
        expect(slider).to_have_attribute(
            "aria-valuetext",
            re.compile(
                rf"^{clock(began, page)}, {TITLES[1]}, \d+ minutes behind live$"
            ),
        )
        top_ms = began.timestamp() * 1_000
        until(page, f"{IS_HEARD} && Math.abs({PLAYER}.position - {top_ms}) < 5000")
        on_now(page, TITLES[1])
        page.keyboard.press("End")
        on_now(page, "Jazz Tonight")
        assert barriers(page) == []
        assert page.troubles == []

    def test_names_the_program_below_the_pointer(self, begun, sit):
        page = watched(sit())
        page.goto("/")
        box = slider_of(page).bounding_box()

        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

        said = page.locator(".rewind__said")
        expect(said).to_contain_text(TITLES[1])
        expect(page.locator(".rewind__programs span")).to_have_count(4)
        page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
        expect(said).to_contain_text(TITLES[0])

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_is_moved_by_a_finger_on_a_phone(self, begun, sit, scheme):
        phone = {"width": 360, "height": 740}
        page = watched(sit(viewport=phone, has_touch=True, color_scheme=scheme))
        page.goto("/")
        box = slider_of(page).bounding_box()
        assert box["height"] >= 44 and box["x"] >= 0
        assert barriers(page) == []

        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

        middle = begun - 30 * MINUTE
        until(
            page,
            f"{IS_HEARD} && Math.abs({PLAYER}.position"
            f" - {middle.timestamp() * 1_000}) < 120000",
        )
        on_now(page, TITLES[1])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.troubles == []

    def test_says_whose_time_it_is_to_somebody_far_away(self, begun, sit):
        page = watched(sit(timezone_id="Asia/Tokyo"))
        page.goto("/")
        slider_of(page)

        expect(page.locator(".live__zone")).to_have_text(
            "Times are by your own clock; the station’s is on Central Time."
        )
        expect(page.locator(".live__next time")).to_contain_text("GMT+9")
        assert barriers(page) == []


def clock(moment: datetime, page: Page) -> str:
    """Write a time as the browser's own clock shows it."""
    told = "at => new Intl.DateTimeFormat([], {timeStyle: 'short'}).format(at)"
    return page.evaluate(told, moment.timestamp() * 1_000)
