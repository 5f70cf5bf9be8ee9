"""Writing the journal: a file a day, appended at once and made safe once a second."""

import errno
import os
import secrets
import threading
from collections import deque
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO

from callsign.air.clock import Clock
from callsign.engines.stream.journal import Entry, Kind, line_of

# Two months: longer than any newsroom is down, and half a gigabyte a service.
KEPT = timedelta(days=60)
# What waits for a disk that refuses: some 15 MB, and hours of a busy station.
MOST_WAITING = 50_000
DAYS = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].jsonl"


class Journal:
    """
    The journal of this run of air.

    Days older than ``KEPT`` are removed when a new one begins.

    A disk that refuses a line does not stop the sound: the line waits in memory, and
    ``sync`` tries again. Of more than ``MOST_WAITING`` the oldest are dropped and counted
    in ``dropped``; the numbers of the entries show the gap.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.run = secrets.token_hex(6)
        self._clock = clock
        self._lock = threading.Lock()
        self._number = 0
        self._waiting: deque[tuple[str, str]] = deque()
        self.dropped = 0
        self._file: IO[bytes] | None = None
        self._day = ""

    def write(self, kind: Kind, service: str = "", **details: object) -> None:
        """Say that something has happened now."""
        with self._lock:
            self._number += 1
            at_ms = self._clock.utc_ms()
            entry = Entry(self.run, self._number, at_ms, kind, service, details)
            self._waiting.append((day_of(at_ms), line_of(entry)))
            self._drop_too_many()

    @property
    def waiting(self) -> int:
        """How many entries are not on the disk yet."""
        return len(self._waiting)

    def sync(self) -> None:
        """
        Bring everything said so far to the disk.

        Raises: OSError when the disk refuses; a later call tries again
        """
        with self._lock:
            lines, self._waiting = list(self._waiting), deque()
        written = 0
        try:
            for day, line in lines:
                write_line(self._open(day), line.encode())
                written += 1
            if self._file is not None and written:
                os.fsync(self._file.fileno())
        except OSError:
            with self._lock:
                self._waiting.extendleft(reversed(lines[written:]))
                self._drop_too_many()
            raise

    def _drop_too_many(self) -> None:
        while len(self._waiting) > MOST_WAITING:
            self._waiting.popleft()
            self.dropped += 1

    def close(self) -> None:
        self.sync()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self, day: str) -> IO[bytes]:
        if self._file is None or day != self._day:
            if self._file is not None:
                os.fsync(self._file.fileno())
                self._file.close()
            self.folder.mkdir(parents=True, exist_ok=True)
            remove_before(self.folder, date.fromisoformat(day) - KEPT)
            path = self.folder / f"{day}.jsonl"
            mend(path)
            # Closed when its day is over; unbuffered, so that a refusal is that of a line.
            self._file = path.open("ab", buffering=0)
            self._day = day
        return self._file


def write_line(file: IO[bytes], line: bytes) -> None:
    """
    Append a line, whole or not at all.

    A disk that fills up takes the beginning of a line without an error: that is taken
    back. Raises: OSError
    """
    count = file.write(line)
    if count < len(line):
        file.truncate(file.tell() - count)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def day_of(at_ms: int) -> str:
    """
    Return the date (UTC) that a journal's file is named for.

    >>> day_of(1_790_000_000_000)
    '2026-09-21'
    """
    return datetime.fromtimestamp(at_ms / 1_000, UTC).date().isoformat()


def remove_before(folder: Path, oldest: date) -> None:
    """Remove the days before a date."""
    for path in folder.glob(DAYS):
        # As text, dates of four digits compare as dates do.
        if path.stem < oldest.isoformat():
            path.unlink(missing_ok=True)


def mend(path: Path) -> None:
    """End a line that was torn off when air was killed, so that the next is whole."""
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("rb+") as file:
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")
