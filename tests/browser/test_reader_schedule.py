"""Readers of the schedule: June, who missed the beginning; Luis, on a phone far away."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from callsign.newsroom.programs.models import Episode, Program, Segment
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import Service
from demo.filling.episodes import publish_editions
from tests.browser.conftest import CHROMIUM, barriers, heard_from
from tests.browser.test_listener import until, watched
from tests.browser.test_radio_plays_on import IS_HEARD, PLAYER

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

CHICAGO = ZoneInfo("America/Chicago")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
PHONE = {"width": 360, "height": 780}
STORY_PLAYS = "!document.querySelector('main audio').paused"
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def began(filled) -> datetime:
    """When the show began that is on the air now, of a station with a yesterday."""
    now = datetime.now(UTC).replace(microsecond=0)
    service = Service.objects.get(slug="kdemo")
    programs = {one.slug: one for one in Program.objects.all()}
    publish_editions(CHICAGO)
    edition = Episode.objects.child_of(programs["local-desk"]).get(
        slug="kessler-bridge"
    )
    began = now - 20 * MINUTE
    Broadcast.objects.on(service).between(began - 2 * 24 * HOUR, now + HOUR).delete()
    yesterday = noon_before(now)
    air(service, programs["local-desk"], yesterday, HOUR, episode=edition)
    air(service, programs["local-desk"], began, 80 * MINUTE, title="Flood Watch")
    return began


def noon_before(now: datetime) -> datetime:
    """Return noon of the day before, by the station's clock."""
    today = now.astimezone(CHICAGO)
    noon = today.replace(hour=12, minute=0, second=0) - timedelta(days=1)
    return noon.astimezone(UTC)


def air(service, program, starts_at, lasts, **fields):
    Broadcast.objects.create(
        service=service,
        program=program,
        starts_at=starts_at,
        ends_at=starts_at + lasts,
        **fields,
    )


def day_path(day: date) -> str:
    return f"/schedule/kdemo/{day}/"


def item(page: Page, title: str):
    """Return a broadcast in the list of a day."""
    return page.locator(".airing").filter(has_text=title)


class TestJuneBell:
    def test_hears_what_is_on_from_its_beginning(
        self, began, air_of_an_hour, settings, sit
    ):
        heard_from(settings, air_of_an_hour)
        page = watched(sit())
        page.goto("/")
        page.get_by_role("link", name="Schedule").first.click()
        expect(item(page, "On now")).to_contain_text("Flood Watch")
        expect(item(page, "On now").locator("time-left")).to_have_text("1 h left")
        assert barriers(page) == []

        page.get_by_role("link", name="From the top of Flood Watch").click()

        top_ms = began.timestamp() * 1_000
        until(page, f"{IS_HEARD} && Math.abs({PLAYER}.position - {top_ms}) < 5000")
        assert page.evaluate("navigator.mediaSession.metadata.title") == "Flood Watch"
        assert page.url.endswith("/schedule/")
        assert barriers(page) == []
        assert page.troubles == []

    def test_listens_again_to_a_show_of_yesterday(self, began, sit):
        page = watched(sit())
        page.goto("/schedule/")
        yesterday = noon_before(began).astimezone(CHICAGO).date()

        page.locator("nav.pages a[rel=prev]").click()

        expect(page).to_have_url(day_path(yesterday))
        assert barriers(page) == []
        page.get_by_role("link", name="Listen again to Local Desk").click()
        expect(page.locator("h1")).to_contain_text("Kessler")
        expect(page.get_by_text("On the air", exact=True).first).to_be_visible()
        page.locator("main").get_by_role("button", name="Play").first.click()
        until(page, STORY_PLAYS)
        assert barriers(page) == []
        assert page.troubles == []

    def test_goes_from_a_program_to_the_second_of_a_segment(self, began, sit):
        edition = Episode.objects.get(slug="kessler-bridge")
        for place, title in enumerate(["The gauge at noon", "What was loose"]):
            Segment.objects.create(
                episode=edition,
                label="AB"[place],
                title=title,
                start_ms=place * 41_000,
                sort_order=place,
            )
        page = watched(sit())
        page.goto("/programs/local-desk/")
        expect(page.locator(".air-times")).to_contain_text("On now")
        assert barriers(page) == []

        page.locator(".episodes").get_by_role("link").first.click()
        expect(page.get_by_role("heading", name="Rundown")).to_be_visible()
        assert barriers(page) == []
        page.get_by_role("link", name="Hear it at 0:41").click()

        until(
            page,
            f"{STORY_PLAYS} && document.querySelector('main audio').currentTime >= 41",
        )
        assert page.troubles == []

    @pytest.mark.parametrize("path", ["/", "/programs/local-desk/"])
    def test_sees_on_a_page_that_something_else_is_on(self, began, sit, path):
        live = Broadcast.objects.get(title="Flood Watch")
        live.ends_at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=12)
        live.save()
        air(live.service, live.program, live.ends_at, HOUR, title="River Hours")
        page = watched(sit())
        page.goto(path)
        block = page.locator("now-next[data-service=kdemo]")
        title = block.locator("[data-now] [data-part=title]")
        expect(title).to_have_text("Flood Watch")
        expect(block.locator("[data-now] [data-part=left]")).to_contain_text("left")
        assert barriers(page) == []

        expect(title).to_have_text("River Hours", timeout=20_000)

        coming = 1 if path == "/" else 2
        expect(block.locator("[data-coming] li")).to_have_count(coming)
        assert page.troubles == []


