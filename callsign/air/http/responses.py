"""Responses: what goes back, its head drawn once where it can be."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus

# Players run on the station's page, on a partner's, in a car: everything may read.
FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Range, Date, icy-br, icy-metaint, icy-name",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}
FOREVER = "public, max-age=31536000, immutable"
NEVER = "no-cache"
WORDS = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Response:
    """A status, the lines of a head (all but the date and the connection), a body."""

    status: int
    lines: bytes
    body: bytes = b""


def response(
    status: int,
    body: bytes = b"",
    *,
    kind: str = WORDS,
    caching: str = NEVER,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """
    Draw a response.

    >>> response(404, b"not here").lines.splitlines()[:2]
    [b'Content-Type: text/plain; charset=utf-8', b'Content-Length: 8']
    """
    fields = dict(headers or {})
    if status != HTTPStatus.NO_CONTENT:
        fields |= {"Content-Type": kind, "Content-Length": str(len(body))}
    fields |= {"Cache-Control": caching} | FOR_ALL
    return Response(status, lines_of(fields), body)


def lines_of(fields: dict[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode(
        "latin-1", "replace"
    )


class Wire:
    """Draws what goes over the wire; the date is drawn once a second, not for each of thousands."""

    def __init__(self) -> None:
        self.second = 0
        self.date = b""

    def drawn(
        self,
        response: Response,
        *,
        is_kept_alive: bool,
        is_head: bool = False,
        is_old: bool = False,
    ) -> bytes:
        """Return a response as bytes; ``is_old`` says that HTTP/1.0 asked."""
        second = int(time.time())
        if second != self.second:
            self.second = second
            self.date = b"Date: " + formatdate(second, usegmt=True).encode() + b"\r\n"
        if is_kept_alive:
            connection = b"Connection: keep-alive\r\n" if is_old else b""
        else:
            connection = b"Connection: close\r\n"
        start, body = START_LINES[response.status], b"" if is_head else response.body
        return b"".join((start, self.date, connection, response.lines, b"\r\n", body))


START_LINES = {
    one.value: f"HTTP/1.1 {one.value} {one.phrase}\r\n".encode() for one in HTTPStatus
}
