"""Files: a stored file as a path, wherever the station keeps it, and a path as a stored file."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

# Renditions and the system need room besides the recording itself.
ROOM_BYTES = 256 * 1024**2


class NoRoom(Exception):
    """The disk cannot take the recording; nothing was lost."""


class WholeFile(File):
    """A finished file that a storage on the same disk takes over instead of copying."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self.path = path

    def temporary_file_path(self) -> str:
        """Return where the file is; Django's own storage then moves it."""
        return str(self.path)


@contextmanager
def on_disk(stored: FieldFile) -> Iterator[Path]:
    """Give the path of a stored file; one that is kept far away is fetched for a while."""
    try:
        path = Path(stored.path)
    except NotImplementedError:
        with fetched(stored) as path:
            yield path
    else:
        yield path


@contextmanager
def fetched(stored: FieldFile) -> Iterator[Path]:
    """Fetch a file from a storage without paths, and forget it again."""
    with tempfile.NamedTemporaryFile(dir=working_dir(), suffix=".fetched") as copy:
        with stored.open("rb") as source:
            shutil.copyfileobj(source, copy, length=1024**2)
        copy.flush()
        yield Path(copy.name)


def keep(path: Path, *, storage: Storage, folder: str, suffix: str) -> str:
    """Put a finished file into a storage under a name nobody can guess; return the name."""
    name = f"{folder}/{uuid.uuid4().hex}.{suffix}"
    with WholeFile(path) as whole:
        kept = storage.save(name, whole)
    path.unlink(missing_ok=True)
    return kept


def remove_when_certain(stored: FieldFile) -> None:
    """Remove a file once the database has agreed, so that no row is left without one."""
    storage, name = stored.storage, stored.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def working_dir() -> Path:
    """Return the folder for what is not finished, on the disk that keeps the sound."""
    folder = Path(settings.DATA_DIR) / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def forget_strays(*, older_than: datetime) -> None:
    """Remove what a process that was killed left unfinished, once nobody can want it."""
    for path in working_dir().iterdir():
        if path.stat().st_mtime < older_than.timestamp():
            path.unlink(missing_ok=True)


def require_room(size_bytes: int) -> None:
    """Refuse to begin what the disk cannot hold."""
    free = shutil.disk_usage(working_dir()).free
    if free < size_bytes + ROOM_BYTES:
        raise NoRoom(no_room(size_bytes))


def no_room(size_bytes: int) -> str:
    """Say that the disk is full, and what to do."""
    return (
        f"The station's disk is too full for this recording ({megabytes(size_bytes)}). "
        "Ask the engineer to free space, then continue; nothing that has arrived is lost."
    )


def megabytes(size_bytes: int) -> str:
    """
    Write a size for people.

    >>> megabytes(5_300_000), megabytes(2_147_483_648)
    ('5.3 MB', '2,147 MB')
    """
    size = size_bytes / 1_000_000
    return f"{size:.1f} MB" if size < 100 else f"{size:,.0f} MB"
