"""Titled streams: sound with titles woven in (ICY), taken apart again."""

import re
from collections.abc import Callable
from typing import Protocol

from callsign.engines.stream.legible import one_line

TITLE = re.compile(r"StreamTitle='(.*?)';", re.DOTALL)
LONGEST_TITLE = 500


class Readable(Protocol):
    """What is read as it comes; nothing at the end."""

    def read(self, most: int) -> bytes: ...


class TitledStream:
    """
    The sound of a stream that has a block of text after every ``interval_bytes``.

    ``on_title`` is called with each title as it comes by.

    >>> class Once:
    ...     left = b"soun" + bytes([1]) + b"StreamTitle='A';" + b"dtra" + bytes([0])
    ...     def read(self, most):
    ...         data, self.left = self.left[:most], self.left[most:]
    ...         return data
    >>> stream = TitledStream(Once(), interval_bytes=4, on_title=print)
    >>> stream.read(100), stream.read(100), stream.read(100)
    A
    (b'soun', b'dtra', b'')
    """

    def __init__(
        self, stream: Readable, *, interval_bytes: int, on_title: Callable[[str], None]
    ) -> None:
        self._stream = stream
        self._interval_bytes = self._until_block = interval_bytes
        self._on_title = on_title

    def read(self, most: int) -> bytes:
        if not self._until_block:
            self._read_block()
            self._until_block = self._interval_bytes
        data = self._stream.read(min(most, self._until_block))
        self._until_block -= len(data)
        return data

    def _read_block(self) -> None:
        sixteens = self._exactly(1)
        text = self._exactly(sixteens[0] * 16) if sixteens else b""
        match = TITLE.search(text.rstrip(b"\0").decode("utf-8", errors="replace"))
        if match:
            self._on_title(match[1])

    def _exactly(self, count: int) -> bytes:
        """Return so many bytes, fewer at the end."""
        data = b""
        while len(data) < count:
            piece = self._stream.read(count - len(data))
            if not piece:
                break
            data += piece
        return data


def printable(title: str) -> str:
    r"""
    Return a title on one line, and no longer than anybody reads.

    >>> printable(" News\n at   noon ")
    'News at noon'
    """
    return one_line(title)[:LONGEST_TITLE]
