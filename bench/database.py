"""A PostgreSQL that can be killed, and started again where it was."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from bin.house.postgres import (
    FOR_SPEED,
    NoServer,
    run_as,
    running,
    server_programs,
    server_user,
)


class Database:
    """A server of our own, in a folder that is gone afterwards."""

    def __init__(self, programs: Path, url: str) -> None:
        self.programs = programs
        self.url = url
        self.folder = Path(unquote(urlsplit(url).netloc.rpartition("@")[2]))
        with self.connected() as connection:
            connection.execute("CREATE DATABASE callsign")

    def connected(self) -> psycopg.Connection:
        host = str(self.folder)
        return psycopg.connect(
            host=host, user="callsign", dbname="postgres", autocommit=True
        )

    def kill(self) -> None:
        """Kill the server as a crash does; its children end by themselves."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def start(self, patience_s: float = 30) -> None:
        """Start the server again; it mends what the kill left."""
        folder, last_s = self.folder, time.monotonic() + patience_s
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} "
        while True:
            try:
                run_as(
                    server_user(),
                    [
                        *(self.programs / "pg_ctl", "--pgdata", folder / "data"),
                        *("--wait", "--silent", "--log", folder / "server.log"),
                        *("--options", options + FOR_SPEED, "start"),
                    ],
                )
            except NoServer:
                if time.monotonic() > last_s:
                    raise
                time.sleep(1)  # a child of the old server is still there
            else:
                return


@contextmanager
def database() -> Iterator[Database]:
    """Raises: NoServer: PostgreSQL is not installed"""
    programs = server_programs()
    if programs is None:
        raise NoServer("PostgreSQL's programs are not installed")
    with running(programs) as url:
        yield Database(programs, url)
