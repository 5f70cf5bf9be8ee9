"""
When "now" changes on the page, against the boundary in the listener's own sound.

A studio sends beeps that tell the second in which they were captured to the demo
station's real air. The schedule changes its program at whole seconds, so that a beep is
the boundary. Two people listen in Chromium, one live, one from an earlier moment on, by
the list that rewinding has. What each hears is taken at the output of the <audio>; when
the bar's title changes is noted by an observer of the page. The player is not asked for
anything.

    bin/bench flip [--boundaries 10]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.ear import chromium, heard, listen, sit_down
from bench.measuring import ROOT, Bars, heading, median, serve_wsgi, write_result
from bench.station import Station, filled
from bench.time_code import CODES, beeps, studio
from tests.air.running import air, on_air, until

BAR_MS = 250
BEHIND_S = 30
# Before the first boundary: time to be on the air for, to press play and to settle.
PAST_S, SETTLED_S = BEHIND_S + 12, 20
EVERY_S = 12
AFTER_S = 15
PLAYER = "document.querySelector('live-player')"

# The grid is left alone: nobody plans broadcasts here, for no worker runs.
PLAN = """
import sys
from datetime import UTC, datetime, timedelta
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import Service
first_s, every_s, count = {first_s}, {every_s}, {count}
service = Service.objects.get(slug="kdemo")
Broadcast.objects.on(service).delete()
starts = [first_s - 3600, *(first_s + number * every_s for number in range(count)), first_s + 3600]
moments = [datetime.fromtimestamp(one, UTC) for one in starts]
Broadcast.objects.bulk_create(
    Broadcast(service=service, program=Program.objects.first(), title="Program %d" % number,
              starts_at=starts_at, ends_at=ends_at)
    for number, (starts_at, ends_at) in enumerate(zip(moments, moments[1:]))
)
"""

# Each title of the bar, and when it stood there, in UTC ms.
WATCH = """() => {
  const title = document.querySelector(".live__title")
  window.shown = []
  const note = () => shown.push([title.textContent, performance.timeOrigin + performance.now()])
  new MutationObserver(note).observe(title, {childList: true, characterData: true, subtree: true})
}"""


@dataclass(frozen=True, slots=True)
class Listened:
    """How long after each boundary's own sound the page changed, in ms; before it if negative."""

    off_ms: tuple[float, ...]

    @property
    def worst_ms(self) -> float:
        return max(map(abs, self.off_ms))


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench flip")
    parser.add_argument("--boundaries", type=int, default=10)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    options = parser.parse_args()
    head = heading("The flip of now, in the listener's own sound")
    with (
        tempfile.TemporaryDirectory() as name,
        without_worker(options.data or Path(name)) as (station, environment),
        studio(station.mount),
        chromium() as browser,
    ):
        until(lambda: station.on_air == "studio")
        # The code of a beep is the second within half a minute.
        first_s = int(time.time()) + PAST_S + SETTLED_S
        plan(environment, first_s, options.boundaries)
        time.sleep(PAST_S)
        boundaries = [
            first_s + number * EVERY_S for number in range(options.boundaries)
        ]
        found = listened(station, browser, boundaries)
    write_result("flip", f"{head}\n{report(found)}")
    bars.end()


@contextmanager
def without_worker(folder: Path) -> Iterator[tuple[Station, dict[str, str]]]:
    """Serve the demo station's pages and its air."""
    environment = filled(folder)
    web, air_url = environment["CALLSIGN_BASE_URL"], environment["CALLSIGN_AIR_URL"]
    server = serve_wsgi(
        "callsign.config.wsgi:application",
        folder=ROOT,
        port=int(web.rpartition(":")[2]),
        environ=environment,
    )
    with server as pages, air(folder / "air") as process:
        until(lambda: on_air(folder / "air") is not None)
        log = folder / "serve.log"
        yield Station(pages.address, air_url, folder, log, process.pid), environment


def plan(environment: dict[str, str], first_s: int, count: int) -> None:
    code = PLAN.format(first_s=first_s, every_s=EVERY_S, count=count)
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip


def listened(
    station: Station, browser: Browser, boundaries: list[int]
) -> dict[str, Listened]:
    """Hear all boundaries live and later; return how far off each flip was."""
    pages = {
        "live": put_on(station, browser),
        "rewound": put_on(station, browser, BEHIND_S),
    }
    waits_s = boundaries[-1] + BEHIND_S + AFTER_S - time.time()
    next(iter(pages.values())).wait_for_timeout(waits_s * 1_000)
    found = {name: compared(page, boundaries) for name, page in pages.items()}
    for page in pages.values():
        page.context.close()
    return found


def put_on(station: Station, browser: Browser, behind_s: int = 0) -> Page:
    page = sit_down(browser)
    page.goto(station.web)
    listen(page, f"{PLAYER}.audio")
    page.evaluate(WATCH)
    if behind_s:
        at = f"new Date(Date.now() - {behind_s * 1_000})"
        page.evaluate(f"{PLAYER}.playFrom('kdemo', {at})")
    else:
        page.get_by_role("button", name="Play KDEMO 89.7 live").click()
    page.wait_for_function(f"() => {PLAYER}.audio.currentTime > 0.5")
    return page


def compared(page: Page, boundaries: list[int]) -> Listened:
    """Return how long after its beep each program was shown."""
    sound = heard(page)
    shown = dict(page.evaluate("shown"))
    moments = [(sound.moment_ms(at), code) for at, code in beeps(sound.sound)]
    return Listened(
        tuple(
            shown[f"Program {number}"] - beep_ms(moments, boundary, shown, number)
            for number, boundary in enumerate(boundaries, start=1)
        )
    )


def beep_ms(
    moments: list[tuple[float, int]],
    boundary: int,
    shown: dict[str, float],
    number: int,
) -> float:
    """Return when a boundary's beep was heard: of those that sound like it, the nearest."""
    alike = [heard_ms for heard_ms, code in moments if code == boundary % CODES]
    return min(alike, key=lambda heard_ms: abs(shown[f"Program {number}"] - heard_ms))


def report(found: dict[str, Listened]) -> str:
    rows = "\n".join(
        f"| {name} | {len(one.off_ms)} | {median(list(map(abs, one.off_ms))):.0f} ms |"
        f" {one.worst_ms:.0f} ms | ≤ {BAR_MS} ms |"
        for name, one in found.items()
    )
    every = "\n".join(
        f"- {name}: {', '.join(f'{off:+.0f}' for off in one.off_ms)}"
        for name, one in found.items()
    )
    worst = max(one.worst_ms for one in found.values())
    bars.most("the worst flip, ms", worst, BAR_MS)
    verdict = "met" if worst <= BAR_MS else "not met"
    return f"""\
How far the change of the bar's title is from the boundary's own beep; other programs were
running on the machine. "Rewound" is {BEHIND_S} s behind.

| listener | boundaries | median | worst | bar |
|---|---:|---:|---:|---:|
{rows}

All in ms, later is positive:

{every}

The bar of {BAR_MS} ms is {verdict}.
"""


if __name__ == "__main__":
    main()
