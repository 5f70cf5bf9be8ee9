"""
Backup: the whole station in one file, made while it runs.

The database is read first, as it stands at one moment, and the files after it: they are
added before the rows that name them and never changed, so every file that the rows name
is there. One that somebody deletes meanwhile is named in the manifest.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from callsign.lib.archive import ArchiveWriter
from callsign.newsroom.station.tables import stored_models, write_table

FORMAT = 1
FOLDERS = ("media", "sound", "originals")
SECRET_KEY = "secret-key"  # noqa: S105 - the name of a file
# Of air only what the tables may not have yet: the sound of the last hours (2 GB a day
# for each service) is broadcast and not kept, and air.json is written anew from the rows.
JOURNAL = "air/journal"
JOURNAL_DAYS = 14
ROOTS = ("database", SECRET_KEY, *FOLDERS, "air")

# A snapshot of one moment, which keeps nobody from writing on.
BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}
# How the old machine was reached is told; passwords and its folders are not.
NOT_TOLD = {
    "CALLSIGN_DATA",
    "CALLSIGN_EMAIL_URL",
    "CALLSIGN_SECRET_KEY",
    "CALLSIGN_SECRET_KEY_FILE",
}

Say = Callable[[str], None]


class NotUpToDate(Exception):
    """The database is not the one this program works with."""


class NoStation(NotUpToDate):
    """Nothing was ever kept here."""


def make_backup(file: Path, *, at: datetime, say: Say) -> None:
    """
    Write the station to a file that only its owner can read.

    Raises: NotUpToDate: the database waits for `migrate`; NoStation: it is empty.
    """
    with (
        ArchiveWriter(file) as archive,
        tempfile.TemporaryDirectory(prefix=".callsign-", dir=file.parent) as folder,
    ):
        say("Reading the database")
        migrations, rows = write_database(Path(folder))
        for table in sorted(Path(folder).iterdir()):
            archive.add(f"database/{table.name}", table)
        say("Reading recordings, pictures and uploaded transcripts")
        lost = add_files(archive, at=at)
        archive.add_bytes(SECRET_KEY, settings.SECRET_KEY.encode())
        archive.finish(
            {
                "format": FORMAT,
                "program": version("callsign-radio"),
                "made_at": at.isoformat(),
                "database": {
                    "kind": connection.vendor,
                    "migrations": migrations,
                    "rows": rows,
                },
                "settings": told_settings(),
                "deleted_meanwhile": lost,
            }
        )
    for name in lost:
        say(f"{name} was deleted while the backup was made, and is not in it")


def write_database(folder: Path) -> tuple[list[list[str]], dict[str, int]]:
    """Write every table as it stands at one moment; return migrations and row counts."""
    reader = reading_connection()
    try:
        with reader.cursor() as cursor:
            cursor.execute(BEGIN[reader.vendor])
        executor = MigrationExecutor(reader)
        if not executor.loader.applied_migrations:
            raise NoStation(
                f"there is no station in {settings.DATA_DIR}; CALLSIGN_DATA names the"
                " folder of the one to back up"
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise NotUpToDate(
                "the database is older than the program; run `manage.py migrate` first"
            )
        applied = sorted(map(list, executor.loader.applied_migrations))
        rows = {
            model._meta.db_table: write_table(
                model, folder / f"{model._meta.db_table}.jsonl.gz", reader
            )
            for model in stored_models(apps)
        }
    finally:
        reader.close()
    return applied, rows


def reading_connection() -> BaseDatabaseWrapper:
    """Return a connection of our own: the usual one begins by keeping writers out."""
    reader = connection.copy()
    reader.settings_dict["OPTIONS"] = {
        name: value
        for name, value in reader.settings_dict["OPTIONS"].items()
        if name != "transaction_mode"
    }
    return reader


def add_files(archive: ArchiveWriter, *, at: datetime) -> list[str]:
    """Add recordings, pictures, uploads and air's journal; return the names of what is gone by now."""
    lost = []
    for file in files_of_the_station(at=at):
        name = file.relative_to(settings.DATA_DIR).as_posix()
        try:
            archive.add(name, file)
        except FileNotFoundError:
            lost.append(name)
    return lost


def files_of_the_station(*, at: datetime) -> Iterator[Path]:
    """Return the files that a station cannot make again."""
    for folder in FOLDERS:
        yield from plain_files(settings.DATA_DIR / folder)
    oldest = f"{at - timedelta(days=JOURNAL_DAYS):%Y-%m-%d}"
    for file in plain_files(settings.DATA_DIR / JOURNAL):
        if file.stem >= oldest:
            yield file


def plain_files(folder: Path) -> Iterator[Path]:
    """Return the files under a folder, in one order everywhere."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(place) / name
            if not file.is_symlink():
                yield file


def told_settings() -> dict[str, Any]:
    """Return how this machine was set up, for whoever sets up the next one."""
    return {
        name: value
        for name, value in sorted(os.environ.items())
        if name.startswith("CALLSIGN_") and name not in NOT_TOLD
    }
