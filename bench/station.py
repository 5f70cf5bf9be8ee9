"""The demo station, filled and served as a station is: web, air and worker under one supervisor."""

import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import ROOT, free_port, wait_for_answer
from bin.house.demo import demo_environment, prepare
from tests.air.running import on_air, until

# An encoder's place before the recordings.
ADD_STUDIO = """
from callsign.newsroom.station.models import Service, Source
kdemo = Service.objects.get(slug="kdemo")
Source.objects.get_or_create(service=kdemo, name="studio", kind="push")
"""


@dataclass(frozen=True, slots=True)
class Station:
    """A station that is served."""

    web: str
    air: str
    folder: Path
    log: Path
    pid: int

    @property
    def mount(self) -> str:
        """Where an encoder sends to, with its password."""
        config = json.loads((self.folder / "air" / "air.json").read_text())
        service = next(one for one in config["services"] if one["slug"] == "kdemo")
        studio = next(one for one in service["sources"] if one["name"] == "studio")
        place = self.air.removeprefix("http://")
        return f"icecast://source:{studio['password']}@{place}/kdemo"

    @property
    def on_air(self) -> object:
        """The name of the source that is heard on the first service."""
        return on_air(self.folder / "air")

    def latest_pid(self, program: str) -> int | None:
        """Return the process that the supervisor started last for a program."""
        found = re.findall(
            rf" {program} +started as process (\d+)", self.log.read_text()
        )
        return int(found[-1]) if found else None


@contextmanager
def served(folder: Path, **more: str) -> Iterator[Station]:
    """Fill the demo station in a folder, and serve it until the caller is done."""
    environment = filled(folder, **more)
    with serving(folder, environment) as station:
        yield station


def filled(folder: Path, **more: str) -> dict[str, str]:
    """Fill the demo station, unless it is; return the environment to run it in."""
    environment = demo_environment(folder, free_port()) | more
    prepare(folder, environment)
    manage = [sys.executable, "manage.py"]
    for command in (["shell", "-v0", "-c", ADD_STUDIO], ["air_configuration"]):
        subprocess.run([*manage, *command], cwd=ROOT, env=environment, check=True)
    return environment


@contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[Station]:
    """Serve a station that is filled, until the caller is done."""
    web, air = environment["CALLSIGN_BASE_URL"], environment["CALLSIGN_AIR_URL"]
    port = web.rpartition(":")[2]
    log = folder / "serve.log"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "callsign", "serve", "--port", port],
            cwd=ROOT, env=environment, stdout=lines, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_for_answer(f"{web}/", process)
        until(lambda: is_listed(f"{air}/live/kdemo/aac128/live.m3u8"))
        yield Station(web, air, folder, log, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def is_listed(address: str) -> bool:
    """Return whether a playlist lists enough for players to begin."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.read().count(b"#EXTINF") > 3)
    except OSError:
        return False
