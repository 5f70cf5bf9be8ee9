"""Bodies: taking what an encoder sends out of the way it is wrapped."""

import re
from typing import Protocol

from callsign.air.http.refusals import Refused, Why
from callsign.air.http.requests import Request

# The head of a chunk is a length in hexadecimal and, by the letter, extensions.
LONGEST_CHUNK_HEAD = 256
CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?")
LENGTH = re.compile(r"[0-9]{1,18}")


class Body(Protocol):
    """Takes bytes off the wire and gives what they carry."""

    is_finished: bool

    def take(self, data: bytes) -> bytes:
        """Return the bytes that were carried. Raises: Refused"""
        ...


def body_of(request: Request) -> Body:
    """
    Return how the body of a request is wrapped.

    A promised length is only where to stop: nothing is set aside for it.

    Raises: Refused
    """
    coding = request.headers.get("transfer-encoding", "identity").lower()
    length = request.headers.get("content-length")
    if coding == "chunked" and length is None and request.version == "HTTP/1.1":
        return Chunked()
    if coding != "identity":
        raise Refused(
            400, Why.MALFORMED, f"transfer-encoding {coding} is not understood"
        )
    if length is None:
        return Unbounded()
    if not LENGTH.fullmatch(length):
        raise Refused(400, Why.MALFORMED, "content-length is not a number")
    # Encoders that do not know how long they will be on air say 0.
    return Counted(int(length)) if int(length) else Unbounded()


class Unbounded:
    """A body that ends with its connection."""

    is_finished = False

    def take(self, data: bytes) -> bytes:
        return data


class Counted:
    """A body of so many bytes."""

    def __init__(self, length: int) -> None:
        self.remaining = length
        self.is_finished = False

    def take(self, data: bytes) -> bytes:
        """
        >>> Counted(4).take(b"soundtrack")
        b'soun'
        """
        taken = data[: self.remaining]
        self.remaining -= len(taken)
        self.is_finished = self.remaining == 0
        return taken


class Chunked:
    """A body in chunks, each after its length (RFC 9112, section 7.1)."""

    def __init__(self) -> None:
        self.waiting = b""
        self.remaining = 0
        self.is_after_chunk = False
        self.is_finished = False

    def take(self, data: bytes) -> bytes:
        """
        >>> chunked = Chunked()
        >>> chunked.take(b"5\\r\\nGood "), chunked.take(b"\\r\\n7\\r\\nmorning\\r\\n0\\r\\n\\r\\n")
        (b'Good ', b'morning')
        >>> chunked.is_finished
        True
        """
        self.waiting += data
        carried: list[bytes] = []
        while not self.is_finished:
            if self.remaining:
                piece = self.waiting[: self.remaining]
                self.waiting = self.waiting[len(piece) :]
                self.remaining -= len(piece)
                self.is_after_chunk = self.remaining == 0
                carried.append(piece)
            if self.remaining or not self.read_chunk_head():
                break
        return b"".join(carried)

    def read_chunk_head(self) -> bool:
        """Read the length of the next chunk if it is all there. Raises: Refused"""
        start = 0
        if self.is_after_chunk:
            if len(self.waiting) < 2 and b"\r\n".startswith(self.waiting):
                return False
            if not self.waiting.startswith(b"\r\n"):
                raise Refused(400, Why.MALFORMED, "a chunk is longer than it said")
            start = 2
        end = self.waiting.find(b"\r\n", start, start + LONGEST_CHUNK_HEAD)
        if end < 0:
            if len(self.waiting) - start >= LONGEST_CHUNK_HEAD:
                raise Refused(400, Why.MALFORMED, "a chunk does not say how long it is")
            return False
        head = CHUNK_HEAD.fullmatch(self.waiting, start, end)
        if head is None:
            raise Refused(400, Why.MALFORMED, "a chunk does not say how long it is")
        self.waiting = self.waiting[end + 2 :]
        self.remaining = int(head[1], 16)
        self.is_after_chunk = False
        self.is_finished = self.remaining == 0
        return True
