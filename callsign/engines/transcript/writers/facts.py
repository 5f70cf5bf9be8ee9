"""What a file says about its transcript besides the words: title, rights, who made it."""

from dataclasses import dataclass
from datetime import date

# What is said of a transcript that a machine made, wherever it goes.
UNREAD = "Made by a machine; no editor has read it yet."


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What is known about the story of a transcript; all of it may be unknown.

    ``language`` is a tag such as ``en-US``; ``address`` is where the story is read.
    ``is_unread``: a machine made the transcript, and no editor has checked it.
    """

    title: str | None = None
    language: str | None = None
    address: str | None = None
    published_on: date | None = None
    station: str | None = None
    rights: str | None = None
    is_unread: bool = False

    @property
    def caution(self) -> str | None:
        """What whoever uses the file must be told, if anything."""
        return UNREAD if self.is_unread else None


NO_FACTS = Facts()


def day(at: date) -> str:
    """
    Write a date as newspapers do.

    >>> day(date(2026, 11, 3))
    'November 3, 2026'
    """
    return f"{at:%B} {at.day}, {at.year}"
