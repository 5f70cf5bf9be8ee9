"""
Times in a script: what people and programs write beside a turn becomes its time.

A time between two turns says when one ends and the other begins. When each word was
said it does not tell; words share such a stretch by their letters only where that is
honest: where it is short, and spoken at the pace of speech.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from callsign.engines.transcript.model import (
    Event,
    Note,
    Problem,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.readers.sharing import shared_out
from callsign.engines.transcript.readers.times import clock
from callsign.engines.transcript.words import Column, columns_to_words

# By letters alone a word is off by a share of the stretch; in this one, by a breath.
LONGEST_SHARED_MS = 30_000
SLOWEST, FASTEST = 1, 6  # words in a second, as people speak

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_ONLY_TIME = re.compile(rf"[\s\\\[(–—-]*({_TIME})[\s\\\])–—-]*")
_TIME_AT_END = re.compile(rf"\s({_TIME})\\?[\])]$|^Break: \\?\[({_TIME})\\?\]$")


class Anchor(NamedTuple):
    """A time written before a word, by the count of words before it."""

    words_before: int
    ms: int
    note: Note


def with_written_times(transcript: Transcript) -> Transcript:
    """
    Return a transcript with the times its own text tells.

    A time at the beginning of a turn is its start, and no note any more.
    """
    anchors, problems = _anchors(transcript.notes)
    events = tuple(map(_with_time, transcript.events))
    if not anchors:
        return replace(
            transcript, events=events, problems=problems_of(transcript, problems)
        )
    words = _timed_words(transcript.words, anchors)
    turns, used = _timed_turns(transcript.turns, words, anchors)
    return replace(
        transcript,
        turns=turns,
        events=events,
        notes=tuple(note for note in transcript.notes if id(note) not in used),
        problems=problems_of(transcript, problems),
    )


def problems_of(
    transcript: Transcript, problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """Return what was told of a transcript, and more."""
    return (*transcript.problems, *problems)


def is_honest(words: int, length_ms: int) -> bool:
    """
    Return whether words may share a stretch of time by their letters.

    >>> is_honest(10, 4_000), is_honest(10, 400_000), is_honest(10, 100)
    (True, False, False)
    """
    if not 0 < length_ms <= LONGEST_SHARED_MS:
        return False
    return SLOWEST <= words * 1_000 / length_ms <= FASTEST


def _anchors(notes: Sequence[Note]) -> tuple[list[Anchor], list[Problem]]:
    """Return the times in order; one that runs backwards is no anchor."""
    anchors: list[Anchor] = []
    problems: list[Problem] = []
    for note in notes:
        found = _ONLY_TIME.fullmatch(note.text) if note.kind == "timecode" else None
        ms = clock(found[1]) if found else None
        if ms is None:
            continue
        if anchors and ms < anchors[-1].ms:
            message = f"the time {note.text} is earlier than the one before it"
            problems.append(Problem(None, message))
            continue
        anchors.append(Anchor(int((note.after_word or "w0")[1:]), ms, note))
    return anchors, problems


def _with_time(event: Event) -> Event:
    """Return a sound with the time that stands in it: [unintelligible 00:03:18]."""
    found = _TIME_AT_END.search(event.text)
    ms = clock(found[1] or found[2]) if found else None
    return event if ms is None else replace(event, start_ms=ms, end_ms=ms)


def _timed_words(words: Sequence[Word], anchors: Sequence[Anchor]) -> tuple[Word, ...]:
    """Return the words, with a share of the stretches that are honest to share."""
    texts = [word.text for word in words]
    starts: list[int | None] = [None] * len(words)
    ends: list[int | None] = [None] * len(words)
    tiers = [Tier.NONE] * len(words)
    for this, following in itertools.pairwise(anchors):
        first, end = this.words_before, following.words_before
        length_ms = following.ms - this.ms
        if is_honest(end - first, length_ms):
            starts[first:end], ends[first:end] = shared_out(
                texts[first:end], this.ms, following.ms
            )
            tiers[first:end] = [Tier.INTERPOLATED] * (end - first)
    return columns_to_words(Column(texts, starts, ends, tiers, [None] * len(words)))


def _timed_turns(
    turns: Sequence[Turn], words: Sequence[Word], anchors: Sequence[Anchor]
) -> tuple[tuple[Turn, ...], set[int]]:
    """Return turns with their times, and the notes that told where they begin."""
    begins = {one.words_before: one for one in reversed(anchors)}
    places = [one.words_before for one in anchors]
    used: set[int] = set()
    timed: list[Turn] = []
    first = 0
    for turn in turns:
        end = first + len(turn.words)
        start, stop = begins.get(first), begins.get(end)
        start_ms = end_ms = None
        if start is not None and turn.words:
            used.add(id(start.note))
            latest = stop or anchors[bisect_left(places, end) - 1]
            start_ms, end_ms = start.ms, latest.ms
        said = tuple(words[first:end])
        timed.append(Turn(turn.speaker, turn.text, said, start_ms, end_ms))
        first = end
    return tuple(timed), used
