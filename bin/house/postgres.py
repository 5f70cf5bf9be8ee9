"""A throw-away PostgreSQL for a test run: made in a folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bin.house.steps import Command

# Debian keeps the server's programs, one folder per version, out of PATH.
DEBIAN_FOLDERS = "/usr/lib/postgresql/*/bin"

# Nothing here has to outlive a power cut.
FOR_SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def server_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, of the newest version there is."""
    in_path = shutil.which("pg_ctl")
    if in_path and shutil.which("initdb"):
        return Path(in_path).parent
    versions = [
        folder for folder in Path("/").glob(DEBIAN_FOLDERS[1:]) if has_server(folder)
    ]
    return max(versions, key=version, default=None)


def has_server(folder: Path) -> bool:
    return (folder / "initdb").exists() and (folder / "pg_ctl").exists()


def version(folder: Path) -> float:
    """
    Return the version in Debian's name for a folder.

    >>> version(Path("/usr/lib/postgresql/15/bin"))
    15.0
    """
    return float(folder.parent.name)


class NoServer(Exception):
    """A PostgreSQL of our own could not be made; this is what its program said."""


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Run a new server on a socket of its own; yield its DATABASE_URL."""
    user = server_user()
    with tempfile.TemporaryDirectory(prefix="callsign-pg-") as name:
        folder = Path(name)
        shutil.chown(folder, user)
        data, log = folder / "data", folder / "server.log"
        initdb: Command = [programs / "initdb", "--pgdata", data]
        how = ["--username=callsign", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        run_as(user, [*initdb, *how, "--locale=C.UTF-8"])
        control: Command = [programs / "pg_ctl", "--pgdata", data, "--wait", "--silent"]
        options = f"-c listen_addresses='' -c unix_socket_directories={name} "
        start: Command = ["--log", log, "--options", options + FOR_SPEED, "start"]
        run_as(user, [*control, *start])
        try:
            yield f"postgres://callsign@{quote(name, safe='')}/callsign"
        finally:
            run_as(user, [*control, "--mode", "immediate", "stop"])


def server_user() -> str:
    """Return who runs the server: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def run_as(user: str, command: Command) -> None:
    """
    Run a program as somebody.

    Raises: NoServer: it failed.
    """
    is_root = os.geteuid() == 0
    # Not captured by a pipe: the server that pg_ctl leaves behind would hold it open.
    with tempfile.TemporaryFile() as output:
        try:
            subprocess.run(
                command,
                check=True,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=user if is_root else None,
                group=pwd.getpwnam(user).pw_gid if is_root else None,
                extra_groups=[] if is_root else None,
            )
        except subprocess.CalledProcessError as error:
            output.seek(0)
            raise NoServer(output.read().decode(errors="replace")) from error
