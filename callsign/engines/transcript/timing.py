"""Timing: a transcript gains the times of its words, or loses them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from callsign.engines.transcript.model import Tier, Transcript, Turn, Word


class WrongNumberOfTimings(ValueError):
    """There is not one timing per word, so none can be trusted."""


class WordTiming(Protocol):
    """When a word is said; whoever aligns has such values."""

    @property
    def start_ms(self) -> int | None: ...

    @property
    def end_ms(self) -> int | None: ...

    @property
    def tier(self) -> str: ...


def with_timings(
    transcript: Transcript, timings: Sequence[WordTiming | None]
) -> Transcript:
    """
    Return the same text with times: one timing per word, None where unknown.

    A turn runs from its first to its last timed word. Ids and text never change.

    Raises:  WrongNumberOfTimings: there is not one per word
    """
    count = sum(len(turn.words) for turn in transcript.turns)
    if len(timings) != count:
        raise WrongNumberOfTimings(f"{len(timings)} timings for {count} words")
    remaining = iter(timings)
    turns = tuple(
        _timed_turn(turn, list(islice(remaining, len(turn.words))))
        for turn in transcript.turns
    )
    return replace(transcript, turns=turns)


def without_times(transcript: Transcript) -> Transcript:
    """Return the same text with every time forgotten, those of events too."""
    untimed = with_timings(transcript, [None] * len(transcript.words))
    return replace(
        untimed,
        events=tuple(
            replace(event, start_ms=None, end_ms=None) for event in untimed.events
        ),
    )


def _timed_turn(turn: Turn, timings: Sequence[WordTiming | None]) -> Turn:
    words = tuple(map(_timed_word, turn.words, timings))
    starts = [word.start_ms for word in words if word.start_ms is not None]
    ends = [word.end_ms for word in words if word.end_ms is not None]
    return Turn(
        turn.speaker,
        turn.text,
        words,
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
    )


def _timed_word(word: Word, timing: WordTiming | None) -> Word:
    if timing is None or timing.start_ms is None:
        return Word(word.id, word.text)
    return Word(
        word.id, word.text, timing.start_ms, timing.end_ms, Tier(str(timing.tier))
    )
