"""
What captions are made of: words with times, the untimed ones beside them, and sounds.

Untimed words share the time that nobody else has, by their letters; a long passage of
them may never have been spoken in this recording, and is left out.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from callsign.engines.transcript.model import Event, Transcript, Turn

# Untimed words up to this many belong to the timed word beside them; more of
# them are a passage that the recording may not have.
MOST_UNTIMED = 12
# Nobody speaks slower than this for long: what an untimed word takes at most.
MS_A_LETTER = 90
# What is heard in a pause is told in the pause, if it is long enough to read of it.
SOUND_MS_A_LETTER = 50
_HEARD = frozenset(
    ["soundbite", "laughter", "applause", "music", "inaudible", "direction", "sound"]
)
_LEFT_BEHIND = re.compile(r"\\|\s*\b(?:\d+:)?\d{1,2}:\d{2}(?:[.,]\d+)?")


@dataclass(slots=True)
class Unit:
    """A word on a screen, or what stands for one; ``is_said`` if a voice says it."""

    text: str
    start_ms: int
    end_ms: int
    is_said: bool = True


def units_of(
    turn: Turn,
    sounds: Mapping[str | None, str],
    *,
    longest: int,
    until_ms: int | None = None,
) -> list[Unit]:
    """
    Return a turn's words that have times, and the words and sounds beside them.

    Times never run backwards; a word longer than a line is parted at its end. Somebody
    else speaks from ``until_ms`` on.
    """
    units: list[Unit] = []
    pieces = _pieces(turn)
    for piece, next_ms in zip(
        pieces, _starts_of_the_next(pieces, until_ms), strict=True
    ):
        start_ms = max(piece.start_ms, units[-1].start_ms if units else 0)
        end_ms = max(piece.end_ms, start_ms)
        if len(piece.texts) > 1:
            letters = sum(map(len, piece.texts))
            room_ms = end_ms if next_ms is None else max(next_ms, end_ms)
            end_ms = max(end_ms, min(room_ms, start_ms + letters * MS_A_LETTER))
        units += _shared_out(piece.texts, start_ms, end_ms, longest)
        sound = sounds.get(piece.word)
        if sound:
            needed_ms = len(sound) * SOUND_MS_A_LETTER
            if next_ms is None or next_ms - end_ms >= needed_ms:
                texts = sound.split()
                heard = _shared_out(texts, end_ms, end_ms + needed_ms, longest)
                units += [
                    Unit(one.text, one.start_ms, one.end_ms, is_said=False)
                    for one in heard
                ]
    return units


def sounds_of(transcript: Transcript) -> dict[str | None, str]:
    """Return what is heard behind each word, as it is printed."""
    sounds: defaultdict[str | None, list[Event]] = defaultdict(list)
    for event in transcript.events:
        if event.kind in _HEARD:
            sounds[event.after_word].append(event)
    return {
        word: " ".join(_in_print(event.text) for event in events)
        for word, events in sounds.items()
    }


def _in_print(text: str) -> str:
    """
    Return a sound without what typists and Markdown leave in it.

    >>> _in_print("\\\\[unintelligible 01:10:45.13\\\\]")
    '[unintelligible]'
    """
    return " ".join(_LEFT_BEHIND.sub("", text).split())


@dataclass(slots=True)
class _Piece:
    """A timed word with the untimed ones beside it; ``word`` is the last of them."""

    start_ms: int
    end_ms: int
    texts: list[str]
    word: str


def _pieces(turn: Turn) -> list[_Piece]:
    pieces: list[_Piece] = []
    untimed: list[str] = []
    latest = ""
    for word in turn.words:
        texts = word.text.split()
        if word.start_ms is None or word.end_ms is None:
            untimed += texts
            latest = word.id
            continue
        piece = _Piece(word.start_ms, word.end_ms, texts, word.id)
        if untimed and len(untimed) <= MOST_UNTIMED:
            if pieces:
                pieces[-1].texts += untimed
                pieces[-1].word = latest
            else:
                piece.texts = [*untimed, *texts]
        untimed = []
        pieces.append(piece)
    if pieces and untimed and len(untimed) <= MOST_UNTIMED:
        pieces[-1].texts += untimed
        pieces[-1].word = latest
    return pieces


def _starts_of_the_next(
    pieces: Sequence[_Piece], until_ms: int | None
) -> list[int | None]:
    return [*(one.start_ms for one in pieces[1:]), until_ms] if pieces else []


def _shared_out(
    texts: Sequence[str], start_ms: int, end_ms: int, longest: int
) -> list[Unit]:
    """Return words that share a time by their letters."""
    parts = [
        text[at : at + longest] for text in texts for at in range(0, len(text), longest)
    ]
    total = sum(map(len, parts))
    length_ms = end_ms - start_ms
    edges = [
        start_ms + length_ms * letters // total
        for letters in accumulate(map(len, parts), initial=0)
    ]
    return [Unit(part, edges[at], edges[at + 1]) for at, part in enumerate(parts)]
