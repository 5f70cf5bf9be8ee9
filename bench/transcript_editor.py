"""
The transcript editor with an hour's interview: 10,000 words, 60 minutes of sound.

Open is from the click on a link until the words can be typed into and are painted. Keys
go through the browser as a keyboard's do, 200 of them at twenty places of the hour; what
the Event Timing API says is from the key until its letter is on the screen, to 8 ms, and
what it does not list took less than 16. A save is from Ctrl+S until the page says that
one changed word is a version. Memory is the renderer's proportional share (PSS).

    bin/bench transcript_editor [--opens 5] [--keys 200] [--saves 10] [--data DIR]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.ear import chromium
from bench.measuring import ROOT, Bars, heading, median, write_result
from bench.story_page import callsign, fill_demo, station_environ

OPEN_MS, KEY_MS, SAVE_MS, PSS_MB = 1_500, 50, 300, 300
LEAST_LISTED_MS = 16
PLACES = 20
DESK = {"width": 1366, "height": 768}

# Notes when the editor has been painted, every key that took long, and each save.
WATCH = """
const seen = window.seen = { openMs: 0, keys: [], savedMs: 0 }
const painted = () => document.querySelector("transcript-editor[data-ready]")
  ? requestAnimationFrame(() => setTimeout(() => (seen.openMs = performance.now())))
  : requestAnimationFrame(painted)
painted()
new PerformanceObserver(list => {
  for (const { name, duration } of list.getEntries())
    if (name === "keydown") seen.keys.push(duration)
}).observe({ type: "event", durationThreshold: 16 })
addEventListener("keydown", event => {
  if (!event.ctrlKey || event.key !== "s") return
  const from = performance.now()
  seen.savedMs = 0
  const state = document.querySelector("[data-part=state]")
  new MutationObserver((_, observer) => {
    if (state.dataset.state !== "saved") return
    seen.savedMs = performance.now() - from
    observer.disconnect()
  }).observe(state, { attributes: true, childList: true })
}, { capture: true })
"""

bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench transcript_editor")
    parser.add_argument("--opens", type=int, default=5)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--saves", type=int, default=10)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    chosen = parser.parse_args()
    head = heading("The transcript editor, an hour's interview")
    folder = Path(tempfile.mkdtemp(prefix="bench-transcript-editor-"))
    try:
        if not (data := chosen.data):
            fill_demo(data := folder / "station")
        path = hour_interview(data)
        with callsign(data, cache_mb=32) as server, chromium() as browser:
            password = (data / "password").read_text(encoding="utf-8").strip()
            page = come_in(browser, server, password)
            opens = []
            for _ in range(chosen.opens + 1):
                # A tab of its own each time: none keeps the pages before it.
                page = in_another_tab(page)
                opens.append(opened_ms(page, server + path))
            keys = typed_ms(page, chosen.keys)
            saves = [saved_ms(page, number) for number in range(chosen.saves)]
            asked = asked_ms(page)
            memory = pss_mb(browser)
    finally:
        shutil.rmtree(folder)
    write_result(
        "transcript-editor", f"{head}\n{report(opens, keys, saves, asked, memory)}"
    )
    bars.end()


def hour_interview(data: Path) -> str:
    """Bring the interview into the station; return where it is edited."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.hour_interview"],
        cwd=ROOT, env=station_environ(data, 0), check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    return str(json.loads(said.splitlines()[-1]))


def come_in(browser: Browser, server: str, password: str) -> Page:
    page = browser.new_context(viewport=DESK).new_page()
    page.goto(f"{server}/desk/login/")
    page.fill("[name=username]", "mina")
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url("**/desk/")
    page.context.add_init_script(WATCH)
    return page


def in_another_tab(page: Page) -> Page:
    other = page.context.new_page()
    page.close()
    return other


def opened_ms(page: Page, address: str) -> float:
    page.goto(address)
    page.wait_for_function("() => seen.openMs")
    return float(page.evaluate("seen.openMs"))


def typed_ms(page: Page, count: int) -> list[float]:
    """Type at places all over the hour; return how long each letter took to appear."""
    turns = page.locator(".editor-turn__text")
    texts = turns.count()
    for place in range(PLACES):
        turns.nth(place * texts // PLACES).focus()
        page.keyboard.press("End")
        # As fast as a quick typist: 100 ms from key to key.
        page.keyboard.type("levee rain "[: count // PLACES], delay=100)
    page.wait_for_timeout(500)
    listed = [float(one) for one in page.evaluate("seen.keys")]
    return sorted([*listed, *[LEAST_LISTED_MS] * (count - len(listed))])


def saved_ms(page: Page, number: int) -> float:
    """Change one word and save it."""
    page.locator(".editor-turn__text").nth(10 * number + 3).focus()
    page.keyboard.type("And ")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => seen.savedMs", timeout=30_000)
    took = float(page.evaluate("seen.savedMs"))
    page.wait_for_timeout(300)
    return took


def asked_ms(page: Page) -> list[float]:
    """Return how long the server and the line between took of each save."""
    return list(
        page.evaluate(
            """() => performance.getEntriesByType("resource")
              .filter(({ name }) => name.endsWith("/save/"))
              .map(({ duration }) => duration)"""
        )
    )


def pss_mb(browser: Browser) -> float:
    """Return the memory of the heaviest renderer, shared pages by their share."""
    return max(map(pss_of, renderers(browser)))


def renderers(browser: Browser) -> Iterator[int]:
    session = browser.new_browser_cdp_session()
    for one in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        if one["type"] == "renderer":
            yield one["id"]


def pss_of(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1_024


def report(
    opens: list[float],
    keys: list[float],
    saves: list[float],
    asked: list[float],
    memory: float,
) -> str:
    first, *opens = opens
    p95 = keys[int(len(keys) * 0.95) - 1]
    bars.most("open, worst, ms", max(opens), OPEN_MS)
    bars.most("key to glyph, p95, ms", p95, KEY_MS)
    bars.most("save of one change, worst, ms", max(saves), SAVE_MS)
    bars.most("renderer's memory, MB", memory, PSS_MB)
    return f"""\
Chromium {DESK["width"]} x {DESK["height"]}, server and browser on the same machine; granian with two workers.
Load average of the machine when it was done: {os.getloadavg()[0]:.1f}.

| | median | p95 | worst | bar |
| --- | ---: | ---: | ---: | ---: |
| open, {len(opens)} times | {median(opens):.0f} ms | | {max(opens):.0f} ms | ≤ {OPEN_MS} ms |
| key to glyph, {len(keys)} keys at {PLACES} places | {median(keys):.0f} ms | {p95:.0f} ms | {max(keys):.0f} ms | p95 ≤ {KEY_MS} ms |
| save of one change, {len(saves)} times | {median(saves):.0f} ms | | {max(saves):.0f} ms | ≤ {SAVE_MS} ms |
| of it the server | {median(asked):.0f} ms | | {max(asked):.0f} ms | |
| renderer's memory (PSS), after all that | {memory:.0f} MB | | | ≤ {PSS_MB} MB |

The first time a browser opens it, with nothing kept: {first:.0f} ms. All saves, in ms: {", ".join(f"{one:.0f}" for one in saves)}
"""


if __name__ == "__main__":
    main()
