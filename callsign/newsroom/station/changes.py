"""
Changes: every committed write that a page could show moves the content's generation.

The door is the database connection and not the models' signals, because updates in
bulk, moves in the page tree and hand-written SQL send none. What pages never show is
listed; everything else counts, so a new table is safe before anybody thinks of it.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from callsign.lib.generation import Generation

WRITE = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+["`]?(\w+)', re.IGNORECASE
)
READING = {
    *("SELECT", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT"),
    *("EXPLAIN", "SHOW", "SET", "DECLARE", "FETCH", "CLOSE", "ANALYZE", "VALUES"),
}

# Written while people sign in and type, tape arrives, workers work and air tells what
# happens; no page shows them. A stranger must not be able to empty the cache, so failed
# logins are among them. Of the schedule pages show what is broadcast, not how it was
# planned; of a film of a quote that it is done, which its worker announces. The sizes of
# a picture are made while pages render and change nothing that they show.
PRIVATE_TABLES = {
    "audio_preparation",
    "audio_upload",
    "django_session",
    "frontpage_audiogram",
    "schedule_aircheck",
    "schedule_change",
    "schedule_ending",
    "schedule_gridstate",
    "schedule_hold",
    "schedule_identification",
    "station_picturerendition",
    "station_source",
    "transcripts_alignmentrun",
    "transcripts_recognitionrun",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_revision",
    "wagtailcore_uploadedfile",
    "wagtailusers_userprofile",
}
PRIVATE_PREFIXES = ("axes_", "django_tasks_db_", "logbook_")


@cache
def content() -> Generation:
    """Return the generation that all processes of this station share."""
    return Generation(settings.DATA_DIR / "content-generation")


def content_changed() -> None:
    """Let every page be rendered anew; for changes that did not go through the database."""
    content().bump()


def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Look at each statement of a new connection."""
    if note_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_writes)


def note_writes(
    execute: Callable[..., Any],
    sql: Any,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    """Run a statement; when pages may show what it wrote, announce it at the commit."""
    result = execute(sql, params, many, context)
    if changes_pages(sql):
        connection = context["connection"]
        if not any(entry[1] is content_changed for entry in connection.run_on_commit):
            # Robust: what was committed stays published even if the disk is full, and
            # the copies of pages end with their minute.
            connection.on_commit(content_changed, robust=True)
    return result


def changes_pages(sql: Any) -> bool:
    """
    Return whether a statement writes what a page could show; in doubt it does.

    >>> changes_pages('UPDATE "stories_story" SET "teaser" = %s')
    True
    >>> changes_pages('INSERT INTO "axes_accessattempt" ("id") VALUES (%s)')
    False
    >>> changes_pages('SELECT "slug" FROM "stories_topic"')
    False
    """
    statement = str(sql)
    if written := WRITE.match(statement):
        table = written[1].lower()
        return table not in PRIVATE_TABLES and not table.startswith(PRIVATE_PREFIXES)
    verb = statement.lstrip(" \n(").split(maxsplit=1)[:1]
    if verb and verb[0].upper() == "WITH":
        return re.search(r"\b(INSERT|UPDATE|DELETE)\b", statement, re.I) is not None
    return not verb or verb[0].upper() not in READING
