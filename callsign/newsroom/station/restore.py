"""
Restore: a station from one file, on an empty machine or in the place of another station.

Everything is unpacked beside the station and compared with its manifest before anything
is touched. The rows go into a database of the very age they come from, which then moves
forward by the program's own migrations; so a backup outlives upgrades, and goes from
SQLite to PostgreSQL and back.
"""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from callsign.lib.archive import DamagedArchive, unpack
from callsign.newsroom.station.air_configuration import tell_air
from callsign.newsroom.station.backup import (
    FOLDERS,
    FORMAT,
    JOURNAL,
    ROOTS,
    SECRET_KEY,
    Say,
    plain_files,
)
from callsign.newsroom.station.changes import content_changed
from callsign.newsroom.station.tables import (
    read_table,
    reset_sequences,
    stored_models,
)


class CannotRestore(Exception):
    """The backup cannot be put here; nothing was changed."""


class NotEmpty(CannotRestore):
    """There is a station here already."""


class StationRuns(CannotRestore):
    """Somebody is still working with the station that would be replaced."""


class NewerThanProgram(CannotRestore):
    """The backup was made by a later program than this one."""


def restore_backup(file: Path, *, replace: bool, at: datetime, say: Say) -> None:
    """
    Put the station of a backup here.

    Raises: DamagedArchive, CannotRestore: nothing was changed.
    """
    make_sure_there_is_room(replace=replace)
    staging = settings.DATA_DIR / f"restoring-{at:%Y%m%d-%H%M%S}"
    staging.mkdir(mode=0o700)
    try:
        say("Unpacking and comparing")
        manifest = unpack(file, staging, roots=ROOTS)
        old = state_of(manifest)
        if replace:
            set_aside(settings.DATA_DIR / f"replaced-{at:%Y%m%d-%H%M%S}", say)
        say(f"Filling the database ({connection.vendor})")
        fill_database(old, manifest, staging / "database")
        say("Putting recordings, pictures and uploaded transcripts in place")
        put_in_place(staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    say("Bringing the database up to date")
    call_command("migrate", verbosity=0)
    call_command("wagtail_update_index", verbosity=0)
    content_changed()
    tell_air()
    tell_settings(manifest["settings"], say)


def make_sure_there_is_room(*, replace: bool) -> None:
    """Refuse to write over a station, and over one at work in any case."""
    if not is_empty() and not replace:
        raise NotEmpty(
            f"there is a station in {settings.DATA_DIR} already; choose another"
            " CALLSIGN_DATA, or set this one aside with --replace"
        )
    if others_are_connected():
        raise StationRuns("the station is running; end `callsign serve` first")


def is_empty() -> bool:
    """Return whether no station was ever set up here."""
    tables = connection.introspection.table_names()
    if "station_station" in tables:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM station_station LIMIT 1")
            if cursor.fetchone():
                return False
    return not any(any(plain_files(settings.DATA_DIR / name)) for name in FOLDERS)


def others_are_connected() -> bool:
    """Return whether another process has the database open."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            return cursor.fetchone() is not None
        # SQLite gives its log up only to the last one who has the file open.
        try:
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("PRAGMA journal_mode=DELETE")
        except OperationalError:
            return True
    connection.close()  # the next connection writes ahead again
    return False


def state_of(manifest: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the migrations that the backup's database had, all of them known here."""
    if manifest["format"] > FORMAT:
        raise NewerThanProgram(f"the backup is of format {manifest['format']}")
    applied = [(app, name) for app, name in manifest["database"]["migrations"]]
    known = MigrationExecutor(connection).loader.disk_migrations
    if unknown := [key for key in applied if key not in known]:
        raise NewerThanProgram(
            f"the backup was made by callsign {manifest['program']}, which knows"
            f" {unknown[0][0]}.{unknown[0][1]}; install that version or a later one"
        )
    return applied


def set_aside(place: Path, say: Say) -> None:
    """Move the station that is here out of the way, whole."""
    place.mkdir(mode=0o700)
    say(f"The station that was here is kept in {place}")
    if connection.vendor == "postgresql":
        schema = place.name.replace("-", "_")
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER SCHEMA public RENAME TO {schema}")
            cursor.execute("CREATE SCHEMA public")
        say(f"Its database is the schema {schema}")
    else:
        database = Path(connection.settings_dict["NAME"])
        connection.close()
        for file in database.parent.glob(f"{database.name}*"):
            file.rename(place / file.name)
    for name in (*FOLDERS, SECRET_KEY, JOURNAL):
        if (settings.DATA_DIR / name).exists():
            (place / name).parent.mkdir(exist_ok=True)
            (settings.DATA_DIR / name).rename(place / name)


def fill_database(
    applied: list[tuple[str, str]], manifest: dict[str, Any], folder: Path
) -> None:
    """Build the tables as they were when the backup was made, and fill them."""
    executor = MigrationExecutor(connection)
    registry = executor.migrate(targets(executor, applied)).apps
    found = stored_models(registry)
    with transaction.atomic():
        empty_tables(registry)
        for model in found:
            table = model._meta.db_table
            count = read_table(model, folder / f"{table}.jsonl.gz", connection)
            if count != manifest["database"]["rows"][table]:
                raise DamagedArchive(
                    f"{table} has {count} rows, and should have others"
                )
        reset_sequences(found, connection)


def targets(
    executor: MigrationExecutor, applied: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the latest migrations among those that were applied."""
    graph = executor.loader.graph
    known = {key for key in applied if key in graph.nodes}
    return sorted(
        key
        for key in known
        if not any(
            child.key in known and child.key[0] == key[0]
            for child in graph.node_map[key].children
        )
    )


def empty_tables(registry: Apps) -> None:
    """Take out the rows that migrations put in; the backup has its own of them."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in stored_models(registry):
            cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608


def put_in_place(staging: Path) -> None:
    """Move recordings, pictures, the secret key and the journal to where they belong."""
    if (staging / SECRET_KEY).exists():
        (staging / SECRET_KEY).chmod(
            0o600
        )  # its owner's alone, as the one made at first
    for name in (*FOLDERS, SECRET_KEY):
        target = settings.DATA_DIR / name
        if target.is_dir():
            shutil.rmtree(target)  # it has no file in it
        if (staging / name).exists():
            (staging / name).replace(target)
    journal = settings.DATA_DIR / JOURNAL
    for day in plain_files(staging / JOURNAL):
        journal.mkdir(parents=True, exist_ok=True)
        day.replace(journal / day.name)


def tell_settings(told: dict[str, str], say: Say) -> None:
    """Say how the old machine was set up; this one may be reached in another way."""
    if told:
        say("The old machine had these settings; set them here as they apply:")
    for name, value in told.items():
        say(f"  {name}={value}")
