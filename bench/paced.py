"""So many requests a second, each at its moment, whether or not those before were answered."""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 50


@dataclass(frozen=True, slots=True)
class Paced:
    """How long answers took, in ms since each request was due; and how many failed."""

    waits_ms: tuple[float, ...]
    failed: int
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.waits_ms) / self.seconds

    def percentile(self, percent: float) -> float:
        ordered = sorted(self.waits_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def paced(url: str, *, per_second: int, seconds: float) -> Paced:
    """
    Ask an address at an even pace, over connections that are kept.

    A wait begins when its request was due, and so counts what was held up before it.
    """
    return asyncio.run(ask(url, per_second, seconds))


async def ask(url: str, per_second: int, seconds: float) -> Paced:
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()
    opened = [
        await asyncio.open_connection(parts.hostname, parts.port)
        for _ in range(CONNECTIONS)
    ]
    began_s = time.perf_counter() + 0.1
    every_s = CONNECTIONS / per_second
    rows = await asyncio.gather(
        *(
            one_connection(
                *streams, request, began_s + number / per_second, every_s, seconds
            )
            for number, streams in enumerate(opened)
        )
    )
    waits = tuple(wait for waits, _ in rows for wait in waits)
    return Paced(waits, sum(failed for _, failed in rows), seconds)


async def one_connection(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    request: bytes,
    first_s: float,
    every_s: float,
    seconds: float,
) -> tuple[list[float], int]:
    """Send a request each time one is due; return the waits and the failures."""
    waits, failed = [], 0
    for number in range(int(seconds / every_s)):
        due_s = first_s + number * every_s
        await asyncio.sleep(max(0.0, due_s - time.perf_counter()))
        writer.write(request)
        failed += not await is_answered(reader)
        waits.append((time.perf_counter() - due_s) * 1_000)
    writer.close()
    return waits, failed


async def is_answered(reader: asyncio.StreamReader) -> bool:
    """Read one whole answer; return whether it is a 200."""
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    start = lowered.index(b"content-length:") + len(b"content-length:")
    await reader.readexactly(int(lowered[start : lowered.index(b"\r\n", start)]))
    return head.split(b" ", 2)[1] == b"200"
