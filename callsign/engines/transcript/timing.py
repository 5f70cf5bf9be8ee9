"""Timing: a transcript gains the times of its words, or loses them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from callsign.engines.transcript.model import (
    Event,
    Problem,
    Tier,
    Transcript,
    Turn,
    Word,
)


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


def within_recording(transcript: Transcript, length_ms: int) -> Transcript:
    """
    Return the transcript without times that its recording does not have, and tell so.

    A word that begins behind the end keeps its place and loses its time; one that is cut
    off by the end is as it was, as files round.

    >>> late = Word("w1", "Yes.", 9_000, 9_500)
    >>> said = within_recording(Transcript(turns=(Turn(None, "Yes.", (late,)),)), 5_000)
    >>> said.words[0].start_ms, said.problems[0].message
    (None, '1 word begins after the end of the recording (0:05); its time was left out')
    """
    count = sum(_is_behind(word, length_ms) for word in transcript.words)
    events = tuple(
        replace(one, start_ms=None, end_ms=None) if _is_behind(one, length_ms) else one
        for one in transcript.events
    )
    if not count:
        return replace(transcript, events=events)
    minutes, seconds = divmod(length_ms // 1_000, 60)
    they = "word begins" if count == 1 else "words begin"
    message = (
        f"{count:,} {they} after the end of the recording ({minutes}:{seconds:02});"
        f" {'its time was' if count == 1 else 'their times were'} left out"
    )
    return replace(
        transcript,
        turns=tuple(_turn_within(turn, length_ms) for turn in transcript.turns),
        events=events,
        problems=(Problem(None, message), *transcript.problems),
    )


def _turn_within(turn: Turn, length_ms: int) -> Turn:
    if not any(_is_behind(word, length_ms) for word in turn.words):
        return turn
    words = tuple(
        replace(word, start_ms=None, end_ms=None, tier=Tier.NONE)
        if _is_behind(word, length_ms)
        else word
        for word in turn.words
    )
    ends = [word.end_ms for word in words if word.end_ms is not None]
    starts = [word.start_ms for word in words if word.start_ms is not None]
    if not ends:
        return replace(turn, words=words, start_ms=None, end_ms=None)
    return replace(turn, words=words, start_ms=min(starts), end_ms=max(ends))


def _is_behind(one: Word | Event, length_ms: int) -> bool:
    return one.start_ms is not None and one.start_ms >= length_ms


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
