"""
Tables as lines of text: the same for every kind of database.

One file for each table: its columns, then a row on each line, as JSON. Rows keep their
keys, so page trees and content types stay what they are. What a database derives by
itself (search indexes, which also differ between kinds) is left out and made anew.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.duration import duration_iso_string

DERIVED_APPS = {"wagtailsearch", "modelsearch"}
# Rows in memory at once; a revision of an hour's transcript has a megabyte.
ROWS = 50


def stored_models(registry: Apps) -> list[type[models.Model]]:
    """Return the models that have a table worth keeping, by the table's name."""
    found = registry.get_models(include_auto_created=True, include_swapped=False)
    return sorted(
        {
            model._meta.db_table: model
            for model in found
            if model._meta.managed
            and not model._meta.proxy
            and model._meta.app_label not in DERIVED_APPS
        }.values(),
        key=lambda model: model._meta.db_table,
    )


def write_table(
    model: type[models.Model], file: Path, connection: BaseDatabaseWrapper
) -> int:
    """Write the rows of a table to a file; return how many there are."""
    fields = columns(model)
    count = 0
    with (
        gzip.open(file, "wt", encoding="utf-8", compresslevel=6) as lines,
        connection.chunked_cursor() as cursor,
    ):
        lines.write(json.dumps([field.column for field in fields]) + "\n")
        cursor.execute(select(model, fields, connection))
        converters = [backend_converters(field, connection) for field in fields]
        while rows := cursor.fetchmany(ROWS):
            for row in rows:
                values = [
                    converted(value, steps, connection)
                    for value, steps in zip(row, converters, strict=True)
                ]
                lines.write(json.dumps(values, default=as_text) + "\n")
            count += len(rows)
    return count


def read_table(
    model: type[models.Model], file: Path, connection: BaseDatabaseWrapper
) -> int:
    """Put the rows of a file into a table; return how many there were."""
    count = 0
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        by_column = {field.column: field for field in columns(model)}
        fields = [by_column[column] for column in json.loads(next(lines))]
        insert = insertion(model, fields, connection)
        with connection.cursor() as cursor:
            for rows in in_portions(lines):
                cursor.executemany(
                    insert,
                    [
                        [
                            storable(value, field, connection)
                            for value, field in zip(row, fields, strict=True)
                        ]
                        for row in rows
                    ],
                )
                count += len(rows)
    return count


def reset_sequences(
    found: list[type[models.Model]], connection: BaseDatabaseWrapper
) -> None:
    """Let new rows be counted on from the rows that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields that are columns of this very table."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def select(
    model: type[models.Model],
    fields: list[models.Field[Any, Any]],
    connection: BaseDatabaseWrapper,
) -> str:
    """Return the statement that reads a whole table, in the order of its key."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    key = quote(model._meta.pk.column)
    return f"SELECT {names} FROM {quote(model._meta.db_table)} ORDER BY {key}"  # noqa: S608


def insertion(
    model: type[models.Model],
    fields: list[models.Field[Any, Any]],
    connection: BaseDatabaseWrapper,
) -> str:
    """Return the statement that puts a row into a table."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608


def backend_converters(
    field: models.Field[Any, Any], connection: BaseDatabaseWrapper
) -> list[Any]:
    """
    Return what a kind of database needs to give a value its type.

    The field's own conversion is left out: the JSON of a story's body stays the text
    that it is, and need not be understood.
    """
    column = field.get_col(field.model._meta.db_table)
    return [
        (converter, column) for converter in connection.ops.get_db_converters(column)
    ]


def converted(value: Any, steps: list[Any], connection: BaseDatabaseWrapper) -> Any:
    """Return a value as Python has it."""
    for converter, column in steps:
        value = converter(value, column, connection)
    return value


def storable(
    value: Any, field: models.Field[Any, Any], connection: BaseDatabaseWrapper
) -> Any:
    """Return a value as this kind of database takes it."""
    if value is None or is_json(field):
        return value
    if field.get_internal_type() == "BinaryField":
        return connection.Database.Binary(base64.b64decode(value))
    target = field.target_field if field.is_relation else field
    return target.get_db_prep_save(target.to_python(value), connection)


def is_json(field: models.Field[Any, Any]) -> bool:
    """Return whether a column holds JSON; its text is passed on as it is."""
    return field.get_internal_type() == "JSONField"


def as_text(value: Any) -> str:
    """Write what JSON has no word for, to the last digit."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case UUID() | Decimal():
            return str(value)
    raise TypeError(f"no way to write {type(value)} is known")


def in_portions(lines: Iterator[str]) -> Iterator[list[list[Any]]]:
    """Return the rows of a file, some at a time."""
    portion = []
    for line in lines:
        portion.append(json.loads(line))
        if len(portion) == ROWS:
            yield portion
            portion = []
    if portion:
        yield portion
