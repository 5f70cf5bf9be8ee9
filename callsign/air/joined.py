"""Joined: files read one after another, as one."""

import io
from collections.abc import Sequence
from pathlib import Path


class Joined(io.RawIOBase):
    """Files read one after another, as one."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._left = list(paths)
        self._content = b""

    def readable(self) -> bool:
        return True

    def read(self, most: int = -1) -> bytes:
        while not self._content and self._left:
            self._content = self._left.pop(0).read_bytes()
        taken = self._content[: most if most >= 0 else None]
        self._content = self._content[len(taken) :]
        return taken
