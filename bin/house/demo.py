"""
Start the demo station KDEMO: its database, its stories, web server, air and worker.

The first start makes the station in a folder; a later one finds it there. Delete the
folder to begin anew.
"""

import argparse
import os
import secrets
import shlex
import socket
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bin.house.serving import serve_until_told
from bin.house.stamps import Stamps, digest_of
from bin.house.steps import ROOT, StepFailed, run
from callsign.commands.serve import CannotListen, make_sure_nobody_listens, port_number

TOOLS = Path(sys.executable).parent
HOST = "127.0.0.1"
# Roles of demo/station.toml; between them, these two see nearly all of the newsroom.
WHAT_THEY_MAY = {
    "editor": "an editor: publishes stories, plans the schedule, sees what is on air",
    "engineer": "an engineer: services, sources, encoders; switches and withholds what is aired",
}


def main() -> None:
    chosen = options().parse_args()
    data = Path(chosen.data).resolve()
    environment = demo_environment(data, chosen.port)
    try:
        if not chosen.no_serve:
            make_sure_nobody_listens(HOST, chosen.port)
        prepare(data, environment)
    except (CannotListen, StepFailed) as error:
        sys.exit(f"bin/demo: {error}")
    if chosen.no_serve:
        print(f"The demo station is in {data}.")
        return
    sys.exit(serve(chosen.port, data, environment))


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/demo",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=port_number, default=8000, help="the port (default: %(default)s)"
    )
    parser.add_argument(
        "--data",
        metavar="DIR",
        default=ROOT / "var/demo",
        help="the folder that the station is kept in (default: var/demo)",
    )
    parser.add_argument("--no-serve", action="store_true", help="only make the station")
    return parser


def demo_environment(data: Path, port: int) -> dict[str, str]:
    """
    Return this environment, changed so that a demo cannot reach a real station.

    A DATABASE_URL or a deployment's settings left in the shell would have the demo's
    stories written into that station's database.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("CALLSIGN_")
    }
    air = air_port(data)
    return kept | {
        "CALLSIGN_DATA": str(data),
        "CALLSIGN_AIR_LISTEN": f"{HOST}:{air}",
        "CALLSIGN_AIR_URL": f"http://{HOST}:{air}",
        "DEMO_PASSWORD": password(data),
        "CALLSIGN_BASE_URL": f"http://{HOST}:{port}",
        "DJANGO_SETTINGS_MODULE": "callsign.config.settings",
    }


def password(data: Path) -> str:
    """Return the password of the demo's logins, made once for each folder."""
    kept_in = data / "password"
    if not kept_in.exists():
        data.mkdir(parents=True, exist_ok=True)
        kept_in.touch(mode=0o600)
        kept_in.write_text(secrets.token_urlsafe(9))
    return kept_in.read_text()


def air_port(data: Path) -> int:
    """Return a free port for air: the one it had, if that is free, so links go on."""
    kept_in = data / "air-port"
    had = kept_in.read_text().strip() if kept_in.exists() else ""
    if had.isdecimal() and is_free(int(had)):
        return int(had)
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    data.mkdir(parents=True, exist_ok=True)
    kept_in.write_text(str(port))
    return port


def is_free(port: int) -> bool:
    try:
        make_sure_nobody_listens(HOST, port)
    except CannotListen:
        return False
    return True


def logins() -> list[str]:
    """Return a line for each login worth trying first: its name, and what it may do."""
    station = tomllib.loads((ROOT / "demo/station.toml").read_text(encoding="utf-8"))
    users: list[dict[str, str]] = station["users"]
    names = {user["role"]: user["username"] for user in reversed(users)}
    return [f"{names[role]:<8} {may}" for role, may in WHAT_THEY_MAY.items()]


def prepare(data: Path, environment: Mapping[str, str]) -> None:
    """Bring the station in a folder up to the code, doing only what has changed."""
    stamps = Stamps(data / "stamps.json")
    for step in steps(environment.get("CALLSIGN_BASE_URL", "")):
        if not stamps.holds(step.saying, step.done_for):
            command = [sys.executable, *step.arguments]
            run(step.saying, command, env=environment)
            stamps.set(step.saying, step.done_for)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of making the station, and the digest of what it depends on."""

    saying: str
    arguments: tuple[str, ...]
    done_for: str


def steps(address: str) -> list[Step]:
    packages = ROOT / "requirements.lock"
    return [
        Step(
            "Database",
            ("manage.py", "migrate"),
            digest_of([packages, *source_files("*/migrations/*.py")]),
        ),
        Step(
            "Styles, scripts and fonts",
            ("manage.py", "collectstatic", "--noinput", "--clear"),
            digest_of(
                [
                    packages,
                    ROOT / "callsign/design/fingerprints.py",
                    *source_files("*/static/**/*"),
                ]
            ),
        ),
        # Once for each folder: filling it anew would undo what somebody has tried out.
        # A folder that is older than the schedule gets that, and nothing else.
        Step("Stories, programs and people", ("-m", "demo.fill"), "with a schedule"),
        # Pages name their own address, which another port changes.
        Step("Address", ("-m", "demo.address"), address),
        # After the stories, for a folder that was filled before there was air.
        Step("Recorded programs on the air", ("-m", "demo.on_air"), "once"),
    ]


def source_files(pattern: str) -> list[Path]:
    return sorted(
        path for path in (ROOT / "callsign").glob(f"**/{pattern}") if path.is_file()
    )


def serve(port: int, data: Path, environment: Mapping[str, str]) -> int:
    """Run the station until it is told to end; return the exit code."""
    command = [f"{TOOLS}/callsign", "serve", "--host", HOST, "--port", str(port)]
    address = f"http://{HOST}:{port}/"
    log = data / "serve.log"
    # Into a file: what the worker says would bury the address. And in a session of its
    # own: Ctrl-C reaches this program alone, which then asks the server to end.
    with log.open("wb") as lines:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return serve_until_told(
        process,
        address,
        log,
        welcome=welcome(address, data, environment["DEMO_PASSWORD"]),
    )


def welcome(address: str, data: Path, password: str) -> str:
    """Say where everything is, who can sign in, and how to ask what is on air."""
    users = "\n".join(f"    {line}" for line in logins())
    folder = shlex.quote(str(data / "air"))
    return (
        f"\nThe demo station KDEMO is at {address}\n"
        f"Its newsroom is at {address}desk/, with the password {password} for\n"
        f"{users}\n"
        "What is on air, in another terminal:\n"
        f"    {shlex.quote(f'{TOOLS}/callsign')} air --folder {folder} status\n"
        f"Its log is {data / 'serve.log'}\n"
        "Ctrl-C ends it.\n"
    )


if __name__ == "__main__":
    main()
