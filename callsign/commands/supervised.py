"""Supervised: a program to keep running, how it begins, and how it ended."""

import signal
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """
    A program to keep running, by the name its lines carry in the log.

    `renewed_by` makes it take up new code: a program that cannot do so in place
    is asked to end, and then started again as after any other end. None: it goes on
    as it is, because its work must not be interrupted for that.

    `answers` asks it something and says whether an answer came within so many seconds.
    A program that has it and is silent is killed and started again.
    """

    name: str
    command: tuple[str, ...]
    renewed_by: signal.Signals | None = signal.SIGTERM
    answers: Callable[[float], bool] | None = None


def begun(program: Program) -> subprocess.Popen[str]:
    """Raises: OSError"""
    # A session of its own: Ctrl-C in a terminal reaches the supervisor alone,
    # and whatever the program starts can be found and ended with it.
    return subprocess.Popen(  # noqa: S603 - commands come from serve.py
        program.command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def background(task: Callable[..., None], *args: object) -> threading.Thread:
    """Run a task beside this one, without keeping the program alive for it."""
    thread = threading.Thread(target=task, args=args, daemon=True)
    thread.start()
    return thread


def describe(returncode: int) -> str:
    """
    Say how a program ended.

    >>> describe(3), describe(-9)
    ('ended with 3', 'killed by SIGKILL')
    """
    if returncode < 0:
        return f"killed by {signal.Signals(-returncode).name}"
    return f"ended with {returncode}"
