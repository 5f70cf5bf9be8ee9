"""Piecewise: a turn as speech and sounds in the order they are heard, as editors see it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from callsign.engines.transcript.model import Event, Transcript, Turn, Word
from callsign.engines.transcript.patches import Mark, PatchedTurn, Said, known_kind

PARAGRAPHS = re.compile(r"\n\s*\n")

Sounds = Mapping[str | None, Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """
    Speech without a sound in it; one space or one blank line parts its words.

    A text that begins with a blank line begins a paragraph.
    """

    text: str
    words: tuple[Word, ...]


def sounds_of(transcript: Transcript) -> Sounds:
    """Return what is heard behind each word, and under None what is heard first."""
    found: dict[str | None, list[Event]] = {}
    for event in transcript.events:
        found.setdefault(event.after_word, []).append(event)
    return found


def pieces(turn: Turn, sounds: Sounds, *, is_first: bool) -> Iterator[Spoken | Event]:
    """
    Yield speech and sounds of a turn; the first turn begins with what is heard first.

    >>> ada = Turn("s1", "Good morning.", (Word("w1", "Good"), Word("w2", "morning.")))
    >>> bell = Event("w1", "sound", "(BELL)")
    >>> [one.text for one in pieces(ada, {"w1": [bell]}, is_first=True)]
    ['Good', '(BELL)', 'morning.']
    """
    if is_first:
        yield from sounds.get(None, ())
    breaks = _breaks(turn)
    start = 0
    for at, word in enumerate(turn.words, 1):
        if word.id in sounds:
            yield _spoken(turn.words, start, at, breaks)
            yield from sounds[word.id]
            start = at
    if start < len(turn.words):
        yield _spoken(turn.words, start, len(turn.words), breaks)


def as_patched(turn: Turn, sounds: Sounds, *, is_first: bool) -> PatchedTurn:
    """Return a turn as a patch would write it."""
    return PatchedTurn(
        turn.speaker,
        tuple(
            Said(one.text)
            if isinstance(one, Spoken)
            else Mark(known_kind(one.kind), one.text)
            for one in pieces(turn, sounds, is_first=is_first)
        ),
    )


def _breaks(turn: Turn) -> frozenset[int]:
    """Return the positions of the words that begin a paragraph, but the first."""
    if "\n" not in turn.text:
        return frozenset()
    lengths = (len(one.split()) for one in PARAGRAPHS.split(turn.text))
    return frozenset(accumulate(lengths)) - {0}


def _spoken(
    words: Sequence[Word], start: int, stop: int, breaks: frozenset[int]
) -> Spoken:
    said = tuple(words[start:stop])
    if not breaks:
        return Spoken(" ".join(word.text for word in said), said)
    text = "\n\n" if start in breaks else ""
    for at, word in enumerate(said, start):
        gap = "\n\n" if at in breaks else " "
        text += word.text if at == start else gap + word.text
    return Spoken(text, said)
