"""
Listening while everything else is killed, and while air itself is.

The demo station runs as `callsign serve` runs it, on PostgreSQL, with FFmpeg as its
encoder. First web, worker and database are killed, and killed again whenever they come
back, for a minute; two FFmpegs listen meanwhile, one to the plain stream and one to the pieces (HLS).
What they decoded must have every beep of the time code a second after the one before,
and no hole. Then the logbook must have everything that air's journal says.

After that air itself is killed, once for each start of the station, while Chromium
hears a tone by the site's own player: in pieces, and by the plain stream.

    bin/bench while_listening [--seconds 60] [--kills 5]
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from bench.database import Database, database
from bench.ear import Heard, chromium, heard, listen, sit_down
from bench.measuring import ROOT, Bars, heading, median, write_result
from bench.station import Station, filled, is_listed, serving
from bench.time_code import CODES, RATE_HZ, SOFT, beeps, longest_hole_ms, studio
from callsign.engines.stream import journal
from callsign.engines.stream.journal import Kind
from tests.air.running import until
from tests.air.studio import tape_folder

BEFORE_S = AFTER_S = 8
SWITCHED_S = 10  # until nobody who begins to listen hears what was before the studio
KILL_EVERY_S = 0.2
TAKEN_IN_WITHIN_S = 90
# Between two beeps the source's clock is matched to air's, by half a sample in a thousand
# at most; a frame that is missing is more than 20 ms.
EXACT_MS = 2.0
BACK_BAR_S = 3.0
SETTLED_S = 8
HEARD_AFTER_S = 10
PLAYER = "document.querySelector('live-player')"
PLAIN_ONLY = """
  delete window.MediaSource
  delete window.ManagedMediaSource
  HTMLMediaElement.prototype.canPlayType = () => ''
