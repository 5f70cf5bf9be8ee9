"""What a file says about its transcript besides the words: title, date, rights."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What is known about the story of a transcript; all of it may be unknown.

    ``language`` is a tag such as ``en-US``; ``address`` is where the story is read.
    """

    title: str | None = None
    language: str | None = None
    address: str | None = None
    published_on: date | None = None
    station: str | None = None
    rights: str | None = None


NO_FACTS = Facts()


def day(at: date) -> str:
    """
    Write a date as newspapers do.

    >>> day(date(2026, 11, 3))
    'November 3, 2026'
    """
    return f"{at:%B} {at.day}, {at.year}"
