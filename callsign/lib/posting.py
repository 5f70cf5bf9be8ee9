"""
Posting: content sent to an address that an operator has named, and what comes back.

The door is that of ``callsign.lib.outgoing``: looked up once, checked, connected to.
Redirects are not followed: content and keys go where they were meant to go.
"""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from urllib.parse import quote, urlsplit

from callsign.lib.outgoing import (
    LEFT_ALONE,
    Answer,
    NotFetched,
    basic,
    connection_of,
    origin,
    socket_to,
)
from callsign.lib.public_address import doors_of

CONNECT_WITHIN_S = 10.0
BLOCK = 1 << 16


class TooSlow(NotFetched):
    """The content was sent, and no whole answer came in time."""


class TooMuch(NotFetched):
    """The answer is longer than any that could be meant."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What came back."""

    status: int
    headers: HTTPMessage
    content: bytes


class Posting:
    """One request by POST, which another thread may break off."""

    def __init__(
        self,
        url: str,
        content: bytes,
        *,
        headers: Mapping[str, str],
        answer_within_s: float,
        most_bytes: int,
        is_private_allowed: bool = False,
    ) -> None:
        self.url = url
        self.content = content
        self.headers = dict(headers)
        self.answer_within_s = answer_within_s
        self.most_bytes = most_bytes
        self.is_private_allowed = is_private_allowed
        self._socket: socket.socket | None = None

    def exchanged(self) -> Posted:
        """
        Send the content, and return the whole answer, whatever its status.

        Raises: NotFetched and its kinds, NotPublic, OSError
        """
        scheme, host, port = origin(self.url)
        doors = doors_of(host, port, is_private_allowed=self.is_private_allowed)
        connection = connection_of(scheme, host, port, CONNECT_WITHIN_S)
        try:
            sock = socket_to(doors, host, scheme == "https", CONNECT_WITHIN_S)
            self._socket = connection.sock = sock
            connection.request(
                "POST",
                self._path(),
                # In blocks, as the time-out is for each of them.
                body=iter(self._blocks()),
                headers={
                    "User-Agent": "Callsign",
                    "Content-Length": str(len(self.content)),
                }
                | basic(urlsplit(self.url).netloc)
                | self.headers,
            )
            until_s = time.monotonic() + self.answer_within_s
            sock.settimeout(self.answer_within_s)
            with Answer(self.url, connection, connection.getresponse()) as answer:
                return Posted(
                    answer.status, answer.headers, self._whole(answer, sock, until_s)
                )
        except TimeoutError as error:
            raise TooSlow("no whole answer came in time") from error
        except (HTTPException, ValueError) as error:
            raise NotFetched("what answers there speaks no HTTP") from error
        finally:
            connection.close()

    def break_off(self) -> None:
        """End the request, whatever it waits for; ``exchanged`` raises then."""
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:  # it is over already, which is what was wanted
                return

    def _path(self) -> str:
        parts = urlsplit(self.url)
        query = f"?{quote(parts.query, safe=LEFT_ALONE)}" if parts.query else ""
        return quote(parts.path or "/", safe=LEFT_ALONE) + query

    def _blocks(self) -> list[memoryview]:
        view = memoryview(self.content)
        return [view[at : at + BLOCK] for at in range(0, len(view), BLOCK)]

    def _whole(self, answer: Answer, sock: socket.socket, until_s: float) -> bytes:
        parts, length = [], 0
        while part := answer.read(BLOCK):
            parts.append(part)
            length += len(part)
            if length > self.most_bytes:
                raise TooMuch(f"the answer has more than {self.most_bytes:,} bytes")
            left_s = until_s - time.monotonic()
            if left_s <= 0:
                raise TooSlow("no whole answer came in time")
            sock.settimeout(left_s)
        return b"".join(parts)
