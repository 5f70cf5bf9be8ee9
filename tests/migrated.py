"""
A database that every migration has made, kept from run to run.

Making it takes 15 s of a processor in each process of each part of a run; copying it,
next to nothing. It is known by what it is made of: the migrations and models of every
app, Django's and Wagtail's too. Django still looks for migrations to run on the copy,
and does afterwards what it does after each.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path

from django.apps import apps
from django.db import connection

SOURCES = ("migrations/*.py", "models.py", "models/**/*.py")
KEPT = 5


def digest() -> str:
    """Return one digest of all that a database is made of."""
    made = hashlib.sha256(connection.vendor.encode())
    for app in apps.get_app_configs():
        folder = Path(app.path)
        made.update(f"\0{app.label}\0".encode())
        sources = (folder.glob(part) for part in SOURCES)
        for file in sorted(chain.from_iterable(sources)):
            made.update(f"\0{file.name}\0".encode())
            made.update(file.read_bytes())
    return made.hexdigest()


def modified_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # the process beside this one was quicker
        return 0.0


class KeptDatabase:
    """The file of a migrated database; PostgreSQL's are made anew."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / f"{digest()}.sqlite3"
        self.holder: sqlite3.Connection | None = None

    def put_in_place(self) -> None:
        """Fill the database in memory, which lasts as long as somebody is connected."""
        if connection.vendor != "sqlite" or not self.file.exists():
            return
        name = connection.creation._get_test_db_name()
        self.holder = sqlite3.connect(name, uri=True)
        # Only to be read: another run may remove it now, and must not get an empty one.
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as kept:
            kept.backup(self.holder)

    def keep(self) -> None:
        """Keep what the migrations have made, unless it is kept."""
        if connection.vendor != "sqlite" or self.file.exists():
            return
        unfinished = self.file.with_suffix(f".{os.getpid()}")
        connection.ensure_connection()
        with closing(sqlite3.connect(unfinished)) as kept:
            connection.connection.backup(kept)
        unfinished.replace(self.file)
        self.forget_the_oldest()

    def forget_the_oldest(self) -> None:
        """Leave room for some branches of the work, not for all there ever were."""
        files = self.file.parent.glob("*.sqlite3")
        for file in sorted(files, key=modified_at, reverse=True)[KEPT:]:
            file.unlink(missing_ok=True)

    def let_go(self) -> None:
        if self.holder is not None:
            self.holder.close()
