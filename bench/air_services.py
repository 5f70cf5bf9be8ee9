"""
How many services one air holds in real time on this machine, up to 100.

Each plays the demo's recordings and makes two AAC renditions (128 and 48 kbit/s) and MP3
(128); nobody listens. A number is held when over 20 s every media segment of every
service was there in time and no timeline broke. It is doubled while that is so, and
then halved in between.

    bin/bench air_services [--most 100] [--seconds 20]
"""

import argparse
import json
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.air_server import megabytes, percent_over
from bench.measuring import ROOT, free_port, heading, write_result
from callsign.engines.stream import journal
from callsign.engines.stream.configuration import ServiceConfig
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.segments import SEGMENT_MS
from tests.air.running import air

FIRST = 8
# The answer is the largest number held to so many.
EXACT = 2
SETTLE_S, SETTLE_EACH_S = 6.0, 0.1
# Later than this after its last sound was due, a segment is not there when a player that
# holds three of them back asks for it.
LATE_MS = SEGMENT_MS
DELAY_MS = ServiceConfig("kdemo", "KDEMO 89.7", ()).delay_ms


@dataclass(frozen=True, slots=True)
class Step:
    """How one number of services went."""

    services: int
    percent: float
    megabytes: float
    segments: int
    slowest_ms: int
    late: int
    lacking: int
    broken: int

    @property
    def is_held(self) -> bool:
        return not (self.late or self.lacking or self.broken)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench air_services")
    parser.add_argument("--most", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    head = heading("How many services air holds")
    steps = search(options.most, options.seconds)
    write_result("air-services", f"{head}\n{report(steps)}")


def search(most: int, seconds: float) -> list[Step]:
    """Return every step to the largest number that is held."""
    steps: list[Step] = []
    held, too_many, tried = 0, most + 1, min(FIRST, most)
    while too_many - held > EXACT:
        step = measured(tried, seconds)
        print(f"{tried}: {'held' if step.is_held else 'not held'}", flush=True)
        steps.append(step)
        held, too_many = (
            (tried, too_many) if step.is_held else (held, min(too_many, tried))
        )
        tried = min(2 * held, most) if too_many > most else (held + too_many) // 2
        if held == most:
            break
    return steps


def measured(services: int, seconds: float) -> Step:
    """Run air with so many services; return what came late."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configure(folder, services)
        with air(folder) as process:
            time.sleep(SETTLE_S + SETTLE_EACH_S * services)
            began_ms = time.time() * 1_000
            percent = percent_over(process.pid, seconds)
            ended_ms = time.time() * 1_000
            used = megabytes(process.pid)
            time.sleep(1)  # until the journal is safe
            entries = entries_between(folder / "journal", began_ms, ended_ms)
        return judged(services, percent, used, entries, ended_ms - began_ms)


def configure(folder: Path, services: int) -> None:
    source = {
        "name": "programs",
        "kind": "files",
        "path": str(ROOT / "demo" / "audio"),
        "silence_s": 0,
    }
    config = {
        "version": 1,
        "port": free_port(),
        "services": [
            {"slug": f"kdemo-{number}", "title": "KDEMO 89.7", "sources": [source]}
            for number in range(1, services + 1)
        ],
    }
    (folder / "air.json").write_text(json.dumps(config))


def entries_between(
    folder: Path, began_ms: float, ended_ms: float
) -> list[journal.Entry]:
    lines = b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))
    return [
        one
        for one in journal.read(lines).entries
        if one.kind is Kind.SEGMENT and began_ms <= one.at_ms < ended_ms
    ]


def judged(
    services: int,
    percent: float,
    used: float,
    entries: list[journal.Entry],
    watched_ms: float,
) -> Step:
    waits_ms = [one.at_ms - due_ms(one) for one in entries]
    by_service = Counter(one.service for one in entries)
    expected = int(watched_ms // SEGMENT_MS) - 1
    names = [f"kdemo-{number}" for number in range(1, services + 1)]
    return Step(
        services,
        percent,
        used,
        len(entries),
        max(waits_ms, default=0),
        sum(wait > LATE_MS for wait in waits_ms),
        sum(max(0, expected - by_service[name]) for name in names),
        sum(one.details["is_discontinuity"] is True for one in entries),
    )


def due_ms(entry: journal.Entry) -> int:
    """Return when a segment's last sound left the mixer, had nothing been late."""
    start_ms, duration_ms = entry.details["start_ms"], entry.details["duration_ms"]
    assert isinstance(start_ms, int)
    assert isinstance(duration_ms, int)
    return start_ms + duration_ms + DELAY_MS


def report(steps: list[Step]) -> str:
    held = [one for one in steps if one.is_held]
    lines = [
        "| services | CPU of one core | for each | RSS | RSS for each | segments | slowest"
        " | late | lacking | broken timelines | held |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for one in sorted(steps, key=lambda one: one.services):
        lines.append(
            f"| {one.services} | {one.percent:.0f} % | {one.percent / one.services:.1f} %"
            f" | {one.megabytes:.0f} MB | {one.megabytes / one.services:.1f} MB"
            f" | {one.segments} | {one.slowest_ms} ms | {one.late} | {one.lacking}"
            f" | {one.broken} | {'yes' if one.is_held else 'no'} |"
        )
    most = max((one.services for one in held), default=0)
    lines += [
        "",
        f"Slowest: the longest from a segment's last sound to its file; late from {LATE_MS} ms.",
        "",
        f"The largest number held, found to {EXACT}: {most} services on {os.cpu_count()} cores.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