"""

PLAY_A_TONE = """
import os
from callsign.newsroom.station.models import Source
Source.objects.filter(name="programs").update(path=os.environ["TONE"])
"""

# Run with the station's settings: what the logbook holds.
LOGBOOK = """
import json
from callsign.newsroom.logbook.models import Aired, Said, Switch
print(json.dumps({
    "aired": list(Aired.objects.values_list("service", "first_sequence", "last_sequence")),
    "switched": list(Switch.objects.values_list("run", "number")),
    "said": list(Said.objects.values_list("run", "number")),
}))
"""


@dataclass(frozen=True, slots=True)
class Listened:
    """What one listener lost."""

    beeps: int
    lost_ms: float
    hole_ms: float


@dataclass(frozen=True, slots=True)
class Restart:
    """Air was killed: when a playlist was there again, and what was heard of it."""

    back_s: float
    pieces_pause_s: float
    plain_pause_s: float


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench while_listening")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kills", type=int, default=5)
    options = parser.parse_args()
    head = heading("Listening while the rest is killed")
    with tempfile.TemporaryDirectory() as name, database() as postgres:
        folder = Path(name)
        environment = filled(folder, DATABASE_URL=postgres.url)
        play_a_tone(folder, environment)
        outage = without_the_rest(folder, environment, postgres, options.seconds)
        with chromium() as browser:
            restarts = [
                air_killed(folder, environment, browser) for _ in range(options.kills)
            ]
    write_result("while-listening", f"{head}\n{outage}\n{report(restarts)}")
    bars.end()


def play_a_tone(folder: Path, environment: dict[str, str]) -> None:
    """Have the station's own source play what has no pauses, where a hole is heard."""
    tape_folder(folder / "tone", seconds=20.0)
    environment["TONE"] = str(folder / "tone")
    for command in (["shell", "-v0", "-c", PLAY_A_TONE], ["air_configuration"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=environment, check=True,
        )  # fmt: skip


def without_the_rest(
    folder: Path, environment: dict[str, str], postgres: Database, seconds: float
) -> str:
    """Kill web, worker and database for so long; return what that did to listeners."""
    with serving(folder, environment) as station, studio(station.mount):
        until(lambda: station.on_air == "studio")
        time.sleep(SWITCHED_S)
        with (
            ffmpeg(f"{station.air}/listen/kdemo.mp3", folder / "plain.raw"),
            ffmpeg(f"{station.air}/live/kdemo/index.m3u8", folder / "pieces.raw"),
        ):
            time.sleep(BEFORE_S)
            kills = kill_for(station, postgres, seconds)
            time.sleep(AFTER_S)
        ways = {"plain stream": "plain.raw", "pieces (HLS)": "pieces.raw"}
        rows = [
            row(name, listened(folder / file, seconds)) for name, file in ways.items()
        ]
        missing = missing_in_logbook(folder, environment)
        bars.most("entries that the logbook lacked", missing, 0)
    return "\n".join(
        [
            f"Web, worker and PostgreSQL were dead for {seconds} s (SIGKILL, again each"
            f" time the supervisor had started one: {kills} kills).",
            "",
            "| listener (FFmpeg) | beeps heard | sound lost (bar: 0 ms) | longest hole |",
            "|---|---:|---:|---:|",
            *rows,
            "",
            f"Entries of air's journal that the logbook lacked afterwards: {missing} (bar: 0).",
            "",
        ]
    )


@contextmanager
def ffmpeg(address: str, file: Path) -> Iterator[None]:
    """Listen, and write down what was decoded."""
    command = ["ffmpeg", "-v", "error", "-y", "-i", address, "-f", "s16le", "-ac", "1"]
    process = subprocess.Popen([*command, "-ar", str(RATE_HZ), str(file)])
    try:
        yield
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()


def kill_for(station: Station, postgres: Database, seconds: float) -> int:
    """Keep web, worker and database dead; then let them come back. Return the kills."""
    killed: set[int] = set()
    until_s = time.monotonic() + seconds
    postgres.kill()
    while time.monotonic() < until_s:
        for pid in (station.latest_pid("web"), station.latest_pid("worker")):
            if pid is not None and pid not in killed:
                killed.add(pid)
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
        time.sleep(KILL_EVERY_S)
    postgres.start()
    return len(killed) + 1


class StoppedListening(Exception):
    """A listener heard less than the outage lasted, so it says nothing of what was lost."""


def listened(file: Path, seconds: float) -> Listened:
    """
    Return what is missing in decoded sound, by the beeps and by the tone under them.

    Raises: StoppedListening: fewer beeps than the seconds for which the rest was dead
    """
    sound = np.frombuffer(file.read_bytes(), "<i2") / 32_768
    found = list(beeps(sound))
    if len(found) < seconds:
        raise StoppedListening(f"{file.name}: {len(found)} beeps in {seconds:.0f} s")
    lost_ms = 0.0
    for (at, code), (next_at, next_code) in pairwise(found):
        captured_ms = (next_code - code) % CODES * 1_000
        off_ms = captured_ms - (next_at - at) * 1_000 / RATE_HZ
        lost_ms += abs(off_ms) if abs(off_ms) > EXACT_MS else 0.0
    return Listened(len(found), lost_ms, longest_hole_ms(sound))


def row(name: str, one: Listened) -> str:
    bars.most(f"{name}: sound lost, ms", one.lost_ms, 0)
    return f"| {name} | {one.beeps} | {one.lost_ms:.0f} ms | {one.hole_ms:.1f} ms |"


def missing_in_logbook(folder: Path, environment: dict[str, str]) -> int:
    """Return how many entries are not there once the worker has had its time."""
    files = sorted((folder / "air" / "journal").glob("*.jsonl"))
    entries = journal.read(b"".join(one.read_bytes() for one in files)).entries
    until_s = time.monotonic() + TAKEN_IN_WITHIN_S
    while (missing := lacking(entries, environment)) and time.monotonic() < until_s:
        time.sleep(2)
    return missing


def lacking(entries: tuple[journal.Entry, ...], environment: dict[str, str]) -> int:
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", LOGBOOK],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    rows = json.loads(said.splitlines()[-1])
    aired = {
        (service, sequence)
        for service, first, last in rows["aired"]
        for sequence in range(first, last + 1)
    }
    known = {tuple(one) for name in ("switched", "said") for one in rows[name]}
    return sum(
        (one.service, one.details["sequence"]) not in aired
        if one.kind is Kind.SEGMENT
        else one.kind in (Kind.SWITCHED, Kind.METADATA)
        and (one.run, one.number) not in known
        for one in entries
    )


def air_killed(folder: Path, environment: dict[str, str], browser: Browser) -> Restart:
    """Start the station, kill its air while a browser hears it, and see both come back."""
    with serving(folder, environment) as station:
        pages = [press_play(station, browser, how) for how in ("", PLAIN_ONLY)]
        time.sleep(SETTLED_S)
        pid = station.latest_pid("air")
        assert pid is not None
        killed_s = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        until(lambda: not is_listed(f"{station.air}/live/kdemo/aac128/live.m3u8"))
        until(lambda: is_listed(f"{station.air}/live/kdemo/aac128/live.m3u8"))
        back_s = time.monotonic() - killed_s
        time.sleep(HEARD_AFTER_S)
        pauses = [pause_s(heard(page)) for page in pages]
        for page in pages:
            page.context.close()
    return Restart(back_s, *pauses)


def press_play(station: Station, browser: Browser, before: str) -> Page:
    page = sit_down(browser)
    page.add_init_script(before)
    page.goto(station.web)
    listen(page, f"{PLAYER}.audio")
    page.get_by_role("button", name="Play KDEMO 89.7 live").click()
    return page


def pause_s(one: Heard) -> float:
    """Return the longest pause since something was heard, the one that has not ended included."""
    loud = np.flatnonzero(np.abs(one.sound) > SOFT / 4)
    longest = int(np.diff(loud).argmax())
    paused_ms, heard_ms, last_ms, now_ms = (
        one.moment_ms(int(sample))
        for sample in (loud[longest], loud[longest + 1], loud[-1], len(one.sound))
    )
    return max(heard_ms - paused_ms, now_ms - last_ms) / 1_000


def report(restarts: list[Restart]) -> str:
    back = [one.back_s for one in restarts]
    bars.most("a valid playlist again after, s", max(back), BACK_BAR_S)
    pieces = [one.pieces_pause_s for one in restarts]
    plain = [one.plain_pause_s for one in restarts]
    return f"""\
Air itself was killed (SIGKILL) under `serve`, {len(restarts)} times; nobody touched the players.

| what | median | worst | bar |
|---|---:|---:|---:|
| a valid playlist again after | {median(back):.2f} s | {max(back):.2f} s | ≤ {BACK_BAR_S:.0f} s |
| pause in the sound, site's player, pieces | {median(pieces):.2f} s | {max(pieces):.2f} s | goes on by itself |
| pause in the sound, site's player, plain stream | {median(plain):.2f} s | {max(plain):.2f} s | goes on by itself |
"""


if __name__ == "__main__":
    main()
