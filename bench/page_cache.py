"""
The page cache beside no cache, and beside a server that does nothing at all.

The front page and a story of the demo station, by granian with two workers, in rounds;
the trivial application answers with a body of the front page's size. Ratios are of the
medians in one run, because the machine's own speed changes from day to day.

    bin/bench page_cache [--rounds 3] [--seconds 6] [--data DIR]
"""

import argparse
import os
import re
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.measuring import (
    ROOT,
    Bars,
    Load,
    free_port,
    heading,
    median,
    serve_wsgi,
    write_result,
    wrk,
)
from bench.story_page import callsign, fetch, fill_demo

BAR_PER_SECOND = 5_000
TRIVIAL = "a WSGI application that does nothing"
TRIVIAL_APPLICATION = """
BODY = b"x" * {size_bytes}
HEADERS = [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))]

def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
"""


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench page_cache")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-page-cache-"))
    try:
        with ExitStack() as stack:
            data = chosen.data or filled(folder / "station")
            addresses = start_everything(stack, folder, data)
            loads = measure(addresses, rounds=chosen.rounds, seconds=chosen.seconds)
    finally:
        shutil.rmtree(folder)
    write_result("page-cache", report(loads))
    bars.end()


def filled(data: Path) -> Path:
    """Make the demo station in a folder."""
    fill_demo(data)
    return data


def start_everything(stack: ExitStack, folder: Path, data: Path) -> dict[str, str]:
    """Start all servers; return the addresses that are measured."""
    addresses = {}
    for name, cache_mb in (("kept", 32), ("drawn anew", 0)):
        server = stack.enter_context(callsign(data, cache_mb=cache_mb))
        addresses[f"front page, {name}"] = f"{server}/"
        addresses[f"story, {name}"] = server + lead_path(fetch(f"{server}/"))
    size_bytes = len(fetch(addresses["front page, kept"]).encode())
    source = TRIVIAL_APPLICATION.format(size_bytes=size_bytes)
    (folder / "trivial.py").write_text(source)
    trivial = serve_wsgi(
        "trivial:application", folder=folder, port=free_port(), environ={**os.environ}
    )
    addresses[TRIVIAL] = stack.enter_context(trivial).address + "/"
    return addresses


def lead_path(page: str) -> str:
    """Return the path of the first story on the front page."""
    found = re.search(r'href="(/stories/[^/"]+/[^/"]+/)"', page)
    if found is None:
        raise ValueError("the front page leads to no story")
    return found[1]


def measure(
    addresses: dict[str, str], *, rounds: int, seconds: int
) -> dict[str, list[Load]]:
    """Ask each in turn, round by round, so that a slow minute hits them all."""
    for address in addresses.values():
        wrk(address, seconds=2)
    loads: dict[str, list[Load]] = {name: [] for name in addresses}
    for number in range(1, rounds + 1):
        for name, address in addresses.items():
            loads[name].append(wrk(address, seconds=seconds))
            print(f"round {number}: {name}: {loads[name][-1].per_second:.0f}/s")
    return loads


def report(loads: dict[str, list[Load]]) -> str:
    """Write the medians, and what each is of its peers."""
    middle = {
        name: median([load.per_second for load in found])
        for name, found in loads.items()
    }
    lines = [
        heading("The page cache"),
        f"- load: wrk -t1 -c16, granian with 2 workers, {len(loads[TRIVIAL])} rounds;"
        " other programs were running on the machine",
        "",
        "| what | pages a second | median ms | slowest 1 % ms | failed |",
        "| --- | --: | --: | --: | --: |",
    ]
    for name, found in loads.items():
        p50 = median([load.p50_ms for load in found])
        p99 = median([load.p99_ms for load in found])
        failed = sum(load.failed for load in found)
        lines.append(
            f"| {name} | {middle[name]:,.0f} | {p50:.2f} | {p99:.2f} | {failed} |"
        )
    lines.append("")
    for page in ("front page", "story"):
        kept, anew = middle[f"{page}, kept"], middle[f"{page}, drawn anew"]
        bars.least(f"{page}: answers a second", kept, BAR_PER_SECOND)
        verdict = "met" if kept >= BAR_PER_SECOND else "not met"
        lines.append(
            f"- {page}: {kept / anew:.0f} times what is drawn anew,"
            f" {kept / middle[TRIVIAL]:.2f} of the application that does nothing;"
            f" the bar of {BAR_PER_SECOND:,}/s is {verdict}."
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
