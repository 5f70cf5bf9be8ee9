"""
What is on: `/api/now` from its copy, at an even pace, and drawn anew each time.

The demo station by granian with two workers; the load generators run on the same cores.
First as fast as it answers (wrk), in rounds; then 1,000 questions a second, each at its
moment, so that a stall is counted for everyone who had to wait; then the questions that
one answer costs the database.

    bin/bench now_api [--rounds 3] [--seconds 6] [--data DIR]
"""

import argparse
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.measuring import ROOT, Bars, Load, heading, median, write_result, wrk
from bench.paced import Paced, paced
from bench.story_page import callsign, fetch, fill_demo, queries

PATH = "/api/now?service=kdemo"
KEPT, ANEW = "from its copy", "drawn anew (page cache off)"
BAR_PER_SECOND, BAR_P99_MS, BAR_QUERIES = 5_000, 20, 2
PACE = 1_000
PACED_S = 20


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench now_api")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    chosen = parser.parse_args()
    head = heading("What is on: /api/now")
    folder = Path(tempfile.mkdtemp(prefix="bench-now-api-"))
    try:
        data = chosen.data or filled(folder / "station")
        with ExitStack() as stack:
            addresses = {
                name: stack.enter_context(callsign(data, cache_mb=cache_mb)) + PATH
                for name, cache_mb in ((KEPT, 32), (ANEW, 0))
            }
            size = len(fetch(addresses[KEPT]).encode())
            loads = measure(addresses, rounds=chosen.rounds, seconds=chosen.seconds)
            steady = paced(addresses[KEPT], per_second=PACE, seconds=PACED_S)
        asked = queries(data, PATH)
    finally:
        shutil.rmtree(folder)
    write_result("now-api", f"{head}\n{report(loads, steady, asked, size)}")
    bars.end()


def filled(data: Path) -> Path:
    """Make the demo station in a folder."""
    fill_demo(data)
    return data


def measure(
    addresses: dict[str, str], *, rounds: int, seconds: int
) -> dict[str, list[Load]]:
    """Ask each in turn, round by round, so that a slow minute hits both."""
    for address in addresses.values():
        wrk(address, seconds=2)
    loads: dict[str, list[Load]] = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, address in addresses.items():
            loads[name].append(wrk(address, seconds=seconds))
    return loads


def report(
    loads: dict[str, list[Load]], steady: Paced, asked: int, size_bytes: int
) -> str:
    rows = "\n".join(
        f"| {name} | {median([one.per_second for one in each]):,.0f} |"
        f" {median([one.p50_ms for one in each]):.2f} |"
        f" {median([one.p99_ms for one in each]):.1f} |"
        f" {sum(one.failed for one in each)} |"
        for name, each in loads.items()
    )
    fast = median([one.per_second for one in loads[KEPT]])
    p99 = steady.percentile(99)
    bars.most("questions to the database", asked, BAR_QUERIES)
    bars.least("answers a second from its copy", fast, BAR_PER_SECOND)
    bars.most("99 of 100 within, ms", p99, BAR_P99_MS)
    return f"""\
`{PATH}`, {size_bytes:,} bytes; granian with 2 workers, load generator on the same cores;
other programs were running on the machine.

As fast as it answers (`wrk -t1 -c16`, {len(loads[KEPT])} rounds, medians; bar: {BAR_PER_SECOND:,}/s from
its copy):

| answer | a second | median ms | slowest 1 % ms | failed |
|---|---:|---:|---:|---:|
{rows}

At an even {PACE:,} a second for {PACED_S} s, from when each was due (bar: 99 % within {BAR_P99_MS} ms):

| answered a second | median ms | 99 % ms | slowest ms | failed |
|---:|---:|---:|---:|---:|
| {steady.per_second:,.0f} | {steady.percentile(50):.2f} | {p99:.1f} | {max(steady.waits_ms):.1f} | {steady.failed} |

- Questions to the database, drawn anew: {asked} (bar: {BAR_QUERIES}), {verdict(asked <= BAR_QUERIES)}.
- From its copy: {fast:,.0f}/s, {verdict(fast >= BAR_PER_SECOND)}; paced: {p99:.1f} ms, {verdict(p99 <= BAR_P99_MS)}.
"""


def verdict(is_met: bool) -> str:
    return "met" if is_met else "not met"


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
