"""
Whether any damage breaks a reader of transcripts.

Each sample is damaged in ways that come from its number alone: bytes flipped, parts cut or
repeated, values of JSON exchanged, numbers that are none or too large, nests without end.
Each file must end in a transcript or in one of the readers' own errors, soon, and in little
memory. Every format is tried in a process of its own.

    bin/bench fuzz_readers [--cases 20000] [--seconds 600] [--format NAME] [--processes 2]
"""

import argparse
import multiprocessing
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.measuring import Bars, heading, write_result
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.table import READABLE, read_transcript
from callsign.engines.transcript.script import NotAScript
from tests.engines.transcript.readers.damage import damaged
from tests.engines.transcript.readers.written_samples import FORMAT_OF, sample

SLOWEST_BAR_S, GROWTH_BAR_MB, BROKEN_BAR = 2.0, 300, 0
GIVE_UP_S = 30
# Of a format whose sample is damaged, so many failures say enough.
MOST_TOLD = 5

bars = Bars()


@dataclass(slots=True)
class Finding:
    """What became of the damaged files of one format."""

    format: str
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    slowest: str = ""
    growth_mb: float = 0.0
    took_s: float = 0.0


class GivenUp(Exception):
    """A file took so long that nobody would wait."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench fuzz_readers")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument(
        "--seconds", type=int, default=600, help="the longest for one format"
    )
    parser.add_argument("--format", action="append", default=[])
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    head = heading("Fuzzing the readers of transcripts")
    names = options.format or [one.name for one in READABLE]
    tasks = [(name, options.cases, options.seconds) for name in names]
    lines = [
        head,
        "| format | files | read | as another | refused | slowest | growth | took |",
        "| --- | --: | --: | --: | --: | --: | --: | --: |",
    ]
    with multiprocessing.get_context("spawn").Pool(
        options.processes, maxtasksperchild=1
    ) as pool:
        lines += map(row, pool.imap(fuzzed, tasks, chunksize=1))
    lines += [
        "",
        f"At most {SLOWEST_BAR_S:g} s and {GROWTH_BAR_MB} MB a file, and {BROKEN_BAR} that"
        " raise anything but the readers' own errors. The growth is that of the process"
        " over all files of a format.",
    ]
    write_result("fuzz-readers", "\n".join(lines) + "\n")
    bars.end()


def row(found: Finding) -> str:
    """Hold what was found to the bars; return its row of the table."""
    bars.most(
        f"{found.format}: slowest, s ({found.slowest})", found.slowest_s, SLOWEST_BAR_S
    )
    bars.most(f"{found.format}: growth, MB", found.growth_mb, GROWTH_BAR_MB)
    for one in found.broken[:MOST_TOLD]:
        bars.most(f"{found.format}: {one}", len(found.broken), BROKEN_BAR)
    read, other = found.outcomes["read"], found.outcomes["another"]
    refused = found.outcomes.total() - read - other
    print(f"{found.format}: {dict(found.outcomes)} {found.took_s:.0f} s", flush=True)
    return (
        f"| {found.format} | {found.outcomes.total():,} | {read:,} | {other:,}"
        f" | {refused:,} | {found.slowest_s * 1_000:.0f} ms"
        f" | {found.growth_mb:.0f} MB | {found.took_s:.0f} s |"
    )


def fuzzed(task: tuple[str, int, int]) -> Finding:
    """Read so many damaged files of a format, or as many as there is time for."""
    name, cases, seconds = task
    samples = [(one, sample(one)) for one, own in FORMAT_OF.items() if own == name]
    found = Finding(name)
    memory_mb, started = resident_mb(), time.monotonic()
    for case in range(cases):
        if time.monotonic() - started > seconds:
            break
        own, content = samples[case % len(samples)]
        content = damaged(content, case)
        began = time.process_time()
        outcome = read_one(content, name)
        took_s = time.process_time() - began
        found.outcomes[outcome.partition(":")[0]] += 1
        if outcome.startswith("broken"):
            found.broken.append(f"{own}, case {case}, {outcome}")
        if took_s > found.slowest_s:
            found.slowest_s, found.slowest = took_s, f"{own}, case {case}"
    found.growth_mb = resident_mb() - memory_mb
    found.took_s = time.monotonic() - started
    return found


def read_one(content: bytes, name: str) -> str:
    """Read a file; return what became of it in a word."""
    try:
        with within_reason():
            reading = read_transcript(content)
    except NotAScript as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - whatever it is, the bench is to tell it
        return f"broken: {type(error).__name__}: {str(error)[:80]}"
    if not is_whole(reading.transcript):
        return "broken: a turn whose words are not its text"
    return "read" if reading.format.name == name else "another"


def is_whole(said: Transcript) -> bool:
    return all(
        turn.text.split() == [word.text for word in turn.words] for turn in said.turns
    )


@contextmanager
def within_reason() -> Iterator[None]:
    """Give up what takes too long, and say so."""

    def give_up(*_: object) -> None:
        raise GivenUp(f"not read in {GIVE_UP_S} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(GIVE_UP_S)
    try:
        yield
    finally:
        signal.alarm(0)


def resident_mb() -> float:
    """Return the most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


if __name__ == "__main__":
    main()
