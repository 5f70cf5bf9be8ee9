"""
From the microphone to the ear: how old live sound is when it is heard.

FFmpeg sends beeps that tell the second in which they were captured to the demo station,
as `callsign serve` runs it. They are heard in Chromium, by the site's own player and by
hls.js as it comes and with `liveSyncDurationCount: 2`, at the output of the <audio>; and in the plain
stream, decoded by FFmpeg as it arrives and played from its first sample on. No player is asked
for its own figures: an age is the moment a beep was heard less the moment it was captured.

    bin/bench encoder_to_ear [--starts 5]
"""

import argparse
import contextlib
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from bench.ear import Heard, chromium, heard, listen, sit_down
from bench.measuring import ROOT, Bars, heading, median, write_result
from bench.station import Station, served
from bench.time_code import RATE_HZ, age_ms, beeps, studio
from tests.air.running import until

HEARD_S = 6.5
PLAIN_S = 8
SETTLED_S = 8
HLS = ROOT / "callsign/design/static/vendor/hls/hls.light.min.mjs"
PLAYER = "document.querySelector('live-player').audio"
AUDIO = "document.querySelector('audio')"
BURST_BAR_MS = 1_000
QUIET_S = 0.03
PLAIN_BYTES_MS = 128 / 8

# hls.js alone, with the options that the bar names and no others.
BARE_PAGE = """<!doctype html><title>hls.js</title><audio crossorigin></audio><script type=module>
import Hls from "/bench/hls.js"
window.start = () => {
  const hls = new Hls(%s)
  hls.loadSource("/live/kdemo/index.m3u8")
  hls.attachMedia(document.querySelector("audio"))
  document.querySelector("audio").play()
}
</script>"""


@dataclass(frozen=True, slots=True)
class Start:
    """One start of one listener: how old the beeps were that it heard."""

    ages_ms: list[float]

    @property
    def age_ms(self) -> float:
        return median(self.ages_ms)


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench encoder_to_ear")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    options = parser.parse_args()
    head = heading("From encoder to ear")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(options.data or Path(folder)) as station,
        studio(station.mount),
        chromium() as browser,
    ):
        until(lambda: station.on_air == "studio")
        time.sleep(SETTLED_S)
        found = {
            name: [start(station, browser) for _ in range(options.starts)]
            for name, (start, _) in WAYS.items()
        }
        bursts = [burst_ms(station) for _ in range(options.starts)]
    write_result("encoder-to-ear", f"{head}\n{report(found, bursts)}")
    bars.end()


def by_the_site(station: Station, browser: Browser) -> Start:
    """The station's front page, its play button pressed."""
    page = sit_down(browser)
    page.goto(station.web)
    listen(page, PLAYER)
    page.get_by_role("button", name="Play KDEMO 89.7 live").click()
    return heard_on(page)


def by_hls(options: str) -> Callable[[Station, Browser], Start]:
    """A page with nothing but hls.js."""

    def start(station: Station, browser: Browser) -> Start:
        page = sit_down(browser)
        page.route(
            "**/bench/page.html",
            lambda route: route.fulfill(
                content_type="text/html", body=BARE_PAGE % options
            ),
        )
        page.route(
            "**/bench/hls.js",
            lambda route: route.fulfill(content_type="text/javascript", path=HLS),
        )
        page.goto(f"{station.air}/bench/page.html")
        listen(page, AUDIO)
        page.evaluate("start()")
        return heard_on(page)

    return start


def heard_on(page: Page) -> Start:
    page.wait_for_function(
        "() => [...document.querySelectorAll('audio')].some(one => one.currentTime > 0)"
    )
    page.wait_for_timeout(HEARD_S * 1_000)
    sound = heard(page)
    page.context.close()
    return Start(ages_in(sound))


def ages_in(one: Heard) -> list[float]:
    return [age_ms(one.moment_ms(sample), code) for sample, code in beeps(one.sound)][
        1:
    ]  # the first may have gone on already when the player began


def plainly(station: Station, browser: Browser) -> Start:
    return by_ffmpeg(f"{station.air}/listen/kdemo.mp3")


def burst_ms(station: Station) -> float:
    """Return how much sound comes at once: before the line is quiet for the first time."""
    host, port = station.air.removeprefix("http://").split(":")
    taken = bytearray()
    with socket.create_connection((host, int(port)), timeout=QUIET_S) as line:
        line.sendall(f"GET /listen/kdemo.mp3 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        with contextlib.suppress(TimeoutError):
            while part := line.recv(65_536):
                taken += part
    return len(taken.partition(b"\r\n\r\n")[2]) / PLAIN_BYTES_MS


def by_ffmpeg(address: str) -> Start:
    """
    FFmpeg's decoded output, heard as a radio plays it: from the first sample on, in real time.

    Where the next samples come too late, everything after them is heard later by so much.
    """
    command = ["ffmpeg", "-v", "error", "-i", address, "-t", str(PLAIN_S)]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(RATE_HZ), "-flush_packets", "1"]
    sound, delay_ms = bytearray(), 0.0
    with subprocess.Popen([*command, "pipe:1"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while part := process.stdout.read1(65_536):
            played_ms = len(sound) / 2 * 1_000 / RATE_HZ
            delay_ms = max(delay_ms, time.time() * 1_000 - played_ms)
            sound += part
    samples = np.frombuffer(bytes(sound[: len(sound) // 2 * 2]), "<i2") / 32_768
    found = beeps(samples)
    return Start([age_ms(delay_ms + at * 1_000 / RATE_HZ, code) for at, code in found])


WAYS: dict[str, tuple[Callable[[Station, Browser], Start], int]] = {
    "the site's own player": (by_the_site, 11_000),
    "hls.js as it comes": (by_hls("{}"), 11_000),
    "hls.js, `liveSyncDurationCount: 2`": (by_hls("{liveSyncDurationCount: 2}"), 9_000),
    "plain stream": (plainly, 4_000),
}


def report(found: dict[str, list[Start]], bursts: list[float]) -> str:
    lines = [
        "The age of what is heard: of each start the median beep; then the median and the"
        " worst of the starts, and the oldest beep of all.",
        "",
        "| listener | starts | beeps | median | worst start | oldest beep | bar |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, starts in found.items():
        ages = [one.age_ms for one in starts]
        bars.most(f"{name}: the worst start, ms", max(ages), WAYS[name][1])
        every = [age for one in starts for age in one.ages_ms]
        lines.append(
            f"| {name} | {len(starts)} | {len(every)} | {seconds(median(ages))}"
            f" | {seconds(max(ages))} | {seconds(max(every))} | ≤ {seconds(WAYS[name][1])} |"
        )
    bars.most("sent at once, ms", max(bursts), BURST_BAR_MS)
    lines += [
        "",
        f"Of the plain stream, {seconds(median(bursts))} is sent at once, at most"
        f" {seconds(max(bursts))} (bar ≤ {seconds(BURST_BAR_MS)}).",
    ]
    return "\n".join(lines) + "\n"


def seconds(ms: float) -> str:
    """
    >>> seconds(7_250)
    '7.25 s'
    """
    return f"{ms / 1_000:.2f} s"


if __name__ == "__main__":
    main()
