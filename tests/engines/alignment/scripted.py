"""A hearer that knows what is said, because the test told it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from callsign.engines.alignment.hearing import LEVEL_MS, HeardWord

WORD_MS = 600


@dataclass
class ScriptedHearer:
    """
    Hears the words of a tape, each ``WORD_MS`` long; ``None`` on the tape is a pause.

    It fits words to the tape only where they are what was said.
    """

    tape: Sequence[str | None]
    deaf_to: frozenset[str] = frozenset()
    decoded: list[tuple[int, int]] = field(default_factory=list)

    @property
    def duration_ms(self) -> int:
        return len(self.tape) * WORD_MS

    @property
    def levels(self) -> Sequence[int]:
        levels: list[int] = []
        for word in self.tape:
            levels += [-80 if word is None else -20] * (WORD_MS // LEVEL_MS)
        return levels

    def learn(self, words: Sequence[str]) -> Sequence[str | None]:
        names = [word.strip(".,?!-").lower() for word in words]
        return [name or None for name in names]

    def decode(
        self, start_ms: int, end_ms: int, language_model: str
    ) -> Sequence[HeardWord]:
        self.decoded.append((start_ms, end_ms))
        known = set(language_model.split())
        return [
            word
            for word in self.said(start_ms, end_ms)
            if word.name in known and word.name not in self.deaf_to
        ]

    def force(
        self, start_ms: int, end_ms: int, names: Sequence[str], beam: float
    ) -> Sequence[HeardWord] | None:
        said = self.said(start_ms, end_ms)
        return said if [word.name for word in said] == list(names) else None

    def said(self, start_ms: int, end_ms: int) -> list[HeardWord]:
        """Return the words that lie in a stretch of the tape, to half of each."""
        return [
            HeardWord(word, number * WORD_MS, (number + 1) * WORD_MS)
            for number, word in enumerate(self.tape)
            if word is not None
            and start_ms <= number * WORD_MS + WORD_MS // 2 <= end_ms
        ]
