"""Retiming: some words get other times; nothing else about a transcript changes."""

from collections.abc import Mapping
from dataclasses import replace

from callsign.engines.transcript.model import Tier, Transcript, Turn, Word
from callsign.engines.transcript.timing import WordTiming


def retimed(transcript: Transcript, timings: Mapping[int, WordTiming]) -> Transcript:
    """
    Return the transcript with other times for some words, by their number.

    A turn with such a word runs from its first to its last timed word.

    >>> from types import SimpleNamespace
    >>> words = (Word("w1", "Good", 0, 200, Tier.HEARD), Word("w2", "morning."))
    >>> transcript = Transcript(turns=(Turn(None, "Good morning.", words, 0, 200),))
    >>> heard = SimpleNamespace(start_ms=200, end_ms=700, tier="heard")
    >>> turn = retimed(transcript, {1: heard}).turns[0]
    >>> turn.end_ms, turn.words[0] is words[0]
    (700, True)
    """
    turns = []
    first = 0
    for turn in transcript.turns:
        stop = first + len(turn.words)
        inside = timings.keys() & set(range(first, stop)) if timings else set()
        turns.append(
            _retimed(turn, {at - first: timings[at] for at in inside})
            if inside
            else turn
        )
        first = stop
    return replace(transcript, turns=tuple(turns))


def _retimed(turn: Turn, timings: Mapping[int, WordTiming]) -> Turn:
    words = tuple(
        _at(word, timings[at]) if at in timings else word
        for at, word in enumerate(turn.words)
    )
    starts = [word.start_ms for word in words if word.start_ms is not None]
    ends = [word.end_ms for word in words if word.end_ms is not None]
    return replace(
        turn,
        words=words,
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
    )


def _at(word: Word, timing: WordTiming) -> Word:
    return replace(
        word,
        start_ms=timing.start_ms,
        end_ms=timing.end_ms,
        tier=Tier(str(timing.tier)),
    )
