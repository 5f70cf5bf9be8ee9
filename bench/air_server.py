"""
Air's own server with thousands of listeners, its encoders running.

One service at 128 and 48 kbit/s AAC and 128 kbit/s MP3 plays noise (no two frames are alike)
from a file. The crowd is another process: HLS players that ask for the zipped playlist
and the next segment every 1.98 s, each at a time of its own, and plain streams, each
compared to the byte with what a witness heard.

    bin/bench air_server [--hls 2000] [--plain 1000] [--seconds 60]
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from bench.air_listeners import listen
from bench.measuring import Bars, Server, free_port, heading, write_result
from tests.tape import write_tape

TICKS = os.sysconf("SC_CLK_TCK")
ALONE_S = 15
FIRST_SEGMENTS_S = 12
NOISE_S = 120
RATE_HZ = 48_000
BAR_PERCENT = 30
FORGOTTEN_S = 30
COUNT = re.compile(r'callsign_air_listeners\{service="kdemo",kind="(\w+)"\} (\d+)')

ICECAST = (
    "Icecast 2.4.4 on this kind of machine (serving only, no encoder): 1,000 MP3 listeners"
    " 9.2 to 9.5 % of a core and 25 MB, 5,000 listeners 49 to 52 %."
)


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hls", type=int, default=2_000)
    parser.add_argument("--plain", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    head = heading("Air's own server")
    with tempfile.TemporaryDirectory() as folder, on_air(Path(folder)) as air:
        time.sleep(FIRST_SEGMENTS_S)
        alone = percent_over(air.pid, ALONE_S)
        findings = with_crowd(air, options)
    write_result("air-server", f"{head}\n{report(options, alone, findings)}\n")
    bars.end()


@contextmanager
def on_air(folder: Path) -> Iterator[Server]:
    """Run air with one service that plays noise; end it afterwards."""
    noise = np.random.default_rng(7).normal(0, 0.1, (2, NOISE_S * RATE_HZ))
    write_tape(folder / "noise.wav", noise.astype(np.float32), rate_hz=RATE_HZ)
    port = free_port()
    source = {"name": "noise", "kind": "files", "path": str(folder / "noise.wav")}
    service = {"slug": "kdemo", "title": "KDEMO 89.7", "sources": [source]}
    (folder / "air.json").write_text(
        json.dumps({"version": 1, "port": port, "services": [service]})
    )
    air = subprocess.Popen(
        [sys.executable, "-m", "callsign", "air", "--folder", str(folder)]
    )
    try:
        yield Server(f"http://127.0.0.1:{port}", air.pid)
    finally:
        air.send_signal(signal.SIGTERM)
        air.wait(timeout=30)


def with_crowd(air: Server, options: argparse.Namespace) -> dict[str, float]:
    """Let a crowd listen; return what it noted and what air used meanwhile."""
    here, there = multiprocessing.Pipe()
    crowd = multiprocessing.get_context("spawn").Process(
        target=be_a_crowd, args=(there, air.address, vars(options))
    )
    crowd.start()
    assert here.recv() == "counting"
    load_before = os.getloadavg()[0]
    counted = listeners(air)
    used = percent_over(air.pid, options.seconds)
    findings: dict[str, float] = here.recv()
    crowd.join()
    left = time.monotonic()
    while listeners(air)["hls"]:
        time.sleep(0.5)
    return findings | {
        "counted_hls": counted["hls"],
        "counted_plain": counted["plain"],
        "forgotten_s": time.monotonic() - left,
        "percent": used,
        "megabytes": megabytes(air.pid),
        "load_before": load_before,
        "load_after": os.getloadavg()[0],
    }


def listeners(air: Server) -> dict[str, int]:
    """Return how many air says there are."""
    with urllib.request.urlopen(f"{air.address}/metrics") as answer:
        text = answer.read().decode()
    return {kind: int(count) for kind, count in COUNT.findall(text)}


def be_a_crowd(pipe: Connection, address: str, options: dict[str, int]) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    port = int(address.rpartition(":")[2])
    counting = listen(
        port,
        options["hls"],
        options["plain"],
        options["seconds"],
        lambda: pipe.send("counting"),
    )
    pipe.send(asyncio.run(counting))


def percent_over(pid: int, seconds: float) -> float:
    """Return what a process uses of a core, over so many seconds."""
    before, started = cpu_s(pid), time.monotonic()
    time.sleep(seconds)
    return 100 * (cpu_s(pid) - before) / (time.monotonic() - started)


def cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1_024


def report(options: argparse.Namespace, alone: float, found: dict[str, float]) -> str:
    bars.most("CPU with everybody listening, %", found["percent"], BAR_PERCENT)
    bars.most("listeners counted after they left, s", found["forgotten_s"], FORGOTTEN_S)
    for name in ("late", "missed", "failed", "plain_ended", "plain_differing"):
        bars.most(name.replace("_", " "), found[name], 0)
    return f"""\
- listeners: {options.hls:,} HLS, {options.plain:,} plain, held {options.seconds} s
- load of the machine: {found["load_before"]:.1f} before, {found["load_after"]:.1f} after

| what | bar | measured |
|---|---|---|
| CPU, encoders running, nobody listening | | {alone:.1f} % of a core |
| CPU with everybody listening | ≤ {BAR_PERCENT} % of a core | {found["percent"]:.1f} % of a core |
| resident memory | | {found["megabytes"]:.0f} MB |
| listeners by air's own count | {options.hls:,} HLS, {options.plain:,} + 1 plain | {found["counted_hls"]:,} HLS, {found["counted_plain"]:,} plain |
| HLS listeners still counted after all had left | {FORGOTTEN_S} s | {found["forgotten_s"]:.0f} s |
| segments taken | | {found["segments"]:,} |
| answers: median, 99 of 100 within, slowest | | {found["median_ms"]} ms, {found["p99_ms"]} ms, {found["slowest_ms"]} ms |
| segments later than their own length (1.98 s) | 0 | {found["late"]} |
| segments missed | 0 | {found["missed"]} |
| failed requests | 0 | {found["failed"]} |
| plain sound taken | | {found["plain_megabytes"]:,} MB |
| plain listeners dropped | 0 | {found["plain_ended"]} |
| plain listeners that heard anything but every byte | 0 | {found["plain_differing"]} |

{ICECAST}"""


if __name__ == "__main__":
    main()
