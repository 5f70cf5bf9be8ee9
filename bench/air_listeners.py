"""A crowd that listens to air: HLS players and plain streams in one process, noting what each missed."""

import asyncio
import gzip
import random
import re
import statistics
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

SEGMENT_S = 1.984
TAIL_BYTES = 256
CONNECTED_AT_ONCE = 50
LIVE = "/live/kdemo/aac128/live.m3u8"
NUMBER = re.compile(rb"\n(\d+)\.m4s")


@dataclass
class Crowd:
    """What everybody noted. Times are in milliseconds."""

    answers_ms: list[float] = field(default_factory=list)
    late: int = 0
    failed: int = 0
    missed: int = 0
    segments: int = 0
    plain_bytes: int = 0
    plain_ended: int = 0
    plain_differing: int = 0

    def told(self) -> dict[str, float]:
        times = sorted(self.answers_ms) or [0.0]
        return {
            "segments": self.segments,
            "median_ms": round(statistics.median(times), 1),
            "p99_ms": round(times[int(len(times) * 0.99)], 1),
            "slowest_ms": round(times[-1], 1),
            "late": self.late,
            "missed": self.missed,
            "failed": self.failed,
            "plain_megabytes": round(self.plain_bytes / 1e6, 1),
            "plain_ended": self.plain_ended,
            "plain_differing": self.plain_differing,
        }


class Player(asyncio.Protocol):
    """An HLS player: the playlist every two seconds, and then what is new in it."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd = crowd
        self.playlist = request(f"{LIVE}?s=listener-{number:06d}", "gzip")
        self.latest: int | None = None
        self.asked_at_s = 0.0
        self.waiting = bytearray()
        self.is_playlist = True
        self.is_counted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def reload(self) -> None:
        """Ask for the playlist, unless the last answer is still on its way."""
        if self.asked_at_s:
            self.crowd.late += self.is_counted
        else:
            self.ask(self.playlist, is_playlist=True)

    def ask(self, data: bytes, *, is_playlist: bool) -> None:
        self.is_playlist = is_playlist
        self.asked_at_s = time.monotonic()
        self.transport.write(data)

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        end = self.waiting.find(b"\r\n\r\n")
        if end < 0:
            return
        length = length_of(bytes(self.waiting[:end]))
        if len(self.waiting) < end + 4 + length:
            return
        body = bytes(self.waiting[end + 4 :])
        is_well = self.waiting.startswith(b"HTTP/1.1 200")
        self.waiting.clear()
        took_s = time.monotonic() - self.asked_at_s
        self.asked_at_s = 0.0
        if self.is_counted:
            self.crowd.answers_ms.append(took_s * 1_000)
            self.crowd.failed += not is_well
        if not is_well:
            return
        if self.is_playlist:
            self.take_next(latest_of(body))
        elif self.is_counted:
            self.crowd.segments += 1
            self.crowd.late += took_s > SEGMENT_S

    def take_next(self, latest: int) -> None:
        """Ask for the segment after the one heard last, as a player that keeps up does."""
        if self.latest is None:
            self.latest = latest - 1
        if latest == self.latest:
            return
        if latest > self.latest + 2:
            self.crowd.missed += (latest - self.latest - 2) * self.is_counted
            self.latest = latest - 1
        self.latest += 1
        self.ask(request(f"/live/kdemo/aac128/{self.latest}.m4s"), is_playlist=False)

    def connection_lost(self, exc: Exception | None) -> None:
        self.crowd.failed += self.is_counted


class Plain(asyncio.Protocol):
    """A plain stream, noted as a checksum of everything since its first bytes."""

    def __init__(self) -> None:
        self.first = bytearray()
        self.bytes = 0
        self.checksum = 0
        self.is_in_head = True
        self.is_ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(request("/listen/kdemo.mp3"))

    def data_received(self, data: bytes) -> None:
        if self.is_in_head:
            _, end, data = data.partition(b"\r\n\r\n")
            self.is_in_head = not end
        if len(self.first) < TAIL_BYTES:
            self.first += data[: TAIL_BYTES - len(self.first)]
        self.bytes += len(data)
        self.checksum = zlib.crc32(data, self.checksum)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_ended = True


class Witness(Plain):
    """A plain stream that is kept, for the others to be compared with."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = bytearray()

    def data_received(self, data: bytes) -> None:
        if self.is_in_head:
            data = data.partition(b"\r\n\r\n")[2]
            self.is_in_head = False
        self.heard += data


async def listen(
    port: int, hls: int, plain: int, seconds: float, on_counting: Callable[[], None]
) -> dict[str, float]:
    """Connect everybody, let them listen, and return what they noted."""
    loop, crowd = asyncio.get_running_loop(), Crowd()
    players = [Player(crowd, number) for number in range(hls)]
    streams = [Plain() for _ in range(plain)]
    witness = Witness()
    for one in connected(witness, players, streams):
        await asyncio.gather(
            *(
                loop.create_connection(partial(itself, p), "127.0.0.1", port)
                for p in one
            )
        )
        await asyncio.sleep(0.1)
    reloading = [loop.create_task(reload(player)) for player in players]
    await asyncio.sleep(3 * SEGMENT_S)
    count(players, is_counted=True)
    on_counting()
    before = sum(stream.bytes for stream in streams)
    await asyncio.sleep(seconds)
    count(players, is_counted=False)
    crowd.plain_bytes = sum(stream.bytes for stream in streams) - before
    crowd.plain_ended = sum(stream.is_ended for stream in streams)
    for task in reloading:
        task.cancel()
    for stream in streams:
        stream.transport.abort()
    # The witness hears on until it has all that the others heard.
    await asyncio.sleep(1)
    compare(crowd, streams, bytes(witness.heard))
    return crowd.told()


def connected(
    witness: Witness, players: list[Player], streams: list[Plain]
) -> Iterator[list[asyncio.Protocol]]:
    """Yield who connects together: the witness first, then a few at a time."""
    yield [witness]
    everybody = [*streams, *players]
    for first in range(0, len(everybody), CONNECTED_AT_ONCE):
        yield list(everybody[first : first + CONNECTED_AT_ONCE])


def itself(protocol: asyncio.Protocol) -> asyncio.Protocol:
    return protocol


async def reload(player: Player) -> None:
    await asyncio.sleep(random.random() * SEGMENT_S)
    while True:
        player.reload()
        await asyncio.sleep(SEGMENT_S)


def count(players: list[Player], *, is_counted: bool) -> None:
    for player in players:
        player.is_counted = is_counted


def compare(crowd: Crowd, streams: list[Plain], heard: bytes) -> None:
    """Count the streams that are not, to the byte, a piece of what the witness heard."""
    for stream in streams:
        start = heard.find(bytes(stream.first))
        piece = heard[start : start + stream.bytes]
        is_same = start >= 0 and zlib.crc32(piece) == stream.checksum
        crowd.plain_differing += not is_same


def request(target: str, encoding: str = "identity") -> bytes:
    return (
        f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\n"
        "User-Agent: bench\r\nAccept: */*\r\n\r\n"
    ).encode()


def length_of(head: bytes) -> int:
    return int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])


@cache
def latest_of(playlist: bytes) -> int:
    """Return the last segment that a zipped playlist lists."""
    return int(NUMBER.findall(gzip.decompress(playlist))[-1])
