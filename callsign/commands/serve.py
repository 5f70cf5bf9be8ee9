"""
Run the station: the web server, air and the worker, supervised.

What dies is started again; so is air that no longer answers. SIGTERM or Ctrl-C ends
everything; SIGHUP makes web server and worker take up the code as it is now, while air
goes on.
"""

import argparse
import errno
import os
import signal
import socket
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from callsign.commands.supervised import Program
from callsign.commands.supervisor import Supervisor
from callsign.commands.telling_air import air_folder, tell_air
from callsign.commands.watch import answers

# Threads in each web process. A listener whose connection is slow holds one for as long
# as a recording is sent, so there must be many more than there are cores; but each may
# keep a connection to the database, of which PostgreSQL allows 100 in all.
# granian warns at start of so many, hence its log level.
THREADS = 32


class CannotListen(Exception):
    """The web server cannot have the port it was given."""


class PortTaken(CannotListen):
    """Another program listens where the web server should."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"port {port} on {host} is taken by another program. End that program, "
            f"or choose another port: --port {port + 1}"
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address to listen on (default: %(default)s, this machine alone)",
    )
    parser.add_argument(
        "--port", type=port_number, default=8000, help="the port (default: %(default)s)"
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=2,
        help="web server processes (default: %(default)s)",
    )
    parser.add_argument(
        "--no-air", action="store_true", help="run no air: it runs elsewhere, or not"
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--web-only", action="store_true", help="run the web server alone"
    )
    only.add_argument("--worker-only", action="store_true", help="run the worker alone")


def port_number(text: str) -> int:
    """
    Read a port, which is a number of 16 bits.

    >>> port_number("8000")
    8000
    """
    if text.isdecimal() and 0 < int(text) < 65_536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; they run from 1 to 65535")


def run(options: argparse.Namespace) -> int:
    """Serve until a signal comes; return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callsign.config.settings")
    # Python holds back the lines of a program that writes to a pipe.
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    programs = []
    if not options.worker_only:
        try:
            make_sure_nobody_listens(options.host, options.port)
        except CannotListen as error:
            print(f"callsign serve: {error}", file=sys.stderr)
            return 1
        programs.append(web(options.host, options.port, options.workers))
    if not (options.no_air or options.web_only or options.worker_only):
        if not tell_air():
            log("callsign", "air begins with the configuration it had")
        programs.append(air(air_folder()))
    if not options.web_only:
        programs.append(worker())
    Supervisor(programs, log=log).run()
    return 0


def web(host: str, port: int, workers: int) -> Program:
    """Return the web server: granian, by WSGI."""
    return Program(
        "web",
        (
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", host, "--port", str(port), "--workers", str(workers)),
            *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
            *("--blocking-threads", str(THREADS), "--log-level", "error"),
            "callsign.config.wsgi:application",
        ),
        renewed_by=signal.SIGHUP,
    )


def air(folder: Path) -> Program:
    """
    Return air, which new code must not interrupt: it is restarted by hand.

    Frozen air has to be killed: to listeners, it is air that has ended.
    """
    return Program(
        "air",
        (sys.executable, "-m", "callsign", "air", "--folder", str(folder)),
        renewed_by=None,
        answers=partial(answers, folder / "air.sock"),
    )


def worker() -> Program:
    """Return the worker: every queue of django-tasks-db, one task at a time."""
    return Program(
        "worker",
        (
            # A page comes before an alignment where both want the processor.
            *("nice", "-n", "10"),
            *(sys.executable, "-m", "django", "work", "--queue-name=*"),
            *("--no-reload", "--no-startup-delay"),
        ),
    )


def make_sure_nobody_listens(host: str, port: int) -> None:
    """
    Make sure that nobody listens on a port.

    granian's processes share their port (SO_REUSEPORT), so a second server beside
    a first would start without complaint and take half of its visitors.

    Raises: PortTaken: somebody does. CannotListen: this user or machine may not.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(host, port) from error
            raise CannotListen(
                f"port {port} on {host} cannot be used: {error.strerror}"
            ) from error


def log(program: str, message: str) -> None:
    """Write one line: when (UTC), which program, what."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    print(f"{now} {program:<8} {message}", flush=True)
