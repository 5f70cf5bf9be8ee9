"""The generation of the content: one number for every process, moved by every change."""

import os
from pathlib import Path

Token = tuple[int, int, int]
NEVER: Token = (0, 0, 0)


class Generation:
    """
    How often the content has changed, counted in a file that all processes can see.

    The count is the size of the file and a change appends one byte to it, because an
    append is the one write that needs no lock between processes and cannot get lost.
    Reading it costs one ``stat``, about a microsecond. Tokens are compared for
    equality only.

    >>> generation = Generation(Path(getfixture("tmp_path")) / "generation")
    >>> before = generation.now()
    >>> before == generation.now()
    True
    >>> generation.bump()
    >>> before == generation.now()
    False
    """

    def __init__(self, file: Path) -> None:
        self._file = os.fspath(file)

    def now(self) -> Token:
        """Return the token of this moment."""
        try:
            status = os.stat(self._file)  # noqa: PTH116 - Path.stat takes twice as long
        except FileNotFoundError:
            return NEVER
        # The inode and the time tell a file apart that a restore has put in its place.
        return (status.st_ino, status.st_size, status.st_mtime_ns)

    def bump(self) -> None:
        """Let everything that was made of the content before this moment be old."""
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, b".")
        finally:
            os.close(handle)
