"""A person at a browser: Debian's Chromium, and axe-core looking at what she sees."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from demo.fill import fill
from demo.filling.pictures import make_first_sizes
from tests.browser.on_the_air import on_the_air
from tests.browser.real_air import real_air

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}

# What there is to rewind to, in pieces.
HEARD_BEFORE = timedelta(minutes=46) // timedelta(milliseconds=1_984)

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Sit = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for everybody; each person has a profile of her own in it."""
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, for which Django would refuse its queries.
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def sit(live_server, browser) -> Iterator[Sit]:
    """Return a way to sit somebody down at a browser of their own."""
    contexts = []

    def sit_down(**options) -> Page:
        context = browser.new_context(
            **{"base_url": live_server.url, "viewport": DESKTOP, **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield sit_down
    for context in contexts:
        context.close()


class FilledOnce:
    """The demo station, filled at the first call and put back as it was at all others."""

    def __init__(self) -> None:
        self.at = timezone.now()
        self.copy: sqlite3.Connection | None = None

    def put_back(self) -> datetime:
        """Return the moment as of which the station is filled."""
        connection.ensure_connection()
        if self.copy is None:
            fill(at=self.at, password="the river rose at noon")
            make_first_sizes()
            self.copy = sqlite3.connect(":memory:")
            connection.connection.backup(self.copy)
        else:
            self.copy.backup(connection.connection)
            cache.clear()
        return self.at

    def forget(self) -> None:
        if self.copy is not None:
            self.copy.close()


@pytest.fixture(scope="package")
def filled_once() -> Iterator[FilledOnce]:
    once = FilledOnce()
    yield once
    once.forget()


@pytest.fixture
def filled(live_server, filled_once, settings) -> datetime:
    """A station that is filled as of this moment."""
    settings.DEBUG = False
    return filled_once.put_back()


@pytest.fixture(scope="package")
def callsign_air(tmp_path_factory):
    """The real program, playing a tape; its address."""
    with real_air(tmp_path_factory.mktemp("air")) as url:
        yield url


@pytest.fixture(scope="package")
def air_of_an_hour(tmp_path_factory):
    """The real program, with enough of its past to rewind to; its address."""
    with real_air(
        tmp_path_factory.mktemp("air"),
        services={"kdemo": "KDEMO 89.7"},
        rates_kbps=(48,),
        past_segments=HEARD_BEFORE,
    ) as url:
        yield url


@pytest.fixture
def air(filled, settings, callsign_air):
    """A filled station, and what it broadcasts."""
    heard_from(settings, callsign_air)
    return callsign_air


@pytest.fixture
def air_with_a_fault(filled, settings):
    """A filled station, and a double of air that can lose its line."""
    with on_the_air() as server:
        heard_from(settings, server.url)
        yield server


def heard_from(settings, url: str) -> None:
    """Have the station's pages play what is at an address, as their policy then lets them."""
    settings.AIR_URL = url
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": {
            **policy,
            "media-src": [*policy["media-src"], url],
            "connect-src": [*policy["connect-src"], url],
        }
    }


def barriers(page: Page, *within: str) -> list[str]:
    """Return what would keep somebody from using the page, or the parts named."""
    page.wait_for_load_state()
    for part in within:
        page.locator(part).first.wait_for()
    # Through the debugger, not a <script>: the pages' policy lets no other script in.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async ([within, rules]) => {
          const where = within.length ? {include: within.map(part => [part])} : document
          const {violations} = await axe.run(where, {runOnly: rules})
          return violations.map(({id, help, nodes}) => ({
            id, help, where: nodes.map(node => node.target.join(" ") + ": " + node.html),
          }))
        }""",
        [within, RULES],
    )
    return [json.dumps(one, indent=1) for one in found]
