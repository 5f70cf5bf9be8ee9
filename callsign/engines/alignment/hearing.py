"""Hearing: what alignment asks of the outside, as protocols it can be tested without."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

LEVEL_MS = 10
"""One loudness value of a recording covers this much of it."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word somebody heard, under the name it was learned by."""

    name: str
    start_ms: int
    end_ms: int


class Hearer(Protocol):
    """
    Somebody who listens to one recording.

    ``levels`` holds the loudness of the recording, in whole decibels below full
    scale (so never above 0), one value for each ``LEVEL_MS``.
    """

    @property
    def duration_ms(self) -> int: ...

    @property
    def levels(self) -> Sequence[int]: ...

    def learn(self, words: Sequence[str]) -> Sequence[str | None]:
        """
        Learn to hear words, and return the name of each.

        Words that sound the same may share a name. A token nobody can speak,
        such as a dash, has none.
        """
        ...

    def decode(
        self, start_ms: int, end_ms: int, language_model: str
    ) -> Sequence[HeardWord]:
        """Return what is said between two moments, given what is expected (ARPA text)."""
        ...

    def force(
        self, start_ms: int, end_ms: int, names: Sequence[str], beam: float
    ) -> Sequence[HeardWord] | None:
        """
        Fit words that must all be there, in this order, to the sound.

        Shape: one heard word for each name; the last ones are missing when the end
        of the sound came before the end of the words; None when they do not fit.
        A smaller beam (1e-140 against 1e-48) searches wider and takes longer.
        """
        ...
