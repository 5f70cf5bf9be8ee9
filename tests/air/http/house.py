"""A program for tests of the server: a real archive and ring, and feeds that note what they are fed."""

import asyncio
import base64
import functools
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from callsign.air.http.server import Server, start
from callsign.air.listeners import Listeners
from callsign.air.push import FeedClosed, MountTaken, UnknownFormat
from callsign.air.ring import Ring
from callsign.engines.stream.archive import Archive
from callsign.engines.stream.configuration import (
    AirConfig,
    ServiceConfig,
    SourceConfig,
    SourceKind,
)
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.plan import Plan
from callsign.engines.stream.segments import SEGMENT_MS, MediaSegment

FRIDAY_NOON_MS = 1_795_197_600_000
STUDIO = SourceConfig("studio", SourceKind.PUSH, password="morning")
REMOTE = SourceConfig("remote", SourceKind.PUSH, password="elsewhere")
PROGRAMS = SourceConfig("programs", SourceKind.FILES, path="/programs")
KDEMO = ServiceConfig("kdemo", "KDEMO 89.7", (STUDIO, REMOTE, PROGRAMS))


class Feed:
    def __init__(self) -> None:
        self.fed: list[bytes] = []
        self.titles: list[str] = []
        self.is_closed = False
        self.reason = ""

    def feed(self, data: bytes) -> None:
        if b"garbage" in data:
            raise FeedClosed("it is not what it says it is")
        self.fed.append(data)

    def metadata(self, text: str) -> None:
        if self.is_closed:
            raise FeedClosed("the connection was closed")
        self.titles.append(text)

    def close(self, reason: str = "") -> None:
        self.reason = self.reason or reason
        self.is_closed = True


class Service:
    def __init__(self, folder: Path, config: ServiceConfig = KDEMO) -> None:
        self.config = config
        self.folder = folder
        self.archive = Archive()
        self.archive.withhold(config.withheld)
        self.ring = Ring(8, config.mp3_kbps)
        self.init_segments = {"aac128": b"ftyp of 128", "aac48": b"ftyp of 48"}
        self.title = "Local Desk"
        self.plan = Plan(config.slug, 0, 0)
        self.feeds: dict[str, Feed] = {}
        self.is_taken = False
        self.switched: list[str | None] = []

    def put_on_air(self, count: int) -> None:
        """Add media segments, each a file of its own sound."""
        first = len(self.archive) + 1
        for sequence in range(first, first + count):
            start_ms = FRIDAY_NOON_MS + (sequence - 1) * SEGMENT_MS
            segment = MediaSegment(sequence, start_ms)
            for rendition in self.init_segments:
                path = self.segment_path(rendition, segment)
                path.parent.mkdir(exist_ok=True, parents=True)
                path.write_bytes(sound_of(rendition, sequence))
            self.archive.add(segment)

    def segment_path(self, rendition: str, segment: MediaSegment) -> Path:
        return self.folder / rendition / segment.file_name

    def status(self) -> dict[str, object]:
        sources = [
            {"name": "studio", "is_ready": True, "buffered_ms": 2_010, "peak_db": -3.2},
            {"name": "remote", "is_ready": False, "buffered_ms": 0, "peak_db": -96.0},
        ]
        return {"on_air": "studio", "sources": sources, "segments": len(self.archive)}

    def switch(self, name: str | None) -> None:
        self.switched.append(name)

    def open_push(self, source_name: str, content_type: str) -> Feed:
        if content_type == "text/html":
            raise UnknownFormat("text/html is not taken here")
        if self.is_taken:
            raise MountTaken("another encoder is connected to studio and sends")
        self.feeds[source_name] = Feed()
        return self.feeds[source_name]


class Journal:
    def __init__(self) -> None:
        self.entries: list[tuple[Kind, str, dict[str, object]]] = []
        self.waiting = self.dropped = 0

    def write(self, kind: Kind, service: str = "", **details: object) -> None:
        self.entries.append((kind, service, details))


@dataclass
class Program:
    folder: Path
    services: dict[str, Service] = field(default_factory=dict)
    config: AirConfig = field(default_factory=lambda: AirConfig((KDEMO,), port=0))
    journal: Journal = field(default_factory=Journal)
    listeners: Listeners = field(default_factory=Listeners)
    problem: str = ""


def kdemo(folder: Path, config: ServiceConfig = KDEMO, *, segments: int = 0) -> Program:
    """Return a program with one service that has been on air for so many segments."""
    service = Service(folder, config)
    service.put_on_air(segments)
    return Program(folder, {config.slug: service})


def sound_of(rendition: str, sequence: int) -> bytes:
    return f"sound {sequence} of {rendition} ".encode() * 20


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Caller:
    """Somebody with a socket."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.reader = reader
        self.writer = writer

    def say(self, data: bytes) -> None:
        self.writer.write(data)

    async def head(self) -> tuple[int, dict[str, str]]:
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.split(": ", 1) for line in lines[1:] if line)
        return int(lines[0].split()[1]), {name.lower(): value for name, value in pairs}

    async def answer(self, *, is_head: bool = False) -> Answer:
        status, headers = await self.head()
        length = 0 if is_head else int(headers.get("content-length", 0))
        return Answer(status, headers, await self.reader.readexactly(length))

    async def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        fields = "".join(
            f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()
        )
        self.say(f"{method} {target} HTTP/1.1\r\nHost: air\r\n{fields}\r\n".encode())
        return await self.answer(is_head=method == "HEAD")

    async def rest(self) -> bytes:
        """Return everything until the server has hung up."""
        try:
            return await self.reader.read()
        except ConnectionResetError:
            return b""


@asynccontextmanager
async def served(program: Program) -> AsyncIterator[Server]:
    server = await start(program)
    server.reception.utc_ms = lambda: FRIDAY_NOON_MS + 200_000
    try:
        yield server
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def calling(
    server: Server, *, received_bytes: int | None = None
) -> AsyncIterator[Caller]:
    """Call a server; ``received_bytes`` is what the system takes before it is read."""
    door = socket.socket()
    if received_bytes is not None:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, received_bytes)
    door.setblocking(False)
    await asyncio.get_running_loop().sock_connect(door, ("127.0.0.1", server.port))
    reader, writer = await asyncio.open_connection(sock=door)
    try:
        yield Caller(reader, writer)
    finally:
        writer.transport.abort()


@asynccontextmanager
async def caller_of(program: Program) -> AsyncIterator[Caller]:
    async with served(program) as server, calling(server) as caller:
        yield caller


async def until(is_so: Callable[[], object]) -> None:
    """Let the loop turn until something is so; a test that waits in vain is stopped."""
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.005)


def basic(password: str, user: str = "source") -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def in_a_loop(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Let a test be a coroutine."""

    @functools.wraps(test)
    def run(*arguments: object, **options: object) -> None:
        asyncio.run(test(*arguments, **options))

    return run
