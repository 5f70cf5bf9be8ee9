"""Words by the thousand: what a reader makes before any time is known."""

import gc
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat

from callsign.engines.transcript.model import Tier, Word

# Word is frozen, so its own __init__ pays for a guarded assignment per field
# and a check of times that are not there. A four-hour script has 40,000 words
# and a big paste a million; filling the slots column by column halves the time
# (bench/results/2026-11-23-script-reader.md).
_blank_word = object.__new__
_set_id, _set_text, _set_start_ms, _set_end_ms, _set_tier, _set_score = (
    Word.__dict__[name].__set__ for name in Word.__slots__
)


@dataclass(slots=True)
class Column:
    """Words as columns, all of one length, of which ``columns_to_words`` makes words."""

    texts: list[str] = field(default_factory=list)
    starts: list[int | None] = field(default_factory=list)
    ends: list[int | None] = field(default_factory=list)
    tiers: list[Tier] = field(default_factory=list)
    scores: list[float | None] = field(default_factory=list)

    def extend(self, other: "Column") -> None:
        """Append the words of another."""
        self.texts += other.texts
        self.starts += other.starts
        self.ends += other.ends
        self.tiers += other.tiers
        self.scores += other.scores


def columns_to_words(column: Column, *, after: int = 0) -> tuple[Word, ...]:
    """
    Make words of columns, numbered on from ``after``.

    Nothing is checked: who fills columns has looked at the times and scores.

    >>> column = Column(["Good"], [0], [200], [Tier.IMPORTED], [None])
    >>> columns_to_words(column)[0].end_ms
    200
    """
    count = len(column.texts)
    words = tuple(map(_blank_word, repeat(Word, count)))
    ids = [f"w{number}" for number in range(after + 1, after + 1 + count)]
    _exhaust(map(_set_id, words, ids))
    _exhaust(map(_set_text, words, column.texts))
    _exhaust(map(_set_start_ms, words, column.starts))
    _exhaust(map(_set_end_ms, words, column.ends))
    _exhaust(map(_set_tier, words, column.tiers))
    _exhaust(map(_set_score, words, column.scores))
    return words


def untimed_words(texts: Sequence[str], *, after: int = 0) -> tuple[Word, ...]:
    """
    Make words without times, numbered on from ``after``.

    >>> [word.id for word in untimed_words(["Good", "morning."], after=7)]
    ['w8', 'w9']
    """
    words = tuple(map(_blank_word, repeat(Word, len(texts))))
    ids = [f"w{number}" for number in range(after + 1, after + 1 + len(texts))]
    _exhaust(map(_set_id, words, ids))
    _exhaust(map(_set_text, words, texts))
    _exhaust(map(_set_start_ms, words, repeat(None)))
    _exhaust(map(_set_end_ms, words, repeat(None)))
    _exhaust(map(_set_tier, words, repeat(Tier.NONE)))
    _exhaust(map(_set_score, words, repeat(None)))
    return words


@contextmanager
def without_collector() -> Iterator[None]:
    """
    Hold Python's cycle collector off while a great many words are made.

    Words never form cycles, yet every 700 of them set off a search for some:
    40 % of the time of reading. Memory is still freed by reference count.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _exhaust(steps: Iterator[None]) -> None:
    deque(steps, maxlen=0)
