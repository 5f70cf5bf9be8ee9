"""A scheduler and workers of Dask, as an operator would start them on one machine."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
START_S = 60


@dataclass(frozen=True, slots=True)
class Cluster:
    address: str
    scheduler: subprocess.Popen
    workers: list[subprocess.Popen]


@contextmanager
def cluster(
    folder: Path, *, workers: int, allowed_failures: int = 3
) -> Iterator[Cluster]:
    """
    Run a scheduler and worker processes of one thread each; end them afterwards.

    A job is given up once so many workers and one more died while they had it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    started = [
        run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show",
            "--scheduler-file", file, log=folder / "scheduler.log",
            DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=str(allowed_failures)),
    ]  # fmt: skip
    try:
        address = address_in(file, started[0])
        for number in range(workers):
            started.append(
                run("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                    "--host", "127.0.0.1", "--local-directory", folder,
                    log=folder / f"worker-{number}.log")
            )  # fmt: skip
        yield Cluster(address, started[0], started[1:])
    finally:
        for one in started:
            one.kill()
            one.wait()


def run(what: str, *options: object, log: Path, **environ: str) -> subprocess.Popen:
    module = f"distributed.cli.dask_{what}"
    with log.open("wb") as written:
        return subprocess.Popen(
            [sys.executable, "-m", module, *map(str, options)],
            cwd=ROOT,
            env=os.environ | environ,
            stdout=written,
            stderr=written,
        )


def address_in(file: Path, scheduler: subprocess.Popen) -> str:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if scheduler.poll() is not None:
            raise RuntimeError(f"the scheduler ended with {scheduler.returncode}")
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")
