"""
The editor's modules that draw nothing, by themselves: tests/browser/editor/*.test.js.

They run where they are used, in a browser, without a server: what they import is answered
with the files.
"""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "editor"
ROOT = Path(__file__).parents[2]
EDITOR = ROOT / "callsign/newsroom/stories/static/stories/editor"
# A secure origin, as the desk has one: without it there are no locks.
ORIGIN = "https://editor.example"
NAMES = re.compile(r'^test\("([^"]+)"', re.MULTILINE)

pytestmark = pytest.mark.browser


def cases():
    for path in sorted(TESTS.glob("*.test.js")):
        for name in NAMES.findall(path.read_text(encoding="utf-8")):
            yield pytest.param(path.name, name, id=f"{path.stem}-{name}")


def answer(route):
    """Answer with a module, one of the tests, or an empty page."""
    folder, _, name = route.request.url.removeprefix(f"{ORIGIN}/").partition("/")
    if not name:
        route.fulfill(body="<!doctype html>", content_type="text/html")
    else:
        path = {"editor": EDITOR, "tests": TESTS}[folder] / name
        route.fulfill(body=path.read_bytes(), content_type="text/javascript")


@pytest.fixture(scope="module")
def page(browser):
    """An empty page that can import the modules and their tests."""
    context = browser.new_context()
    context.route(f"{ORIGIN}/**", answer)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()


@pytest.mark.parametrize(("file", "name"), list(cases()))
def test_editor_modules(page, file, name):
    page.evaluate(
        """async ([file, name]) => {
          await import(`/tests/${file}`)
          const { run } = await import("/tests/harness.js")
          localStorage.clear()
          await run(name)
        }""",
        [file, name],
    )
