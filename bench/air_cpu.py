"""
What air takes: processor and memory of the whole process, by the number of services.

Each service has two AAC renditions and MP3. The first row has an encoder (FFmpeg, MP3 at
128 kbit/s) on air; in the others every service plays a folder. Nobody listens.

    bin/bench air_cpu [--seconds 30] [--services 1 2 5]
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from bench.measuring import Bars, heading, write_result
from tests.air.running import air, configure, encoder, free_port, on_air, until

SETTLE_S = 5.0
CPU_BAR, RSS_BAR_MB, FURTHER_MB = 10.0, 150, 40
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench air_cpu")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--services", type=int, nargs="+", default=[1, 2, 5])
    options = parser.parse_args()
    lines = [heading("What air takes"), *LEGEND, pushed(options.seconds)]
    lines += [played(count, options.seconds) for count in options.services]
    write_result("air-cpu", "\n".join(lines) + "\n")
    bars.end()


LEGEND = [
    "Two AAC renditions (128, 48) and MP3 (128) each; nobody listens.",
    f"Bars: one service {CPU_BAR:.0f} % of a core and {RSS_BAR_MB} MB; each further one"
    f" {FURTHER_MB} MB.",
    "",
    "| services | source on air | of one core | RSS |",
    "|---:|---|---:|---:|",
]


def pushed(seconds: float) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        configure(folder, port)
        with air(folder) as process, encoder(port):
            until(lambda: on_air(folder) == "studio")
            return row(1, "push, MP3 128", process.pid, seconds)


def played(services: int, seconds: float) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configure(folder, free_port(), services=services)
        with air(folder) as process:
            return row(services, "files, WAV", process.pid, seconds)


def row(services: int, source: str, pid: int, seconds: float) -> str:
    time.sleep(SETTLE_S)
    before_s, started_s = cpu_s(pid), time.monotonic()
    time.sleep(seconds)
    share = 100 * (cpu_s(pid) - before_s) / (time.monotonic() - started_s)
    memory_mb = rss_mb(pid)
    what = f"{services} services, {source}"
    if services == 1:
        bars.most(f"{what}: % of a core", share, CPU_BAR)
    most_mb = RSS_BAR_MB + FURTHER_MB * (services - 1)
    bars.most(f"{what}: MB", memory_mb, most_mb)
    return f"| {services} | {source} | {share:.1f} % | {memory_mb} MB |"


def cpu_s(pid: int) -> float:
    """Return the processor time a process has used, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def rss_mb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    line = next(one for one in lines if one.startswith("VmRSS"))
    return int(line.split()[1]) // 1_024


if __name__ == "__main__":
    main()
