"""
The head of a request: HTTP/1.x, and what encoders send in its place.

Encoders speak a protocol that only looks like HTTP: ``SOURCE /kdemo ICE/1.0``, lines that end in
a bare line feed, a body without a length. So this reads little, and strictly: what it
does not know is refused, nothing is guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_to_bytes

from callsign.air.http.refusals import Refused, Why

LARGEST_HEAD = 16 * 1_024
MOST_HEADERS = 100
MOST_PARAMETERS = 20

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "SOURCE"})
VERSIONS = frozenset({"HTTP/1.1", "HTTP/1.0", "ICE/1.0"})

# A bare line feed ends a line too: DarkIce sends nothing else.
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
START_LINE = re.compile(r"([A-Z]{1,20}) (\S{1,8000}) ([A-Z]{1,8}/\d\.\d)")
NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
TARGET = re.compile(
    r"/[!$%&'()*+,./0-9:;=@A-Z_a-z~-]*(\?[!$%&'()*+,./0-9:;=?@A-Z_a-z~\[\]{}|\"<>^`-]*)?"
)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

# Two of these could mean two things, one to a proxy and another here.
SINGLE = frozenset({"authorization", "content-length", "host", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. ``headers`` have lower-case names; ``path`` and ``query`` are as sent."""

    method: str
    path: str
    query: str
    version: str
    headers: Mapping[str, str]

    @property
    def is_kept_alive(self) -> bool:
        """
        >>> read_head(b"GET /live HTTP/1.1\\r\\nConnection: Close").is_kept_alive
        False
        """
        wish = self.headers.get("connection", "").lower()
        if self.version == "HTTP/1.1":
            return "close" not in wish
        return self.version == "HTTP/1.0" and "keep-alive" in wish

    @property
    def names(self) -> tuple[str, ...]:
        """
        Return the parts of the path, decoded one by one: an encoded slash stays in its part.

        Raises: Refused

        >>> read_head(b"GET /live/kdemo/..%2f/index.m3u8 HTTP/1.1").names
        ('live', 'kdemo', '../', 'index.m3u8')
        """
        try:
            return tuple(
                unquote_to_bytes(part).decode() if "%" in part else part
                for part in self.path[1:].split("/")
            )
        except UnicodeDecodeError as error:
            raise Refused(400, Why.MALFORMED, "the address is not UTF-8") from error

    def parameter(self, name: str) -> str:
        """
        Return the first parameter of this name, "" when there is none.

        Encoders send titles in UTF-8 or in Latin-1 and do not say which.

        Raises: Refused

        >>> read_head(b"GET /admin?song=Ren%C3%A9+Marie HTTP/1.0").parameter("song")
        'René Marie'
        >>> read_head(b"GET /admin?song=Ren%E9+Marie HTTP/1.0").parameter("song")
        'René Marie'
        """
        if not self.query:
            return ""
        try:
            pairs = parse_qsl(
                self.query,
                keep_blank_values=True,
                encoding="latin-1",
                max_num_fields=MOST_PARAMETERS,
            )
        except ValueError as error:
            raise Refused(400, Why.MALFORMED, "too many parameters") from error
        raw = next((value for key, value in pairs if key == name), "").encode("latin-1")
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode("latin-1")


def read_head(head: bytes) -> Request:
    """
    Read the lines before the first empty one.

    Raises: Refused

    >>> request = read_head(b"GET /live/kdemo/index.m3u8?s=c0ffee00 HTTP/1.1\\r\\nHost: air")
    >>> request.method, request.path, request.query, request.headers["host"]
    ('GET', '/live/kdemo/index.m3u8', 's=c0ffee00', 'air')
    """
    start, *lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    words = START_LINE.fullmatch(start)
    if words is None:
        raise Refused(400, Why.MALFORMED, "this is no HTTP request")
    method, target, version = words.groups()
    if version not in VERSIONS or (version == "ICE/1.0" and method != "SOURCE"):
        raise Refused(505, Why.UNKNOWN_VERSION, "HTTP/1.1 and HTTP/1.0 are spoken here")
    if method not in METHODS:
        raise Refused(501, Why.UNKNOWN_METHOD, f"{method} is not done here")
    if len(lines) > MOST_HEADERS:
        raise Refused(431, Why.TOO_LARGE, f"at most {MOST_HEADERS} headers")
    if not TARGET.fullmatch(target):
        raise Refused(400, Why.MALFORMED, "the address must be a path")
    path, _, query = target.partition("?")
    return Request(method, path, query, version, read_headers(lines))


def read_headers(lines: list[str]) -> dict[str, str]:
    """Read the lines of a head after its first. Raises: Refused"""
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not NAME.fullmatch(name) or UNPRINTABLE.search(value):
            raise Refused(400, Why.MALFORMED, "a header is malformed")
        name, value = name.lower(), value.strip(" \t")
        if name not in headers:
            headers[name] = value
        elif name in SINGLE:
            raise Refused(400, Why.MALFORMED, f"{name} is given twice")
        else:
            headers[name] += f", {value}"
    return headers
