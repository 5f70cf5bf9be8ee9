"""
The report on transcripts: how soon it is there, of an archive of many recordings.

Each archive is a station of its own, with SQLite: a story for each recording, a third of
them with a transcript, a tenth with a promise, in 40 programs and twenty years. What is
timed is the whole answer, from the request to the last byte of the page.

    bin/bench accessibility_report [--rows 20000 100000]
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measuring import ROOT, Bars, heading, median, write_result
from bench.story_page import station_environ

BAR_MS = 1_000
BARRED = 20_000
NOT_PAGES = ("for printing", "all as CSV")

bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench accessibility_report")
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000])
    head = heading("The report on transcripts")
    tables = [table(rows, asked_of(rows)) for rows in parser.parse_args().rows]
    write_result("accessibility-report", "\n".join([head, *tables]))
    bars.end()


def asked_of(rows: int) -> dict[str, list[float]]:
    """Return how long each question took, of an archive of so many recordings."""
    with tempfile.TemporaryDirectory(prefix="bench-archive-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.archive", str(rows)],
            cwd=ROOT, env=station_environ(Path(folder), 0), check=True, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
    answers: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return answers


def table(rows: int, answers: dict[str, list[float]]) -> str:
    lines = [
        f"## {rows:,} recordings\n",
        "| asked for | median ms | slowest ms |",
        "| --- | --: | --: |",
    ]
    for name, taken in answers.items():
        lines.append(f"| {name} | {median(taken):,.0f} | {max(taken):,.0f} |")
        if rows <= BARRED and name not in NOT_PAGES:
            p95 = statistics.quantiles(taken, n=20)[-1]
            bars.most(f"{name} of {rows:,}, p95 ms", p95, BAR_MS)
    if rows <= BARRED:
        lines.append(f"\nTo reach: {BAR_MS:,} ms for a page.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
