"""
What a batch costs beyond the work itself, here, in two processes and on two Dask workers.

1,000 items: the shared transcripts of up to 100 KB, each many times, every copy with other bytes
at its end. In the last run one of two workers is killed (SIGKILL) half-way: what is lost, what is
put in place twice? Then 1,000 and 4,000 scripts of one line, which are nothing but overhead.

    bin/bench transcript_batch [--items 1000]
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import ROOT, Bars, heading, write_result
from callsign.lib.batch.ledger import entries
from tests.lib.batch.clusters import cluster

SHARED = ROOT.parent / "shared" / "data" / "transcripts"
# A file in which nobody says a word would be a failure, as it should.
WITHOUT_WORDS = {"video-transcript-sentencesplit.json"}
MOST_OVERHEAD_MS = 10.0
MANY = 4_000
LARGEST_BYTES = 100_000

bars = Bars()


@dataclass(frozen=True, slots=True)
class Run:
    """What a batch took, by the clock and of the client's processor and memory."""

    name: str
    took_s: float
    client_s: float
    client_mb: float
    results: Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench transcript_batch")
    parser.add_argument("--items", type=int, default=1_000)
    items = parser.parse_args().items
    head = heading("Batches of transcripts")
    load = os.getloadavg()[0]
    with TemporaryDirectory() as made:
        lines = [*shared(Path(made), items), "", *one_liners(Path(made), items)]
    text = [
        head.rstrip(),
        f"- load: {load:.1f} on {os.cpu_count()} cores before, {os.getloadavg()[0]:.1f}"
        " after; the clock's seconds hold other work on the machine, the processor's do not",
        "- every result is flushed to the disk",
        "",
        *lines,
    ]
    write_result("transcript-batch", "\n".join(text) + "\n")
    bars.end()


def shared(folder: Path, items: int) -> Iterator[str]:
    """Yield the table of real work."""
    archive = folder / "archive"
    size = multiplied(archive, items)
    yield f"## {items:,} transcripts, {size / 1e6:.0f} MB"
    yield ""
    yield "| batch | s | client's processor, s | client's memory, MB |"
    yield "| --- | --: | --: | --: |"
    yield row(batch("in this process", archive, folder / "here"))
    yield row(batch("again: all stand already", archive, folder / "here"))
    yield row(batch("two processes", archive, folder / "two", "--jobs", "2"))
    with cluster(folder / "dask", workers=2) as machines:
        on = ("--scheduler", machines.address)
        yield row(batch("two Dask workers", archive, folder / "spread", *on))
    yield ""
    yield from killed(folder, archive, items)


def killed(folder: Path, archive: Path, items: int) -> Iterator[str]:
    """Yield what became of a batch of which one worker was killed."""
    results = folder / "killed"
    with cluster(folder / "dask-killed", workers=2) as machines:
        victim = machines.workers[0]
        began_s = time.perf_counter()
        client = started(archive, results, "--scheduler", machines.address)
        while client.poll() is None:
            if victim.poll() is None and standing(results) >= items // 2:
                victim.kill()
                victim.wait()
            time.sleep(0.2)
        took_s = time.perf_counter() - began_s
    placed = [name for _, name, _ in entries(results)]
    twice = len(placed) - len(set(placed))
    unfinished = len(list((results / "unfinished").iterdir()))
    bars.least("results after a worker was killed", standing(results), items)
    bars.most("results put in place twice", twice, 0)
    bars.most("exit code after a worker was killed", client.returncode, 0)
    yield (
        f"One of two workers killed half-way: **{standing(results):,} of {items:,} stand**,"
        f" {twice} put in place twice, {unfinished} left unfinished by the dead;"
        f" {took_s:.1f} s."
    )


def one_liners(folder: Path, items: int) -> Iterator[str]:
    """Yield the table of what is nothing but overhead."""
    yield "## Scripts of one line"
    yield ""
    yield "| batch | items | s | ms per item | client's processor, s | client's memory, MB |"
    yield "| --- | --: | --: | --: | --: | --: |"
    write_scripts(folder / "one", 1)
    start = batch("in this process", folder / "one", folder / "one-result")
    yield counted(start, 1)
    for many in (items, MANY):
        scripts = folder / f"scripts-{many}"
        write_scripts(scripts, many)
        here = batch("in this process", scripts, folder / f"lines-{many}")
        yield counted(here, many)
        name = "again: all stand already"
        yield counted(batch(name, scripts, folder / f"lines-{many}"), many)
        with cluster(folder / f"dask-{many}", workers=2) as machines:
            on = ("--scheduler", machines.address)
            spread = batch("two Dask workers", scripts, folder / f"spread-{many}", *on)
        yield counted(spread, many)
    overhead_ms = (here.client_s - start.client_s) * 1_000 / MANY
    bars.most("overhead per item in this process, ms", overhead_ms, MOST_OVERHEAD_MS)
    yield ""
    yield (
        f"Besides the start of the program an item in this process takes **{overhead_ms:.1f} ms**"
        f" of the processor, reading its line included; at most {MOST_OVERHEAD_MS:g}."
    )


def row(run: Run) -> str:
    return (
        f"| {run.name} | {run.took_s:.1f} | {run.client_s:.1f} | {run.client_mb:.0f} |"
    )


def counted(run: Run, items: int) -> str:
    return (
        f"| {run.name} | {items:,} | {run.took_s:.1f} | {run.took_s * 1_000 / items:.1f}"
        f" | {run.client_s:.1f} | {run.client_mb:.0f} |"
    )


def batch(name: str, archive: Path, results: Path, *options: str) -> Run:
    """Run a batch as people do, start of the program included, and say what it took."""
    began_s = time.perf_counter()
    client = started(archive, results, *options)
    _, status, used = os.wait4(client.pid, 0)
    took_s = time.perf_counter() - began_s
    code = client.returncode = os.waitstatus_to_exitcode(status)
    if code:
        sys.exit(f"{name}: ended with {code}")
    return Run(name, took_s, used.ru_utime + used.ru_stime, peak_mb(used), results)


def started(archive: Path, results: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "callsign", "transcript", "batch", "read"]
    return subprocess.Popen(
        [*command, str(archive), "--into", str(results), *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )


def peak_mb(used: resource.struct_rusage) -> float:
    """Return the most memory a process had; macOS counts it in bytes, Linux in kibibytes."""
    return used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1_024)


def standing(results: Path) -> int:
    return len(list((results / "results").glob("*/*")))


def multiplied(archive: Path, items: int) -> int:
    """Write so many transcripts, no two of the same bytes; return their size."""
    archive.mkdir()
    files = [
        file
        for file in sorted(SHARED.rglob("*"))
        if file.is_file()
        and file.stat().st_size <= LARGEST_BYTES
        and file.name not in WITHOUT_WORDS
    ]
    size = 0
    for number, file in islice(zip(count(), cycle(files), strict=False), items):
        content = file.read_bytes() + b"\n" * (number // len(files))
        (archive / f"{number:04}-{file.name}").write_bytes(content)
        size += len(content)
    return size


def write_scripts(folder: Path, items: int) -> None:
    folder.mkdir()
    for number in range(items):
        script = f"ADA OKAFOR, HOST: This is talk {number}."
        (folder / f"{number:05}.txt").write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main()
