"""Excerpts: a stretch of a recording, heard as if it were all there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsign.engines.alignment.hearing import LEVEL_MS, HeardWord, Hearer


@dataclass(frozen=True, slots=True)
class Excerpt:
    """
    A hearer who is given one stretch of another's recording; its clock begins there.

    Nothing before ``opens_ms`` or after ``closes_ms`` is ever asked for.
    """

    hearer: Hearer
    opens_ms: int
    closes_ms: int

    @property
    def duration_ms(self) -> int:
        return self.closes_ms - self.opens_ms

    @property
    def levels(self) -> Sequence[int]:
        return self.hearer.levels[
            self.opens_ms // LEVEL_MS : self.closes_ms // LEVEL_MS
        ]

    def learn(self, words: Sequence[str]) -> Sequence[str | None]:
        """Let the hearer learn words."""
        return self.hearer.learn(words)

    def decode(
        self, start_ms: int, end_ms: int, language_model: str
    ) -> Sequence[HeardWord]:
        """Return what is said between two moments of the excerpt."""
        return self._here(
            self.hearer.decode(*self._there(start_ms, end_ms), language_model)
        )

    def force(
        self, start_ms: int, end_ms: int, names: Sequence[str], beam: float
    ) -> Sequence[HeardWord] | None:
        """Fit words to the sound between two moments of the excerpt."""
        start_ms, end_ms = self._there(start_ms, end_ms)
        fitted = self.hearer.force(start_ms, end_ms, names, beam)
        return None if fitted is None else self._here(fitted)

    def _there(self, start_ms: int, end_ms: int) -> tuple[int, int]:
        end_ms = min(self.opens_ms + end_ms, self.closes_ms)
        return min(self.opens_ms + max(0, start_ms), end_ms), end_ms

    def _here(self, heard: Sequence[HeardWord]) -> list[HeardWord]:
        return [
            replace(
                word,
                start_ms=max(0, word.start_ms - self.opens_ms),
                end_ms=max(0, word.end_ms - self.opens_ms),
            )
            for word in heard
        ]
