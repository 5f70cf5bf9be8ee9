"""
A program director's edit: how soon its preview is there, and how soon listeners see it.

The demo station's service is planned with a realistic grid of 200 slots. At the desk
three kinds of edits are tried (a special for one day, another time from a date on, one
airing cancelled): the time is that of the whole page with the difference in words. Then
what is on the air is given another title, by a process that is not the web server,
while every page and every answer of the API that tells of it is asked until each has
shown the new title eight times in a row; before, granian's two workers keep all of them.

    bin/bench edit_preview [--previews 10] [--saves 10] [--data DIR]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.measuring import ROOT, Bars, heading, median, write_result
from bench.publish_visible import IN_A_ROW, shown_since
from bench.story_page import callsign, fetch, fill_demo, station_environ

PREVIEW_BAR_MS, VISIBLE_BAR_MS = 300, 1_000
KINDS = ("special", "move", "cancel")
# Where a title that is on the air stands, of those addresses that this version has.
ADDRESSES = {
    "/api/now": "/api/now",
    "/api/now, one service": "/api/now?service=kdemo",
    "day page": "/schedule/kdemo/",
    "week page": "/schedule/kdemo/week/",
    "front page": "/",
    "iCalendar": "/schedule/kdemo.ics",
    "widget": "/widget/kdemo/",
    "Composer's now": "/v1/widget/kdemo/now?format=json",
    "Composer's day": "/v1/widget/kdemo/day?format=json",
}


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench edit_preview")
    parser.add_argument("--previews", type=int, default=10, help="of each kind")
    parser.add_argument("--saves", type=int, default=10)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    chosen = parser.parse_args()
    head = heading("A program director's edit")
    folder = Path(tempfile.mkdtemp(prefix="bench-edit-preview-"))
    try:
        if not (data := chosen.data):
            fill_demo(data := folder / "station")
        with director(data) as tell, callsign(data, cache_mb=32) as server:
            slots = tell("")
            previews = {
                kind: [tell(f"preview {kind}") for _ in range(chosen.previews + 1)][1:]
                for kind in KINDS
            }
            seen = saved_and_seen(tell, server, chosen.saves)
    finally:
        shutil.rmtree(folder)
    write_result("edit-preview", f"{head}\n{report(slots, previews, seen)}")
    bars.end()


@contextmanager
def director(data: Path) -> Iterator:
    """Have a program director at hand; yield a way to tell her what to do."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.director"],
        cwd=ROOT,
        env=station_environ(data, 32),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def tell(line: str) -> object:
        if line:
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        yield tell
    finally:
        process.stdin.close()
        process.wait()


def saved_and_seen(tell, server: str, saves: int) -> dict[str, list[float]]:
    """Save titles; return how long each address took to tell them, in ms."""
    taken: dict[str, list[float]] = {"saving itself": []}
    tell("retitle The first of many")
    paths = {name: path for name, path in ADDRESSES.items() if tells(server + path)}
    with ThreadPoolExecutor(len(paths)) as listeners:
        for number in range(saves):
            title = f"Number {number} of {time.time_ns()}"
            for path in [*paths.values()] * IN_A_ROW:
                fetch(server + path)
            began, ended = tell(f"retitle {title}")
            taken["saving itself"].append((ended - began) * 1_000)
            addresses = [server + path for path in paths.values()]
            shown = listeners.map(shown_since, addresses, [title] * len(addresses))
            for name, shown_at in zip(paths, shown, strict=True):
                taken.setdefault(name, []).append((shown_at - began) * 1_000)
    return taken


def tells(address: str) -> bool:
    """Return whether there is such a page, and it tells what is on the air."""
    try:
        return "The first of many" in fetch(address)
    except urllib.error.HTTPError:
        return False


def report(
    slots: object,
    previews: dict[str, list[list[float]]],
    seen: dict[str, list[float]],
) -> str:
    """Write the medians and the slowest."""
    rows = [
        f"| {kind} | {len(each)} | {median([page for page, _ in each]):.0f} |"
        f" {max(page for page, _ in each):.0f} | {median([bare for _, bare in each]):.0f} |"
        for kind, each in previews.items()
    ]
    slowest = max(page for each in previews.values() for page, _ in each)
    visible = [
        f"| {name} | {median(times):.0f} | {max(times):.0f} |"
        for name, times in seen.items()
    ]
    latest = max(max(times) for times in seen.values())
    bars.most("the slowest preview, ms", slowest, PREVIEW_BAR_MS)
    bars.most("the slowest to be seen, ms", latest, VISIBLE_BAR_MS)
    return "\n".join(
        [
            f"A grid of {slots} slots, eight weeks ahead; other programs were running on"
            " the machine.",
            "",
            "Preview at the desk, the whole page, and of it the engine and the database:",
            "",
            "| edit | times | median ms | slowest ms | trial alone, median ms |",
            "|---|---:|---:|---:|---:|",
            *rows,
            "",
            f"The bar of {PREVIEW_BAR_MS} ms is {verdict(slowest, PREVIEW_BAR_MS)}:"
            f" the slowest took {slowest:.0f}.",
            "",
            "From the beginning of the call that saves until each showed it"
            f" {IN_A_ROW} times in a row:",
            "",
            "| where | median ms | slowest ms |",
            "|---|---:|---:|",
            *visible,
            "",
            f"The bar of {VISIBLE_BAR_MS} ms is {verdict(latest, VISIBLE_BAR_MS)}: the"
            f" slowest took {latest:.0f}.",
            "",
        ]
    )


def verdict(slowest_ms: float, bar_ms: float) -> str:
    return "met" if slowest_ms <= bar_ms else "not met"


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
