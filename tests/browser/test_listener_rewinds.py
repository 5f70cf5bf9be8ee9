"""A listener rewinds: what is on is what she hears, and it flips when she hears it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import Service
from tests.browser.conftest import CHROMIUM, barriers, heard_from
from tests.browser.real_air import real_air
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
PAST = 46 * MINUTE
SEGMENTS = round(PAST / timedelta(milliseconds=1_984))
TITLES = ["Early Bird", "Morning Briefing", "The Long Conversation", "Jazz Tonight"]
LATER = ["River Hours", "Night Owl"]
# When each of the titles began, before the moment of the test; the rest is to come.
BEGAN = [60 * MINUTE, 38 * MINUTE, 21 * MINUTE, timedelta(0)]


@pytest.fixture(scope="module")
def air_of_an_hour(tmp_path_factory):
    """The real program, with enough of its past to rewind to; its address."""
    folder = tmp_path_factory.mktemp("air")
    only = {"kdemo": "KDEMO 89.7"}
    with real_air(
        folder, services=only, rates_kbps=(48,), past_segments=SEGMENTS
    ) as url:
        yield url


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
