"""
An hour on the air becomes the draft of an episode.

An hour of speech-like noise is put where air keeps what it has sent, in both qualities, and
into its journal; then real air goes on from there. The worker of a station is started when
a broadcast of that hour has ended: it reads the journal, tells that the broadcast is over,
has air's own program cut the hour from the segments, and drafts the episode. As it was,
its frames are copied; with --breaks, two local breaks of the program's hour clock are left
out, and it is encoded anew. What is measured is the time from the
worker's first moment to the draft with its sound, and what the cutting program used.

    bin/bench aircheck [--minutes 60] [--breaks]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from bench.measuring import ROOT, Bars, free_port, heading, write_result
from bench.story_page import station_environ
from callsign.air.block import Block
from callsign.air.clock import SystemClock
from callsign.air.cutting import Cutter
from callsign.air.encoders import AacEncoder
from callsign.air.journal import Journal
from callsign.air.keeping import Keeper
from callsign.air.store import Store
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.segments import FRAME_SAMPLES, RATE_HZ

BAR_S = 120
KBPS = (128, 48)
LOOP_S = 60
TICKS_S = os.sysconf("SC_CLK_TCK")


@dataclass
class Used:
    """What a program used until it ended: as far as it was seen, every tenth of a second."""

    began: float = 0.0
    ended: float = 0.0
    cpu_s: float = 0.0
    peak_mb: float = 0.0
    is_over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Tried:
    """A draft, how long it took, and what cutting it used."""

    drafted: dict[str, object]
    taken_s: float
    used: Used
    load: float


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench aircheck")
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--breaks", action="store_true", help="leave them out")
    chosen = parser.parse_args()
    head = heading("An hour on the air becomes a draft")
    tried = aired(chosen.minutes, "clock" if chosen.breaks else "whole")
    name = "aircheck-breaks" if chosen.breaks else "aircheck"
    write_result(name, f"{head}\n{report(chosen.minutes, tried)}")
    bars.end()


def aired(minutes: int, clock: str) -> Tried:
    """Have a station that has just aired the time, and wait for its draft."""
    folder = Path(tempfile.mkdtemp(prefix="bench-aircheck-"))
    environ = station_environ(folder, 0) | {
        "CALLSIGN_AIR_LISTEN": f"127.0.0.1:{free_port()}"
    }
    try:
        with recorder(environ) as tell:
            tell(f"found {clock}")
            ended_ms = time.time_ns() // 1_000_000
            start_ms = ended_ms - minutes * 60_000
            put_on_the_air(folder / "air", start_ms - 5_000, ended_ms + 5_000)
            with running(environ, "callsign", "air", "--folder", str(folder / "air")):
                tell(f"aired {start_ms} {ended_ms}")
                return measured(environ, tell)
    finally:
        shutil.rmtree(folder)


def measured(environ: dict[str, str], tell) -> Tried:
    """Start the worker, and wait for the draft."""
    used = Used()
    watcher = threading.Thread(target=watch_export, args=[used])
    watcher.start()
    began = time.monotonic()
    work = ("django", "work", "--queue-name=*", "--no-reload", "--no-startup-delay")
    with running(environ, *work):
        drafted = tell("draft")
        taken_s = time.monotonic() - began
    used.is_over.set()
    watcher.join()
    return Tried(drafted, taken_s, used, os.getloadavg()[0])


def put_on_the_air(air: Path, start_ms: int, end_ms: int) -> None:
    """Keep what air would have sent, from one moment on up to another, and say so."""
    journal = Journal(air / "journal", SystemClock())
    encoders = {f"aac{kbps}": AacEncoder(kbps) for kbps in KBPS}
    keeper = Keeper(
        Store(air / "media" / "kdemo", tuple(encoders)),
        rewind_hours=24,
        kbps=sum(KBPS),
        say=lambda kind, **details: journal.write(kind, "kdemo", **details),
    )
    keeper.keep_inits({name: one.init_segment for name, one in encoders.items()})
    loops = {name: encoded(one) for name, one in encoders.items()}
    cutter = Cutter(tuple(encoders))
    cutter.begin(start_ms)
    frames = (end_ms - start_ms) * RATE_HZ // 1_000 // FRAME_SAMPLES
    endless = zip(*(cycle(one) for one in loops.values()), strict=True)
    for each in islice(endless, frames):
        pairs = zip(loops, each, strict=True)
        cut = cutter.add({name: [frame] for name, frame in pairs})
        if cut is not None:
            keeper.keep(cut)
    journal.write(Kind.STOPPED)
    journal.sync()
    journal.close()


def encoded(encoder: AacEncoder) -> list[bytes]:
    """Return a minute of sound as frames, to be sent again and again."""
    return [frame for block in blocks() for frame in encoder.encode(block)]


def blocks() -> Iterator[Block]:
    """Yield noise that swells as speech does, three times a second."""
    chance = np.random.default_rng(seed=897)
    for number in range(LOOP_S * RATE_HZ // FRAME_SAMPLES):
        moments = (np.arange(FRAME_SAMPLES) + number * FRAME_SAMPLES) / RATE_HZ
        loudness = 0.1 * (1 + np.sin(2 * np.pi * 3 * moments))
        yield (chance.normal(size=(2, FRAME_SAMPLES)) * loudness).astype(np.float32)


def watch_export(used: Used) -> None:
    """Note what air's program uses while it cuts."""
    while not used.is_over.wait(0.1):
        pid = used_by_export()
        if pid is None:
            continue
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
        if "VmHWM" not in status:
            continue
        used.began = used.began or time.monotonic()
        used.ended = time.monotonic()
        used.cpu_s = (int(fields[11]) + int(fields[12])) / TICKS_S
        peak_kb = int(status.partition("VmHWM:")[2].split()[0])
        used.peak_mb = max(used.peak_mb, peak_kb / 1_000)


