"""A hearer of some stretches of a tape, one after the other, and of nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from callsign.engines.alignment.hearing import LEVEL_MS, HeardWord, Hearer
from callsign.engines.alignment.passages import Passage


@dataclass
class Spliced:
    """What ``inner`` hears of a tape when it is given passages of it."""

    inner: Hearer
    passages: Sequence[Passage]
    asked: list[tuple[int, int]] = field(default_factory=list)

    @property
    def edges(self) -> list[int]:
        return list(accumulate([0, *(one.length_ms for one in self.passages)]))

    @property
    def duration_ms(self) -> int:
        return self.edges[-1]

    @property
    def levels(self) -> Sequence[int]:
        whole = self.inner.levels
        return [
            level
            for one in self.passages
            for level in whole[one.start_ms // LEVEL_MS : one.end_ms // LEVEL_MS]
        ]

    def learn(self, words: Sequence[str]) -> Sequence[str | None]:
        return self.inner.learn(words)

    def decode(
        self, start_ms: int, end_ms: int, language_model: str
    ) -> Sequence[HeardWord]:
        return (
            self.told(
                start_ms,
                end_ms,
                lambda one, two: self.inner.decode(one, two, language_model),
            )
            or []
        )

    def force(
        self, start_ms: int, end_ms: int, names: Sequence[str], beam: float
    ) -> Sequence[HeardWord] | None:
        return self.told(
            start_ms,
            end_ms,
            lambda one, two: self.inner.force(one, two, names, beam),
        )

    def told(
        self,
        start_ms: int,
        end_ms: int,
        ask: Callable[[int, int], Sequence[HeardWord] | None],
    ) -> Sequence[HeardWord] | None:
        """Ask of the tape what was asked of the splice, all of it in one passage."""
        [(opens_ms, passage)] = [
            (opens_ms, passage)
            for opens_ms, passage in zip(self.edges, self.passages, strict=False)
            if opens_ms <= start_ms <= end_ms <= opens_ms + passage.length_ms
        ]
        by_ms = passage.start_ms - opens_ms
        self.asked.append((start_ms + by_ms, end_ms + by_ms))
        heard = ask(start_ms + by_ms, end_ms + by_ms)
        return heard and [
            replace(word, start_ms=word.start_ms - by_ms, end_ms=word.end_ms - by_ms)
            for word in heard
        ]
