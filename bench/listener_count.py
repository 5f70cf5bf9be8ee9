"""
How wrong air's count of its listeners is, against a crowd that is known.

In each of four crowds there are 200 listeners at every moment: players that stay and
send no beat, players and plain streams that come and go (each stays 10 to 110 s, and
another takes its place), and those that only beat every 30 s. The count is read once
a second, from when the first crowd has been there for as long as somebody is remembered.

    bin/bench listener_count [--listeners 200] [--seconds 60]
"""

import argparse
import asyncio
import random
import re
import secrets
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import free_port, heading, median, write_result
from tests.air.running import air, configure

RELOAD_S, BEAT_S = 1.984, 30.0
STAY_S = (10.0, 110.0)
REMEMBERED_S = 45
FIRST_SEGMENTS_S = 12
LONG_STAY_S = 1_800

COUNT = re.compile(r'callsign_air_listeners\{service="([^"]+)",kind="(\w+)"\} (\d+)')

Listener = Callable[[int, str, float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Listeners of one kind, to a service of their own."""

    service: str
    name: str
    kind: str
    listener: Listener
    is_staying: bool


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench listener_count")
    parser.add_argument("--listeners", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    head = heading("The count of listeners")
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        configure(Path(name), port, services=len(CROWDS))
        with air(Path(name)):
            time.sleep(FIRST_SEGMENTS_S)
            counts = asyncio.run(counted(port, options.listeners, options.seconds))
    rows = [row(crowd, options.listeners, counts[crowd.service]) for crowd in CROWDS]
    lines = [LEGEND.format(options.listeners), *rows]
    write_result("listener-count", f"{head}\n" + "\n".join(lines) + "\n")


async def counted(port: int, size: int, seconds: int) -> dict[str, list[int]]:
    """Let all crowds listen, each to its service; return what air counted each second."""
    seats = [
        asyncio.create_task(seat(port, crowd)) for crowd in CROWDS for _ in range(size)
    ]
    await asyncio.sleep(REMEMBERED_S)
    counts: dict[str, list[int]] = {crowd.service: [] for crowd in CROWDS}
    for _ in range(seconds):
        said = await asyncio.to_thread(metrics, port)
        for crowd in CROWDS:
            counts[crowd.service].append(said[crowd.service, crowd.kind])
        await asyncio.sleep(1)
    for one in seats:
        one.cancel()
    for ended in await asyncio.gather(*seats, return_exceptions=True):
        if not isinstance(ended, asyncio.CancelledError):
            raise RuntimeError("a listener of the crowd has failed") from ended
    return counts


def metrics(port: int) -> dict[tuple[str, str], int]:
    """Return how many listeners air says each service has, by how they listen."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        text = answer.read().decode()
    return {(slug, kind): int(count) for slug, kind, count in COUNT.findall(text)}


async def seat(port: int, crowd: Crowd) -> None:
    """Have one listener after the other."""
    await asyncio.sleep(random.uniform(0, 5))
    while True:
        stay_s = 3_600.0 if crowd.is_staying else random.uniform(*STAY_S)
        await crowd.listener(port, crowd.service, stay_s)


async def plays_pieces(port: int, service: str, stay_s: float) -> None:
    await asks_again(
        port,
        f"/live/{service}/aac128/live.m3u8?s={secrets.token_hex(8)}",
        RELOAD_S,
        stay_s,
    )


async def beats(port: int, service: str, stay_s: float) -> None:
    await asks_again(
        port, f"/live/{service}/beat?s={secrets.token_hex(8)}", BEAT_S, stay_s
    )


async def asks_again(port: int, target: str, every_s: float, stay_s: float) -> None:
    """Ask for one address on a clock, and once more when it is time to leave."""
    leaves_s = time.monotonic() + stay_s
    while (left_s := leaves_s - time.monotonic()) > 0:
        await asked(port, target)
        await asyncio.sleep(min(every_s, left_s))


async def asked(port: int, target: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(target))
    status = await reader.readline()
    if b" 200 " not in status and b" 204 " not in status:
        raise RuntimeError(f"{target}: {status.decode()}")
    writer.close()
    await writer.wait_closed()


async def plays_plainly(port: int, service: str, stay_s: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(f"/listen/{service}.mp3"))
    try:
        async with asyncio.timeout(stay_s):
            while await reader.read(65_536):
                pass
    except TimeoutError:
        return  # has heard enough
    finally:
        writer.transport.abort()


def request(target: str) -> bytes:
    return (
        f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()


CROWDS = [
    Crowd(
        "kdemo",
        "players that stay and never beat",
        "hls",
        plays_pieces,
        is_staying=True,
    ),
    Crowd("kdemo-2", "only beats, every 30 s", "hls", beats, is_staying=True),
    Crowd("kdemo-3", "players that come and go", "hls", plays_pieces, is_staying=False),
    Crowd(
        "kdemo-4",
        "plain streams that come and go",
        "plain",
        plays_plainly,
        is_staying=False,
    ),
]

LEGEND = """\
{0} listeners at every moment; those that come and go stay a minute on average. Who leaves
the pieces does not say so, and is counted until he is forgotten: the error grows with
how many leave in a second. The last column is what it would be where listeners stay
half an hour.

| who | counted: median | least | most | error of the median | with stays of 30 minutes |
|---|---:|---:|---:|---:|---:|"""


def row(crowd: Crowd, size: int, counts: list[int]) -> str:
    error = median([float(one) for one in counts]) / size - 1
    later = 0.0 if crowd.is_staying else error * sum(STAY_S) / 2 / LONG_STAY_S
    return (
        f"| {crowd.name} | {median([float(one) for one in counts]):.0f} | {min(counts)}"
        f" | {max(counts)} | {error:+.1%} | {later:+.1%} |"
    )


if __name__ == "__main__":
    main()
