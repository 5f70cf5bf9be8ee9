"""Copies of pages: what may be kept, ready to be given out, within a number of bytes."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Lock

from callsign.lib.generation import Token

Headers = list[tuple[str, str]]

LARGEST_BYTES = 1024 * 1024
# Text packs to a quarter at level 6; level 9 saves 1 % more and takes twice as long.
GZIP_LEVEL = 6
# What a copy costs beside its bodies: its headers, its key and the objects around them.
OVERHEAD_BYTES = 4096

# What a response may vary by and still be one page for everybody without a cookie.
VARIES_BY = {"accept-encoding", "cookie"}
WRITTEN_ANEW = {"content-length", "etag", "vary", "age", "accept-ranges"}
# One browser's cookie, a body in a form of its own, or one that a server in front sends.
NEVER_KEPT = {"set-cookie", "content-encoding", "content-range", "x-accel-redirect"}
NOT_IN_304 = {"content-length", "content-type", "content-encoding"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One body of a page, with the headers that go with it."""

    headers: Headers
    body: bytes
    etag: str

    def headers_of_304(self) -> Headers:
        """Return the headers for a browser that holds this body already."""
        return [pair for pair in self.headers if pair[0].lower() not in NOT_IN_304]


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was answered, plain and packed, and the generation it shows."""

    status: str
    plain: Variant
    packed: Variant
    generation: Token
    made_at_s: float
    # Seconds since 1970 from which it must not be given out, or None.
    expires_at_s: float | None = None

    @property
    def size_bytes(self) -> int:
        """What keeping it costs."""
        return len(self.plain.body) + len(self.packed.body) + OVERHEAD_BYTES


def may_be_kept(status: str, headers: Headers) -> bool:
    """
    Return whether a response says of itself that everybody may have it.

    >>> page = [("Content-Type", "text/html"), ("Content-Length", "12")]
    >>> public = [("Cache-Control", "public, no-cache")]
    >>> may_be_kept("200 OK", page + public)
    True
    >>> may_be_kept("200 OK", page)
    False
    >>> may_be_kept("200 OK", page + public + [("Set-Cookie", "sessionid=1")])
    False
    """
    said = {name.lower(): value for name, value in headers}
    return (
        status[:3] in ("200", "301")
        and is_public(said.get("cache-control", ""))
        and is_text(said.get("content-type", ""))
        and said.get("content-length", "").isdecimal()
        and int(said["content-length"]) <= LARGEST_BYTES
        and words(said.get("vary", "")) <= VARIES_BY
        and not said.keys() & NEVER_KEPT
    )


def is_public(cache_control: str) -> bool:
    """Return whether the response may be given to somebody else."""
    said = words(cache_control)
    return "public" in said and not said & {"private", "no-store"}


def is_text(content_type: str) -> bool:
    """Return whether packing is worth it; sound and pictures have other ways."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("xml", "json"))


def words(value: str) -> set[str]:
    """Return the parts of a header that is written with commas."""
    return {part.strip().lower() for part in value.split(",") if part.strip()}


def copy_of(
    status: str, headers: Headers, body: bytes, *, generation: Token, at_s: float
) -> Copy:
    """Make the copy of a response, packed once for everybody."""
    lasting = [pair for pair in headers if pair[0].lower() not in WRITTEN_ANEW]
    packed = gzip.compress(body, GZIP_LEVEL, mtime=0)
    digest = hashlib.sha256(body).hexdigest()[:24]
    return Copy(
        status=status,
        plain=variant(lasting, body, f'"{digest}"'),
        packed=variant(
            [*lasting, ("Content-Encoding", "gzip")], packed, f'"{digest}-gzip"'
        ),
        generation=generation,
        made_at_s=at_s,
        expires_at_s=expiry_s(headers),
    )


def expiry_s(headers: Headers) -> float | None:
    """
    Return the moment that ``Expires`` names; what is no date has expired (RFC 9111, 5.3).

    >>> expiry_s([("Expires", "Mon, 23 Nov 2026 15:00:00 GMT")])
    1795446000.0
    >>> expiry_s([("Expires", "0")]), expiry_s([])
    (0.0, None)
    """
    said = next((value for name, value in headers if name.lower() == "expires"), None)
    if said is None:
        return None
    try:
        return parsedate_to_datetime(said).timestamp()
    except ValueError:
        return 0.0


def variant(lasting: Sequence[tuple[str, str]], body: bytes, etag: str) -> Variant:
    """Put the headers to a body that only the body decides."""
    headers = [
        *lasting,
        ("Content-Length", str(len(body))),
        ("ETag", etag),
        ("Vary", "Accept-Encoding, Cookie"),
    ]
    return Variant(headers, body, etag)


class Copies:
    """
    The copies in hand; where room is wanted, the one longest unused goes.

    Safe to use from many threads.
    """

    def __init__(self, *, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._size_bytes = 0
        self._copies: OrderedDict[Hashable, Copy] = OrderedDict()
        self._lock = Lock()

    @property
    def size_bytes(self) -> int:
        """What all copies cost together."""
        return self._size_bytes

    def get(self, key: Hashable) -> Copy | None:
        """Return the copy of a page, or None."""
        with self._lock:
            copy = self._copies.get(key)
            if copy is not None:
                self._copies.move_to_end(key)
            return copy

    def put(self, key: Hashable, copy: Copy) -> None:
        """Keep a copy in place of the one before."""
        with self._lock:
            self._drop(key)
            self._copies[key] = copy
            self._size_bytes += copy.size_bytes
            while self._size_bytes > self._limit_bytes:
                self._drop(next(iter(self._copies)))

    def _drop(self, key: Hashable) -> None:
        if (copy := self._copies.pop(key, None)) is not None:
            self._size_bytes -= copy.size_bytes
