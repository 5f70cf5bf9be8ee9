"""Timing: a transcript gets the times of its words, and keeps everything else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from callsign.engines.transcript.model import Tier, Transcript, Turn, Word


class WordTiming(Protocol):
    """When a word is said; ``tier`` is the name of a ``Tier``."""

    @property
    def start_ms(self) -> int | None: ...

    @property
    def end_ms(self) -> int | None: ...

    @property
    def tier(self) -> str: ...


class WrongNumberOfTimings(ValueError):
    """Timings that were made for another transcript."""


def with_timings(transcript: Transcript, timings: Sequence[WordTiming]) -> Transcript:
    """
    Return a transcript with one timing for each of its words, in their order.

    A turn runs from its first timed word to its last one. Texts and ids stay.

    Raises: WrongNumberOfTimings: there are more or fewer than words
    """
    if len(timings) != len(transcript.words):
        raise WrongNumberOfTimings(
            f"{len(timings)} timings for {len(transcript.words)} words"
        )
    left = iter(timings)
    return replace(
        transcript, turns=tuple(timed_turn(turn, left) for turn in transcript.turns)
    )


def timed_turn(turn: Turn, timings: Iterator[WordTiming]) -> Turn:
    """Take the timings of one turn's words from those that are left."""
    words = tuple(timed_word(word, next(timings)) for word in turn.words)
    starts = [word.start_ms for word in words if word.start_ms is not None]
    ends = [word.end_ms for word in words if word.end_ms is not None]
    return replace(
        turn,
        words=words,
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
    )


def timed_word(word: Word, timing: WordTiming) -> Word:
    return replace(
        word, start_ms=timing.start_ms, end_ms=timing.end_ms, tier=Tier(timing.tier)
    )
