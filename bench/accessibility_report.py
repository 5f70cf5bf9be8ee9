"""
The report on transcripts: how soon it is there, of an archive of many recordings.

Each archive is a station of its own, with SQLite: a story for each recording, a third of
them with a transcript, a tenth with a promise, in 40 programs and twenty years. What is
timed is the whole answer, from the request to the last byte of the page: by the clock on
the wall, and by the processor's, which other work on the machine does not hold up.

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


Taken = list[tuple[float, float]]


def asked_of(rows: int) -> dict[str, Taken]:
    """Return how long each question took, of an archive of so many recordings."""
    with tempfile.TemporaryDirectory(prefix="bench-archive-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.archive", str(rows)],
            cwd=ROOT, env=station_environ(Path(folder), 0), check=True, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
    answers: dict[str, Taken] = json.loads(done.stdout.splitlines()[-1])
    return answers


def table(rows: int, answers: dict[str, Taken]) -> str:
    lines = [
        f"## {rows:,} recordings\n",
        "| asked for | median ms | slowest ms | the processor's median ms | its slowest ms |",
        "| --- | --: | --: | --: | --: |",
    ]
    for name, taken in answers.items():
        waited, worked = zip(*taken, strict=True)
        cells = (median(waited), max(waited), median(worked), max(worked))
        lines.append(f"| {name} | {' | '.join(f'{cell:,.0f}' for cell in cells)} |")
        if name in NOT_PAGES:
            continue
        bars.most(f"{name} of {rows:,}, p95 ms of the processor", p95(worked), BAR_MS)
        if rows <= BARRED:
            bars.most(f"{name} of {rows:,}, p95 ms", p95(waited), BAR_MS)
    lines.append(f"\nTo reach: {BAR_MS:,} ms for a page.")
    return "\n".join(lines) + "\n"


def p95(taken: tuple[float, ...]) -> float:
    # Inclusive: the exclusive way reckons beyond the slowest of ten.
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
