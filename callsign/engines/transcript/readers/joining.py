"""Joining: marks of punctuation that a file lists as words of their own."""

from enum import Enum

from callsign.engines.transcript.readers.heard import Heard
from callsign.engines.transcript.readers.values import lowest


class Side(Enum):
    """The word that a mark stands at."""

    PREVIOUS = "previous"
    NEXT = "next"
    BOTH = "both"


class Joining:
    """
    Words while marks are joined to them; a word keeps its times.

    >>> joining = Joining()
    >>> joining.mark("¿", Side.NEXT)
    >>> joining.word(Heard("Qué", 0, 200))
    >>> joining.mark("?")
    >>> [(one.text, one.end_ms) for one in joining.words]
    [('¿Qué?', 200)]
    """

    def __init__(self) -> None:
        self._words: list[Heard] = []
        self._opening = ""
        self._is_bound = False

    @property
    def words(self) -> list[Heard]:
        """The words so far, and a mark that no word came for."""
        if self._opening:
            self.word(Heard(""))
        return self._words

    def word(self, one: Heard) -> None:
        """Take a word, with the marks that waited for it."""
        one = one._replace(text=self._opening + one.text)
        self._opening = ""
        if self._is_bound and self._words:
            before = self._words.pop()
            one = one._replace(
                text=before.text + one.text,
                start_ms=before.start_ms,
                score=lowest((before.score, one.score)),
                where=before.where,
            )
        self._is_bound = False
        self._words.append(one)

    def mark(self, text: str, side: Side = Side.PREVIOUS) -> None:
        """Take a mark that stands at a word, or between two."""
        text = "".join(text.split())
        if side is Side.NEXT or not self._words:
            self._opening += text
            return
        before = self._words[-1]
        self._words[-1] = before._replace(text=before.text + text)
        self._is_bound = side is Side.BOTH
