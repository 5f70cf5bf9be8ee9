"""A person at a browser: Debian's Chromium, and axe-core looking at what she sees."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Sit = Callable[..., Page]


@pytest.fixture
def sit(live_server, monkeypatch) -> Iterator[Sit]:
    """Return a way to sit somebody down at a browser of their own."""
    # Playwright keeps a loop in this thread, for which Django would refuse its queries.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def sit_down(**options) -> Page:
            context = browser.new_context(
                **{"base_url": live_server.url, "viewport": DESKTOP, **options}
            )
            page = context.new_page()
            page.set_default_timeout(15_000)
            return page

        yield sit_down
        browser.close()


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
