"""Moments: UTC times as addresses and playlists write them."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{3})?Z", flags=re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class NotAMoment(ValueError):
    """A text that names no moment; the message shows how one is written."""


def read_moment(text: str) -> int:
    """
    Return the milliseconds since 1970 of a UTC time.

    Raises: NotAMoment

    >>> read_moment("2026-11-23T12:00:00Z"), read_moment("2026-11-23T12:00:00.250Z")
    (1795435200000, 1795435200250)
    """
    match = MOMENT.fullmatch(text)
    if not match:
        raise NotAMoment(f'{text[:40]!r} is no moment; write "2026-11-23T12:00:00Z"')
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError as error:
        raise NotAMoment(f"{text!r} is no moment: {error}") from error
    return (moment.replace(tzinfo=UTC) - EPOCH) // MILLISECOND


def write_moment(at_ms: int) -> str:
    """
    Write milliseconds since 1970 as a UTC time.

    >>> write_moment(1_795_435_200_250)
    '2026-11-23T12:00:00.250Z'
    """
    seconds, ms = divmod(at_ms, 1_000)
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    days, h = divmod(hours, 24)
    return f"{date_of(days)}T{h:02}:{m:02}:{s:02}.{ms:03}Z"


@lru_cache(maxsize=64)
def date_of(days: int) -> str:
    """Write a day since 1970; a playlist names each of its few thousands of times."""
    return (EPOCH + timedelta(days=days)).date().isoformat()
