"""The supervisor, with tiny programs in the place of the web server and the worker."""

import os
import signal
import sys
import threading
import time
from functools import partial

import pytest

from callsign.commands.supervised import Program
from callsign.commands.supervisor import Supervisor
from callsign.commands.watch import Patience, answers

PATIENCE_S = 20


class Log:
    """What the supervisor wrote, with a way to wait for a line."""

    def __init__(self):
        self.lines = []
        self.news = threading.Condition()

    def __call__(self, program, message):
        with self.news:
            self.lines.append(f"{program}: {message}")
            self.news.notify_all()

    def wait_for(self, text, *, times=1):
        with self.news:
            came = self.news.wait_for(
                lambda: sum(text in line for line in self.lines) >= times, PATIENCE_S
            )
        assert came, f"no line says {text!r}: {self.lines}"


def python(name, code):
    return Program(name, (sys.executable, "-uc", code))


STAYS = "import time; print('here'); time.sleep(600)"
STAYS_DESPITE_TERM = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    " print('here'); time.sleep(600)"
)
RENEWS_ITSELF = (
    "import signal, time;"
    " signal.signal(signal.SIGHUP, lambda number, frame: print('renewed'));"
    " print('here'); time.sleep(600)"
)
DIES = "print('here'); raise SystemExit(3)"
HAS_A_CHILD = (
    "import subprocess, sys, time;"
    " child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    " print('child', child.pid); time.sleep(600)"
)
ANSWERS = (
    "import socket, sys\n"
    "from pathlib import Path\n"
    "Path(sys.argv[1]).unlink(missing_ok=True)\n"
    "door = socket.socket(socket.AF_UNIX); door.bind(sys.argv[1]); door.listen()\n"
    "while True:\n"
    "    caller = door.accept()[0]\n"
    "    print('asked', caller.recv(100)); caller.sendall(b'here'); caller.close()\n"
)


@pytest.fixture
def supervise():
    """Run a supervisor in a thread; signals are handed to it as the handler would."""
    running = []

    def start(*programs, **options):
        log = Log()
        supervisor = Supervisor(programs, log=log, first_wait_s=0.01, **options)
        thread = threading.Thread(target=supervisor.supervise)
        thread.start()
        running.append((supervisor, thread))
        return supervisor, log, thread

    yield start
    for supervisor, thread in running:
        supervisor.hear(signal.SIGTERM, None)
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def pid_in(log, text):
    return next(int(line.split()[-1]) for line in log.lines if text in line)


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


class TestASupervisedProgram:
    def test_has_its_lines_written_under_its_name(self, supervise):
        _, log, _ = supervise(python("web", STAYS))

        log.wait_for("web: here")

    def test_starts_again_when_it_dies(self, supervise):
        _, log, _ = supervise(python("worker", DIES))

        log.wait_for("worker: here", times=3)
        log.wait_for("worker: ended with 3")

    def test_waits_longer_after_each_death(self, supervise):
        _, log, _ = supervise(python("worker", DIES))

        log.wait_for("starts again in 0.01 s")
        log.wait_for("starts again in 0.02 s")
        log.wait_for("starts again in 0.04 s")

    def test_that_cannot_be_started_is_tried_again_and_leaves_others_alone(
        self, supervise
    ):
        lost = Program("lost", ("/nowhere/callsign",))
        supervisor, log, _ = supervise(lost, python("web", STAYS))

        log.wait_for("lost: could not be started (No such file", times=3)
        log.wait_for("web: here")

        assert [one.program.name for one in supervisor.living()] == ["web"]

    def test_starts_again_when_it_is_killed(self, supervise):
        _, log, _ = supervise(python("web", STAYS))
        log.wait_for("web: here")

        os.kill(pid_in(log, "started as process"), signal.SIGKILL)

        log.wait_for("web: killed by SIGKILL")
        log.wait_for("web: here", times=2)

    def test_takes_its_children_with_it_when_it_is_killed(self, supervise):
        """Else they would keep its port."""
        _, log, _ = supervise(python("web", HAS_A_CHILD))
        log.wait_for("web: child")
        child = pid_in(log, "web: child")

        os.kill(pid_in(log, "started as process"), signal.SIGKILL)

        log.wait_for("web: child", times=2)
        wait_until_gone(child)

    def test_starts_anew_when_it_is_to_be_renewed(self, supervise):
        supervisor, log, _ = supervise(python("worker", STAYS))
        log.wait_for("worker: here")

        supervisor.hear(signal.SIGHUP, None)

        log.wait_for("worker: killed by SIGTERM")
        log.wait_for("worker: here", times=2)

    def test_is_renewed_in_place_where_it_knows_how(self, supervise):
        web = Program(
            "web", python("web", RENEWS_ITSELF).command, renewed_by=signal.SIGHUP
        )
        supervisor, log, _ = supervise(web)
        log.wait_for("web: here")

        supervisor.hear(signal.SIGHUP, None)

        log.wait_for("web: renewed")


class TestAProgramThatIsAsked:
    # Long until its first answer, as the machine may be busy with other tests.
    PATIENCE = Patience(every_s=0.3, idle=3, at_work=60, starting=60)

    def test_is_killed_and_started_again_when_it_was_stopped(self, supervise, tmp_path):
        door = tmp_path / "door"
        command = (sys.executable, "-uc", ANSWERS, str(door))
        air = Program("air", command, answers=partial(answers, door))
        _, log, _ = supervise(air, patience=self.PATIENCE)
        log.wait_for("air: asked")

        os.kill(pid_in(log, "started as process"), signal.SIGSTOP)

        log.wait_for("s; killed")
        log.wait_for("air: killed by SIGKILL after")
        log.wait_for("air: started as process", times=2)

    def test_ends_with_the_others_while_it_is_asked(self, supervise):
        asked = threading.Event()

        def never(within_s):
            asked.set()
            return False

        air = Program("air", python("air", STAYS).command, answers=never)
        supervisor, log, thread = supervise(air, patience=Patience(every_s=0.05))
        assert asked.wait(PATIENCE_S)

        supervisor.hear(signal.SIGTERM, None)
        thread.join(PATIENCE_S)

        assert log.lines[-1] == "callsign: ended"


class TestEnding:
    def test_ends_every_program(self, supervise):
        supervisor, log, thread = supervise(python("web", STAYS), python("w", STAYS))
        log.wait_for("here", times=2)

        supervisor.hear(signal.SIGTERM, None)
        thread.join(PATIENCE_S)

        assert log.lines[-1] == "callsign: ended"
        assert supervisor.living() == []

    def test_kills_what_will_not_end(self, supervise):
        supervisor, log, thread = supervise(
            python("web", STAYS_DESPITE_TERM), grace_s=0.2
        )
        log.wait_for("here")

        supervisor.hear(signal.SIGTERM, None)
        thread.join(PATIENCE_S)

        assert "web: did not end; killed" in log.lines
        assert supervisor.living() == []

    def test_waits_no_longer_at_a_second_signal(self, supervise):
        supervisor, log, thread = supervise(
            python("web", STAYS_DESPITE_TERM), grace_s=600
        )
        log.wait_for("here")

        supervisor.hear(signal.SIGINT, None)
        supervisor.hear(signal.SIGINT, None)
        thread.join(PATIENCE_S)

        assert "web: did not end; killed" in log.lines


def wait_until_gone(pid):
    deadline = time.monotonic() + PATIENCE_S
    while not is_gone(pid):
        assert time.monotonic() < deadline, f"process {pid} is still there"
        time.sleep(0.02)
