"""
Watch: whether a program that runs still answers, and when to give it up.

A program that is only slow must not be killed for it. So questions are counted, and not
seconds: who asks may have been stopped as well, with the whole machine. And a program
that uses the processor has four times the patience of one that does nothing at all.
"""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

QUESTION = b'{"verb": "verbs"}\n'


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a program is asked, and how many questions it may leave unanswered."""

    every_s: float = 5.0
    # In a row, without any work meanwhile: it was stopped, or waits for itself.
    idle: int = 3
    # In a row, at work: a loaded machine, or a loop that never ends.
    at_work: int = 12
    # Before its first answer; a loaded machine needs half a minute to load a program.
    starting: int = 24


class Watch:
    """What is known of the answers of one process, since it was started."""

    def __init__(
        self, pid: int, answers: Callable[[float], bool], patience: Patience
    ) -> None:
        self.pid = pid
        self.answers = answers
        self.patience = patience
        self.has_answered = False
        self.unanswered = 0
        self.idle = 0

    @property
    def silent_s(self) -> float:
        """Return how long it has said nothing."""
        return self.unanswered * self.patience.every_s

    def falls_silent(self, is_over: threading.Event) -> bool:
        """Ask until the process is over (False), or has to be given up (True)."""
        while not is_over.wait(0 if self.unanswered else self.patience.every_s):
            self.ask(is_over)
            if self.is_given_up:
                return True
        return False

    def ask(self, is_over: threading.Event) -> None:
        asked_s, work = time.monotonic(), work_of(self.pid)
        if self.answers(self.patience.every_s):
            self.note(True, is_idle=False)
            return
        # A refusal comes at once; it still counts for one question, and one time.
        is_over.wait(max(0.0, asked_s + self.patience.every_s - time.monotonic()))
        self.note(False, is_idle=work is not None and work == work_of(self.pid))

    def note(self, has_answered: bool, *, is_idle: bool) -> None:
        if has_answered:
            self.has_answered, self.unanswered, self.idle = True, 0, 0
            return
        self.unanswered += 1
        self.idle = self.idle + 1 if is_idle else 0

    @property
    def is_given_up(self) -> bool:
        if not self.has_answered:
            return self.unanswered >= self.patience.starting
        return (
            self.idle >= self.patience.idle or self.unanswered >= self.patience.at_work
        )


def answers(door: Path, within_s: float) -> bool:
    """Ask at an air's control socket; return whether anything came back in time."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.settimeout(within_s)
            caller.connect(str(door))
            caller.sendall(QUESTION)
            return bool(caller.recv(1))
    except OSError:  # not there, refused, too late: all of them are no answer
        return False


def work_of(pid: int) -> int | None:
    """
    Return how long a process has used the processor, in the system's ticks.

    None: the system does not say, as no system but Linux does.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    # The second field is the program's name, which may hold anything.
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
