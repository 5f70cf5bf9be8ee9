"""
What files held when they were hashed: an archive is read once, not at every run.

A file of the same size and time is taken for the same, as rsync takes it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from callsign.lib.batch.receipt import Source

EVERY = 200  # entries are written together
_TABLE = (
    "CREATE TABLE IF NOT EXISTS known (path BLOB PRIMARY KEY, size INTEGER,"
    " mtime_ns INTEGER, digest TEXT) WITHOUT ROWID"
)
_ASK = "SELECT digest FROM known WHERE path = ? AND size = ? AND mtime_ns = ?"
_KEEP = "INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)"


class Known:
    """
    The digests of files by their absolute paths, in a database of the client's own.

    Without it everything is done right, only slower: once it fails, ``trouble`` says why,
    and nothing more is remembered.

    Memory: next to none, however many files there are.
    Raises: OSError, sqlite3.Error where the folder takes no file
    """

    def __init__(self, file: Path) -> None:
        self.trouble: str | None = None
        self._pending: list[tuple[bytes, int, int, str]] = []
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(file, timeout=5)
        with self._told():
            self._database.execute(_TABLE).close()

    def digest(self, file: Path) -> str | None:
        """Return what a file held, if it was hashed as it is now."""
        try:
            now = file.stat()
        except OSError:
            return None  # whoever opens it next says why it cannot be
        key = (os.fsencode(file), now.st_size, now.st_mtime_ns)
        row = None
        if self.trouble is None:
            with self._told(), closing(self._database.execute(_ASK, key)) as rows:
                row = rows.fetchone()
        return None if row is None else str(row[0])

    def keep(self, file: Path, source: Source) -> None:
        """Remember what a file held."""
        key = os.fsencode(file)
        self._pending.append((key, source.size, source.mtime_ns, source.digest))
        if len(self._pending) >= EVERY:
            self.write()

    def write(self) -> None:
        """Write down what was remembered since the last time."""
        if self.trouble is None:
            with self._told(), self._database:
                self._database.executemany(_KEEP, self._pending)
        self._pending.clear()

    def close(self) -> None:
        self.write()
        self._database.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            self.trouble = f"what files hold is not remembered: {error}"
