"""Steps: one line for each thing done, with its seconds; the whole output only when it fails."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]
REDRAW_SECONDS = 0.25

Command: TypeAlias = Sequence[str | Path]


class StepFailed(Exception):
    """A program that a step ran ended badly; its output has been shown."""


def run(saying: str, command: Command, *, env: Mapping[str, str] | None = None) -> None:
    """
    Run a program in the root of the house, saying what it is for and how long it took.

    Raises: StepFailed: the program ended badly.
    """
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        wait_for(process, saying, started)
        print(f"{redraw()}{saying}: {time.monotonic() - started:.1f} s", flush=True)
        if process.returncode:
            output.seek(0)
            print(output.read().decode(errors="replace"), file=sys.stderr)
            raise StepFailed(
                f"{saying} failed: “{' '.join(map(str, command))}” "
                f"ended with {process.returncode}"
            )


def wait_for(process: subprocess.Popen[bytes], saying: str, started: float) -> None:
    """Wait for a program, counting the seconds where somebody watches."""
    try:
        while process.poll() is None:
            if sys.stdout.isatty():
                seconds = time.monotonic() - started
                print(f"{redraw()}{saying} … {seconds:.0f} s", end="", flush=True)
            try:
                process.wait(REDRAW_SECONDS)
            except subprocess.TimeoutExpired:
                continue
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise


def redraw() -> str:
    """Return what takes a terminal back to the start of an emptied line."""
    return "\r\x1b[K" if sys.stdout.isatty() else ""
