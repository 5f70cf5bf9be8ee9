"""Watched connections: each has a time by which something must have happened, or it is ended."""

import asyncio
import time

# After a refusal what still comes is read and thrown away for this long: closing at once
# would make the system take back the answer before it is read.
LINGER_S = 2.0
NEVER = float("inf")


class Watched(asyncio.Protocol):
    """
    A connection, one of those that are open.

    One sweep a second over all of them is cheaper than a timer set and cancelled for
    each of thousands of requests.
    """

    transport: asyncio.Transport

    def __init__(self, open_connections: "set[Watched]") -> None:
        self.open_connections = open_connections
        self.deadline_s = NEVER

    def begin(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self.open_connections.add(self)

    def allow(self, seconds: float) -> None:
        """Give so much time from now on."""
        self.deadline_s = time.monotonic() + seconds

    def expire(self) -> None:
        """End, as the time is over."""
        self.transport.abort()

    def hand_over(self, successor: "Watched") -> None:
        """Let another kind of connection go on with this transport."""
        self.open_connections.discard(self)
        successor.begin(self.transport)
        self.transport.set_protocol(successor)
        self.transport.resume_reading()

    def leave_after(self, last_words: bytes) -> None:
        """Say something last, and close once it can have been read."""
        self.transport.write(last_words)
        if self.transport.can_write_eof() and not self.transport.is_closing():
            self.transport.write_eof()
        successor = Leaving(self.open_connections)
        self.hand_over(successor)
        successor.allow(LINGER_S)

    def connection_lost(self, exc: Exception | None) -> None:
        self.open_connections.discard(self)


class Leaving(Watched):
    """A connection that has been told all it will be; what it still sends goes nowhere."""


def expire_late(open_connections: set[Watched], now_s: float) -> None:
    """End all connections whose time is over."""
    for connection in [one for one in open_connections if one.deadline_s < now_s]:
        connection.expire()