def used_by_export() -> int | None:
    """Return the process that cuts, if there is one."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"export" in words and b"kdemo" in words and b"air" in words:
            return int(place.name)
    return None


@contextmanager
def running(environ: dict[str, str], *words: str) -> Iterator[None]:
    """Run a Python program of the station's; it is killed afterwards, as it may be."""
    command = [sys.executable, "-m", *words]
    process = subprocess.Popen(command, cwd=ROOT, env=environ)
    try:
        yield
    finally:
        # A worker would first finish what it has begun: the renditions of an hour.
        process.kill()
        process.wait()


@contextmanager
def recorder(environ: dict[str, str]) -> Iterator:
    """Have somebody at the station who does as told; yield a way to tell."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.recorder"],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def tell(line: str) -> dict[str, object]:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        yield tell
    finally:
        process.stdin.close()
        process.wait()


def report(minutes: int, tried: Tried) -> str:
    used, drafted = tried.used, tried.drafted
    bars.most("the draft, s", tried.taken_s, BAR_S)
    verdict = "met" if tried.taken_s <= BAR_S else "not met"
    return "\n".join(
        [
            f"{minutes} minutes of AAC at {KBPS[0]} and {KBPS[1]} kbit/s; air was sending"
            " meanwhile. Counted from the first moment of the worker, which has to start,"
            " read the journal of the hour and tell that it is over.",
            "",
            "| | |",
            "|---|---:|",
            f"| to the draft with its sound | {tried.taken_s:.1f} s |",
            f"| of it, air's program cutting | {used.ended - used.began:.1f} s |",
            f"| processor time of the cutting | {used.cpu_s:.1f} s |",
            f"| its greatest memory | {used.peak_mb:.0f} MB |",
            f"| the recording | {drafted['minutes']} min |",
            f"| segments of the episode | {drafted['segments']} |",
            f"| load average of the machine | {tried.load:.1f} |",
            "",
            f"The bar of {BAR_S} s is {verdict}. Missing in the recording:"
            f" {drafted['problem'] or 'nothing'}.",
            "",
        ]
    )


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
