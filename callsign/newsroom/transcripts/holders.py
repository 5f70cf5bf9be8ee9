"""Holders: what is published of a transcript decides whether readers see it."""

from collections.abc import Callable

from django.db.models import Model, QuerySet

Holders = Callable[[], QuerySet]

_holders: list[Holders] = []


def shows(holders: Holders) -> Holders:
    """
    Name the rows of a room, each with a ``transcript``, in which readers see it.

    Rooms above this one say so when they start.
    """
    _holders.append(holders)
    return holders


def is_shown(transcript: Model) -> bool:
    """Return whether readers see a transcript now."""
    return any(rows().filter(transcript=transcript).exists() for rows in _holders)
