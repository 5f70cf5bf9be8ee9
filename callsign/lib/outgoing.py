"""
Outgoing: requests to addresses that somebody else has named.

Who names an address must not lead us into our own network: every host, also of every
redirect, is looked up once, checked, and connected to at the address that was checked.
"""

import base64
import io
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from callsign.lib.public_address import Door, doors_of

MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TIMEOUT_S = 10.0
# What may stand in an address besides letters and digits; anything else is percent-encoded.
LEFT_ALONE = "!#$%&'()*+,/:;=?@[]~-._"


class NotFetched(OSError):
    """
    An answer that did not come; the message says why, without the address or a password.

    OSError
    ├── NotFetched   what came is no answer to be used
    └── NotPublic    it led into somebody's own network (``callsign.lib.public_address``)
    """


class Answer:
    """
    What a server answers, read as it comes.

    ``url`` is where it was in the end, after redirects.
    """

    def __init__(
        self, url: str, connection: HTTPConnection, response: HTTPResponse
    ) -> None:
        self.url = url
        self.status = response.status
        self.headers = response.headers
        self._connection = connection
        self._response = response

    def read(self, most: int) -> bytes:
        """
        Return what has arrived, waiting for the first byte of it; nothing at the end.

        Raises: OSError
        """
        try:
            return self._response.read1(most)
        except (HTTPException, ValueError) as error:
            raise NotFetched("the server broke off in the middle") from error

    def close(self) -> None:
        self._response.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def fetch(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    timeout_s: float = TIMEOUT_S,
    is_private_allowed: bool = False,
) -> Answer:
    """
    Ask for an address by GET, and follow redirects; ``timeout_s`` is for each wait.

    A user and password in the address are sent as Basic authentication, and to nobody
    but the host they were written for. The caller closes the answer.

    Raises: NotFetched, NotPublic, OSError
    """
    first, netloc = origin(url), urlsplit(url).netloc
    for _ in range(MOST_REDIRECTS + 1):
        answer = asked_once(
            url,
            headers=dict(headers or {}),
            timeout_s=timeout_s,
            is_private_allowed=is_private_allowed,
        )
        if answer.status not in REDIRECTS:
            return with_success(answer)
        answer.close()
        url = redirected(url, answer.headers.get("Location", ""))
        if origin(url) == first:
            url = with_user_of(netloc, url)
    raise NotFetched(f"it redirects more than {MOST_REDIRECTS} times")


def asked_once(
    url: str, *, headers: dict[str, str], timeout_s: float, is_private_allowed: bool
) -> Answer:
    """Raises: NotFetched, NotPublic, OSError"""
    scheme, host, port = origin(url)
    doors = doors_of(host, port, is_private_allowed=is_private_allowed)
    connection = connection_of(scheme, host, port, timeout_s)
    parts = urlsplit(url)
    try:
        connection.sock = socket_to(doors, host, scheme == "https", timeout_s)
        connection.request(
            "GET",
            quote(parts.path or "/", safe=LEFT_ALONE)
            + (f"?{quote(parts.query, safe=LEFT_ALONE)}" if parts.query else ""),
            headers={"User-Agent": "Callsign"} | basic(parts.netloc) | headers,
        )
        return Answer(url, connection, connection.getresponse())
    except (HTTPException, ValueError) as error:
        connection.close()
        raise NotFetched("what answers there speaks no HTTP") from error
    except OSError:
        connection.close()
        raise


def origin(url: str) -> tuple[str, str, int]:
    """
    Return who answers an address: scheme, host and port.

    Raises: NotFetched

    >>> origin("https://ada:secret@Net.Example/live")
    ('https', 'net.example', 443)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotFetched("this is no address") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotFetched("only http and https are asked")
    return (
        parts.scheme,
        parts.hostname,
        port or (443 if parts.scheme == "https" else 80),
    )


def connection_of(
    scheme: str, host: str, port: int, timeout_s: float
) -> HTTPConnection:
    kind = HTTPSConnection if scheme == "https" else HTTPConnection
    connection = kind(host, port, timeout=timeout_s)
    connection.response_class = OldOrNewResponse
    return connection


def socket_to(
    doors: list[Door], host: str, is_secret: bool, timeout_s: float
) -> socket.socket:
    """Return a socket to the first of these doors that opens. Raises: OSError"""
    closed: OSError = NotFetched("the host has no address")
    for door in doors:
        try:
            sock = door.connected(timeout_s)
        except OSError as error:
            closed = error
            continue
        if not is_secret:
            return sock
        # The certificate has to be that of the name, wherever the name led.
        context = ssl.create_default_context()
        return context.wrap_socket(sock, server_hostname=host)
    raise closed


def basic(netloc: str) -> dict[str, str]:
    """
    Return the header that says who asks, from what stands before the host.

    >>> basic("ada:open%20sesame@net.example")
    {'Authorization': 'Basic YWRhOm9wZW4gc2VzYW1l'}
    """
    user, at, _ = netloc.rpartition("@")
    if not at:
        return {}
    token = base64.b64encode(unquote(user).encode()).decode()
    return {"Authorization": f"Basic {token}"}


def redirected(url: str, location: str) -> str:
    """Return where a redirect leads, without the user and password. Raises: NotFetched"""
    if not location:
        raise NotFetched("it redirects to nowhere")
    try:
        parts = urlsplit(urljoin(url, location))
    except ValueError as error:
        raise NotFetched("it redirects to no address") from error
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def with_user_of(netloc: str, url: str) -> str:
    user, at, _ = netloc.rpartition("@")
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{user}{at}{parts.netloc}"))


def with_success(answer: Answer) -> Answer:
    """Raises: NotFetched"""
    if answer.status in {200, 206}:
        return answer
    answer.close()
    raise NotFetched(f"the server answers with {answer.status}")


class OldOrNewResponse(HTTPResponse):
    """An answer that may begin as those of the first streaming servers: "ICY 200 OK"."""

    def begin(self) -> None:
        line = self.fp.readline(1_000)
        if line.startswith(b"ICY "):
            line = b"HTTP/1.0 " + line.removeprefix(b"ICY ")
        self.fp = io.BufferedReader(After(line, self.fp))
        super().begin()


class After(io.RawIOBase):
    """A few bytes, and then a file, given as they come."""

    def __init__(self, first: bytes, file: io.BufferedIOBase) -> None:
        self._first = first
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._first[: len(buffer)] or self._file.read1(len(buffer))
        self._first = self._first[len(data) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