class TestLuisPrieto:
    """He reads on a phone, in Lisbon."""

    @pytest.fixture
    def phone(self, began, sit) -> Page:
        return watched(sit(viewport=PHONE, has_touch=True, timezone_id="Europe/Lisbon"))

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_reads_the_week_on_a_phone(self, phone, scheme):
        phone.emulate_media(color_scheme=scheme)
        phone.goto("/schedule/kdemo/")
        phone.get_by_role("link", name="Whole week").click()
        expect(phone.get_by_text("This week")).to_be_visible()

        expect(phone.locator("table.week")).to_be_hidden()
        expect(phone.locator(".week-list__day")).to_have_count(7)
        expect(phone.locator(".week-list__airing--now")).to_contain_text("Flood Watch")
        assert phone.evaluate(FITS)
        assert barriers(phone) == []
        phone.get_by_role("link", name="The week after").click()
        expect(phone.get_by_text("This week")).to_have_count(0)
        assert barriers(phone) == []
        assert phone.troubles == []

    def test_switches_to_the_other_service_and_stays_on_the_day(self, phone, began):
        tomorrow = (began + timedelta(days=1)).astimezone(CHICAGO).date()
        phone.goto(day_path(tomorrow))
        heading = phone.locator("h1").inner_text()

        services = phone.get_by_role("navigation", name="Services")
        services.get_by_role("link", name="Jazz").click()

        expect(phone).to_have_url(f"/schedule/jazz/{tomorrow}/")
        expect(phone.locator("h1")).to_have_text(heading)
        expect(services.locator("[aria-current]")).to_contain_text("Jazz")
        assert phone.evaluate(FITS)
        assert barriers(phone) == []
        assert phone.troubles == []

    def test_is_told_whose_time_it_is(self, phone):
        phone.goto("/")

        letters = phone.locator("main zone-letters").first
        expect(letters).to_have_text(re.compile(r" C[SD]T"))
        expect(phone.locator("header zone-letters").first).to_have_text(
            re.compile(r" C[SD]T")
        )
        assert phone.evaluate(FITS)
        assert barriers(phone) == []

    def test_asks_for_the_times_of_his_own_zone(self, phone, began):
        phone.goto("/schedule/")
        expect(phone.get_by_text("Times are Chicago time")).to_be_visible()
        first = item(phone, "Flood Watch").locator("time").first
        written = first.inner_text()

        phone.get_by_role("button", name="Show times in Lisbon").click()

        expect(phone.get_by_role("status").filter(has_text="Lisbon")).to_have_text(
            "Times are Lisbon time, as on your own clock."
        )
        there = began.astimezone(ZoneInfo("Europe/Lisbon"))
        expect(first).to_contain_text(f"{there.hour % 12 or 12}:{there:%M}")
        assert phone.evaluate(FITS)
        assert barriers(phone) == []
        phone.get_by_role("button", name="Show the station’s times").click()
        expect(first).to_have_text(written)
        assert phone.troubles == []
