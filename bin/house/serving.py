"""Serving: wait until a started server answers, say so, and end it when told to."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ANSWERS_WITHIN_S = 60.0
BETWEEN_TRIES_S = 0.1
HEARS_AGAIN_S = 0.5
LINES_SHOWN = 30


def serve_until_told(
    process: subprocess.Popen[bytes], address: str, log: Path, *, welcome: str
) -> int:
    """
    Print the welcome once the server answers; stay until it ends; return an exit code.

    SIGINT and SIGTERM are passed on as SIGTERM; an end asked for is a good one. After
    any other end the last lines of its log are shown.
    """
    told = False

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal told
        told = True
        process.send_signal(signal.SIGTERM)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    print("Web server and worker: starting", flush=True)
    if answers(process, address):
        print(welcome, flush=True)
    elif process.poll() is None:
        print(
            f"\nNothing has answered at {address} for {ANSWERS_WITHIN_S:.0f} s. "
            f"{log} may say why. Ctrl-C ends it.",
            flush=True,
        )
    code = end_of(process)
    if told:
        return 0
    print(f"The server ended by itself. The end of its log, {log}:\n", file=sys.stderr)
    print("\n".join(last_lines(log)), file=sys.stderr)
    return code or 1


def last_lines(log: Path) -> list[str]:
    return log.read_text(errors="replace").splitlines()[-LINES_SHOWN:]


def end_of(process: subprocess.Popen[bytes]) -> int:
    """Wait for a program's end; return its exit code."""
    while True:
        # A signal that comes between Python's last look and the system call would not be
        # heard before the next one; so the call is made again and again.
        try:
            return process.wait(HEARS_AGAIN_S)
        except subprocess.TimeoutExpired:
            continue


def answers(process: subprocess.Popen[bytes], address: str) -> bool:
    """Wait for a page; return whether one came before patience or the server ended."""
    # Without a proxy: what a shell sets for the outside is not the way to this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + ANSWERS_WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(address, timeout=BETWEEN_TRIES_S + 10):
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            time.sleep(BETWEEN_TRIES_S)
    return False
