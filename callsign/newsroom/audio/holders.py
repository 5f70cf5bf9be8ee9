"""Holders: what is published of a recording decides whether everybody may hear it."""

from collections.abc import Callable
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

Holders = Callable[[], QuerySet]

_holders: list[Holders] = []


def holds(holders: Holders) -> Holders:
    """
    Name the rows of a room, each with an ``audio``, that let everybody hear it.

    Rooms above this one say so when they start.
    """
    _holders.append(holders)
    return holders


def settle(recordings: QuerySet, *, at: datetime, without: Model | None = None) -> None:
    """
    Let everybody hear the recordings that something published holds, and no others.

    ``without`` is about to be deleted, and holds nothing any more.
    """
    is_held = reduce(or_, (Q(Exists(held(each(), without))) for each in _holders))
    recordings.filter(is_held, public_since=None).update(public_since=at)
    recordings.filter(~is_held, public_since__isnull=False).update(public_since=None)


def held(rows: QuerySet, without: Model | None) -> QuerySet:
    rows = rows.filter(audio=OuterRef("pk"))
    if without is not None and isinstance(without, rows.model):
        rows = rows.exclude(pk=without.pk)
    return rows
