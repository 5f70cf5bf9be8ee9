"""Supervisor: keeps a few programs running, and ends them all together."""

import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from types import FrameType

from callsign.commands.supervised import Program, background, begun, describe
from callsign.commands.watch import Patience, Watch

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 30.0
# A program that ran this long was well; its next death starts the waiting anew.
WELL_AFTER_S = 60.0
# Long enough for a web worker to finish its request and a task to be put back.
GRACE_S = 20.0

# A signal that comes between Python's last look and the wait itself would not be heard
# before something else happens; so no wait is longer than this.
HEARS_AGAIN_S = 0.5

ENDING = (signal.SIGTERM, signal.SIGINT)


@dataclass(slots=True)
class Charge:
    """A program in the supervisor's care: its process, and its patience with it."""

    program: Program
    process: subprocess.Popen[str] | None = None
    threads: tuple[threading.Thread, ...] = ()
    started_s: float = 0.0
    wait_s: float = 0.0
    restart_due_s: float | None = field(default=None)
    is_over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Silent:
    """A process that has not answered for too long."""

    charge: Charge
    process: subprocess.Popen[str]
    silent_s: float


class Supervisor:
    """
    Runs programs until told to end, starting again what dies, ever more slowly.

    Each line a program writes goes to `log` with the program's name. SIGTERM and
    SIGINT end everything: each program is asked, and after `grace_s`, or at a
    second signal, killed with whatever it started. SIGHUP renews each program
    that can be. What runs without answering is killed, to be started again.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        log: Callable[[str, str], None],
        first_wait_s: float = FIRST_WAIT_S,
        grace_s: float = GRACE_S,
        patience: Patience = Patience(),  # noqa: B008 - it never changes
    ) -> None:
        self.charges = [Charge(program) for program in programs]
        self.log = log
        self.first_wait_s = first_wait_s
        self.grace_s = grace_s
        self.patience = patience
        # All that happens arrives here, so that only one thread ever decides.
        self.events: queue.SimpleQueue[int | Charge | Silent] = queue.SimpleQueue()

    def run(self) -> None:
        """Start everything and stay until a signal ends it."""
        for number in (*ENDING, signal.SIGHUP):
            signal.signal(number, self.hear)
        self.supervise()

    def supervise(self) -> None:
        for charge in self.charges:
            self.start(charge)
        while (event := self.next_event()) not in ENDING:
            if event == signal.SIGHUP:
                self.renew()
            elif isinstance(event, Charge):
                self.plan_restart(event, self.bury(event))
            elif isinstance(event, Silent):
                self.give_up(event)
            self.start_what_is_due()
        self.end()

    def hear(self, number: int, frame: FrameType | None) -> None:
        self.events.put(number)

    def next_event(self) -> int | Charge | Silent | None:
        """Wait for a signal, a death, a silence, or the moment to look what is due (None)."""
        due = [c.restart_due_s for c in self.charges if c.restart_due_s is not None]
        wait_s = min(due, default=inf) - time.monotonic()
        try:
            return self.events.get(timeout=min(max(0.0, wait_s), HEARS_AGAIN_S))
        except queue.Empty:
            return None

    def start(self, charge: Charge) -> None:
        charge.restart_due_s = None
        charge.started_s = time.monotonic()
        try:
            process = begun(charge.program)
        except OSError as error:
            # The machine may be out of memory or of processes; the others must go on.
            self.plan_restart(charge, f"could not be started ({error.strerror})")
            return
        charge.process = process
        self.log(charge.program.name, f"started as process {process.pid}")
        charge.threads = (
            background(self.await_death, charge, process),
            background(self.pass_lines_on, charge.program, process),
        )
        if charge.program.answers is not None:
            charge.is_over = threading.Event()
            background(self.watch, charge, process, charge.program.answers)

    def pass_lines_on(self, program: Program, process: subprocess.Popen[str]) -> None:
        if process.stdout is None:  # never: start() asks for a pipe
            return
        with process.stdout as lines:
            for line in lines:
                self.log(program.name, line.rstrip())

    def watch(
        self,
        charge: Charge,
        process: subprocess.Popen[str],
        answers: Callable[[float], bool],
    ) -> None:
        watch = Watch(process.pid, answers, self.patience)
        if watch.falls_silent(charge.is_over):
            self.events.put(Silent(charge, process, watch.silent_s))

    def give_up(self, silent: Silent) -> None:
        """Kill a process that is silent; its death is then as any other."""
        if silent.charge.process is silent.process:
            name = silent.charge.program.name
            self.log(name, f"has not answered for {silent.silent_s:g} s; killed")
            os.kill(silent.process.pid, signal.SIGKILL)

    def await_death(self, charge: Charge, process: subprocess.Popen[str]) -> None:
        # WNOWAIT leaves the program unreaped: until `bury` has killed what it left
        # behind, no other process can get its number.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        self.events.put(charge)

    def bury(self, charge: Charge) -> str:
        """Kill what a dead program left behind; return how it ended."""
        process, charge.process = charge.process, None
        charge.is_over.set()
        if process is None:
            return "had ended"
        # granian's workers outlive a killed granian and keep its port.
        os.killpg(process.pid, signal.SIGKILL)
        for thread in charge.threads:
            thread.join()
        return describe(process.wait())

    def plan_restart(self, charge: Charge, ending: str) -> None:
        """Decide when a program that died starts again."""
        ran_s = time.monotonic() - charge.started_s
        if ran_s >= WELL_AFTER_S or not charge.wait_s:
            charge.wait_s = self.first_wait_s
        else:
            charge.wait_s = min(charge.wait_s * 2, LONGEST_WAIT_S)
        charge.restart_due_s = time.monotonic() + charge.wait_s
        self.log(
            charge.program.name,
            f"{ending} after {ran_s:.0f} s; starts again in {charge.wait_s:g} s",
        )

    def start_what_is_due(self) -> None:
        now = time.monotonic()
        for charge in self.charges:
            if charge.restart_due_s is not None and charge.restart_due_s <= now:
                self.start(charge)

    def end(self) -> None:
        """Ask every program to end; kill, with its children, what will not."""
        for charge in self.living():
            self.tell(charge, signal.SIGTERM)
        deadline = time.monotonic() + self.grace_s
        while self.living():
            try:
                event = self.events.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                break
            if event in ENDING:
                break
            if isinstance(event, Charge):
                self.bury(event)
        for charge in self.living():
            self.log(charge.program.name, "did not end; killed")
            self.bury(charge)
        self.log("callsign", "ended")

    def renew(self) -> None:
        """Have every program take up the code as it is now."""
        for charge in self.living():
            if charge.program.renewed_by is not None:
                self.tell(charge, charge.program.renewed_by)

    def tell(self, charge: Charge, number: signal.Signals) -> None:
        if charge.process:
            os.kill(charge.process.pid, number)

    def living(self) -> list[Charge]:
        return [charge for charge in self.charges if charge.process]
