"""
How fast scripts are read: a four-hour broadcast, three megabytes, and real podcasts.

    bin/bench script_reader [--runs 7]
"""

import argparse
import os
import time
from collections.abc import Iterator

from bench.measuring import ROOT, heading, median, write_result
from callsign.engines.transcript.script import read_script

SAMPLES = ROOT / "tests" / "data" / "scripts"
PODCASTS = ROOT.parent / "shared" / "data" / "transcripts" / "changelog"
FOUR_HOURS = 40_000  # words
LARGE = 3_000_000  # characters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    rows = [measured(name, text, runs) for name, text in subjects()]
    write_result(
        "script-reader",
        heading("Script reader")
        + f"- load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; trust CPU time\n"
        f"- runs: {runs} each, the median; wall time, and the process's own\n"
        "- data: the sample scripts of `tests/data/scripts`, one after another until"
        " long enough; the shared podcast transcripts\n\n"
        "| script | characters | words | wall | MB/s | CPU | MB/s of CPU |\n"
        "| --- | --: | --: | --: | --: | --: | --: |\n" + "\n".join(rows) + "\n\n"
        "To reach: 3 MB/s, and a four-hour transcript in under a second.\n",
    )


def subjects() -> Iterator[tuple[str, str]]:
    program = "\n\n".join(
        file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*.txt"))
    )
    spoken = len(read_script(program).words)
    yield "four hours", repeated(program, FOUR_HOURS * len(program) // spoken)
    yield "3 MB of samples", repeated(program, LARGE)
    podcasts = [
        file.read_text(encoding="utf-8") for file in sorted(PODCASTS.glob("*.md"))
    ]
    if podcasts:
        yield f"{len(podcasts)} podcasts as one", "\n\n".join(podcasts)
        yield "the longest podcast", max(podcasts, key=len)


def repeated(text: str, length: int) -> str:
    """Return a text again and again until it has a length."""
    return "\n\n".join([text] * (length // len(text) + 1))


def measured(name: str, text: str, runs: int) -> str:
    """Read a text several times; return its row of the table."""
    walls, cpus, words = [], [], 0
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        transcript = read_script(text)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
        words = len(transcript.words)
        del transcript
    megabytes = len(text) / 1_000_000
    return (
        f"| {name} | {len(text):,} | {words:,} | {median(walls):.3f} s"
        f" | {megabytes / median(walls):.1f} | {median(cpus):.3f} s"
        f" | {megabytes / median(cpus):.1f} |"
    )


if __name__ == "__main__":
    main()
