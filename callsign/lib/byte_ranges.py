"""
Byte ranges: the part of a file a player asks for.

Source: RFC 9110, section 14
"""

import re
from dataclasses import dataclass

ONE_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class NotSatisfiable(Exception):
    """The range asked for lies behind the end of the file."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes of a file, half-open: ``start`` is in it, ``end`` is not."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def content_range(self, size: int) -> str:
        """
        Write the range as a response does.

        >>> ByteRange(0, 500).content_range(2_000)
        'bytes 0-499/2000'
        """
        return f"bytes {self.start}-{self.end - 1}/{size}"


def asked_range(header: str, size: int) -> ByteRange | None:
    """
    Return the range a request asks for, or None where the whole file is the answer.

    Several ranges at once, other units and nonsense are answered with the whole file,
    as the standard allows: no player of sound needs them, and gluing many overlapping
    ranges together is a known way to tire a server.

    Raises: NotSatisfiable

    >>> asked_range("bytes=500-", 2_000)
    ByteRange(start=500, end=2000)
    >>> asked_range("bytes=-500", 2_000)
    ByteRange(start=1500, end=2000)
    >>> asked_range("bytes=0-99,200-299", 2_000) is None
    True
    """
    match = ONE_RANGE.fullmatch(header)
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return tail(int(last), size)
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= size:
        raise NotSatisfiable(f"byte {start} of {size}")
    return ByteRange(start, min(int(last) + 1, size) if last else size)


def tail(length: int, size: int) -> ByteRange:
    if length == 0 or size == 0:
        raise NotSatisfiable(f"the last {length} bytes of {size}")
    return ByteRange(max(0, size - length), size)
