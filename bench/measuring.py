"""What every bench needs: a server to ask, wrk to ask it, a page to write it down on."""

import os
import platform
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"


@dataclass(frozen=True, slots=True)
class Server:
    """A program that answers at an address."""

    address: str
    pid: int


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: requests a second, the median and the slowest hundredth, in ms."""

    per_second: float
    p50_ms: float
    p99_ms: float
    failed: int


class Bars:
    """
    The bars of a bench: what was missed is said at its end, which is then a failure.

    >>> bars = Bars()
    >>> bars.most("the slowest page, ms", 1_200, 1_000)
    >>> bars.least("answers a second", 6_000, 5_000)
    >>> bars.missed
    ['the slowest page, ms: 1,200, at most 1,000']
    """

    def __init__(self) -> None:
        self.missed: list[str] = []

    def most(self, what: str, measured: float, bar: float) -> None:
        """Hold what was measured to a bar that it may reach and not pass."""
        if not measured <= bar:
            self.missed.append(f"{what}: {measured:,.6g}, at most {bar:,.6g}")

    def least(self, what: str, measured: float, bar: float) -> None:
        """Hold what was measured to a bar that it must reach."""
        if not measured >= bar:
            self.missed.append(f"{what}: {measured:,.6g}, at least {bar:,.6g}")

    def end(self) -> None:
        """End the bench: with 1, and every bar that was missed, if any was."""
        if self.missed:
            sys.exit("\n".join(["Missed:", *(f"- {one}" for one in self.missed)]))


@contextmanager
def serve_wsgi(
    application: str,
    *,
    folder: Path,
    port: int,
    environ: dict[str, str],
    workers: int = 2,
) -> Iterator[Server]:
    """Run granian with two workers, as the bars are stated; end it afterwards."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "32", "--no-access-log", "--log-level",
        "warning", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=folder, env=environ, start_new_session=True)
    try:
        wait_for_answer(f"http://127.0.0.1:{port}/", process)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait_for_answer(
    url: str, process: subprocess.Popen[bytes], seconds: float = 60
) -> None:
    """Return when the server answers anything at all."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within {seconds} s")


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wrk(url: str, *, seconds: int = 8, connections: int = 16) -> Load:
    """Ask one address as fast as it answers."""
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(
        float(found(r"Requests/sec:\s+([\d.]+)", said)),
        milliseconds(found(r"\n +50% +(\S+)", said)),
        milliseconds(found(r"\n +99% +(\S+)", said)),
        int(failed[1]) if failed else 0,
    )


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"wrk said nothing like {pattern}:\n{text}")
    return match[1]


def milliseconds(written: str) -> float:
    """
    Read a time as wrk writes it.

    >>> milliseconds("1.25s"), milliseconds("750.00us"), milliseconds("41.41ms")
    (1250.0, 0.75, 41.41)
    """
    value, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", written).groups()  # type: ignore[union-attr]
    return float(value) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[unit]


def median(values: list[float]) -> float:
    return statistics.median(values)


def heading(subject: str) -> str:
    """Return the lines every result begins with: the day, the machine, the commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    ).stdout.strip()
    return (
        f"# {subject}\n\n"
        f"- date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n"
        f"- commit: {commit}\n"
        f"- machine: {os.cpu_count()} cores, {processor()}, Python {platform.python_version()}\n"
    )


def processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except FileNotFoundError:
        return platform.processor() or platform.machine()
    named = re.search(r"model name\s*: (.+)", text)
    return named[1] if named else platform.machine()


def write_result(name: str, text: str) -> Path:
    """Write one dated result and say where."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-{name}.md"
    file.write_text(text, encoding="utf-8")
    print(f"\n{text}\nwritten to {file.relative_to(ROOT)}")
    return file
