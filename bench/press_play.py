"""
From the click on play to the first sound, in Chromium, on a warm server.

Each time a new browser profile opens the demo station's front page, as `callsign serve`
serves it, and presses play. Sound is what leaves the <audio>: its first sample louder
than -50 dB. The recordings that are played have no second without such a sample.

    bin/bench press_play [--runs 10]
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser

from bench.ear import chromium, heard, listen, sit_down
from bench.measuring import Bars, heading, median, write_result
from bench.station import Station, served

BAR_MS = 1_500
LOUD = 10 ** (-50 / 20)
PATIENCE_MS = 10_000
PLAYER = "document.querySelector('live-player')"

# The moment of the click itself, before anything of the page's has seen it.
NOTE_THE_CLICK = """() => {
  addEventListener("click", () => (window.clickedMs = Date.now()), { capture: true, once: true })
}"""


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench press_play")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    options = parser.parse_args()
    head = heading("From pressing play to sound")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(options.data or Path(folder)) as station,
        chromium() as browser,
    ):
        pressed_ms(station, browser)  # the first request of a server is not a warm one
        waits = [pressed_ms(station, browser) for _ in range(options.runs)]
    write_result("press-play", f"{head}\n{report(waits)}")
    bars.end()


def pressed_ms(station: Station, browser: Browser) -> float:
    """Return how long somebody new waited for the first sound."""
    page = sit_down(browser)
    page.goto(station.web)
    listen(page, f"{PLAYER}.audio")
    page.evaluate(NOTE_THE_CLICK)
    page.get_by_role("button", name="Play KDEMO 89.7 live").click()
    page.wait_for_function(
        f"() => {PLAYER}.audio.currentTime > 0.5", timeout=PATIENCE_MS
    )
    page.wait_for_timeout(500)
    sound = heard(page)
    clicked_ms = page.evaluate("clickedMs")
    page.context.close()
    first = int(np.flatnonzero(np.abs(sound.sound) > LOUD)[0])
    return float(sound.moment_ms(first) - clicked_ms)


def report(waits: list[float]) -> str:
    bars.most("the worst wait, ms", max(waits), BAR_MS)
    every = ", ".join(f"{one:.0f}" for one in waits)
    return f"""\
| runs | median | worst | bar |
|---:|---:|---:|---:|
| {len(waits)} | {median(waits):.0f} ms | {max(waits):.0f} ms | ≤ {BAR_MS} ms |

All, in ms: {every}
"""


if __name__ == "__main__":
    main()
