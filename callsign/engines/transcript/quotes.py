"""
Quotes: a passage that has an address, and is found again whatever was edited since.

The address holds the ids of the first and the last word, the version of the transcript
it was taken from, and a short digest of what was said. So a quote needs no row anywhere:
it is found by its ids, and where they no longer say the same, by an anchor made from the
version it was taken from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from callsign.engines.transcript.anchors import Anchor, UnknownWord, anchor_at, find
from callsign.engines.transcript.corrections import RETRACTION, gaps
from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.keeping_out import TakenBack
from callsign.engines.transcript.model import Note, Transcript, Turn, Word

# Two minutes of speech: what is longer is no quote but the conversation itself.
MOST_WORDS = 250

# As long as the numbers of any station will get, and as a database can hold.
KEY = re.compile(r"(w[0-9]{1,9})-(w[0-9]{1,9})-([0-9]{1,15})-([0-9a-f]{8})", re.ASCII)


class NotAQuote(ValueError):
    """What is written there is not the key of a quote."""


class TooLong(ValueError):
    """More words than a quote may have."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"a quote has at most {MOST_WORDS} words, and these are {count:,};"
            " choose fewer"
        )


class Standing(StrEnum):
    """What became of a quote's words: the same, others by now, or taken back."""

    SAME = "same"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class QuoteKey:
    """What the address of a quote says; ``version`` is a number its keeper gives."""

    first_word: str
    last_word: str
    version: int
    digest: str

    def __str__(self) -> str:
        return f"{self.first_word}-{self.last_word}-{self.version}-{self.digest}"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote's words stand now, half-open, and how they stand."""

    first: int
    stop: int
    standing: Standing


def read_key(written: str) -> QuoteKey:
    """
    Read the key of a quote.

    Raises:  NotAQuote

    >>> str(read_key("w31-w58-412-3f9a1c2b"))
    'w31-w58-412-3f9a1c2b'
    """
    match = KEY.fullmatch(written)
    if match is None:
        raise NotAQuote(f"“{written[:80]}” is not the key of a quote")
    first, last, version, digest = match.groups()
    return QuoteKey(first, last, int(version), digest)


def key_of(
    transcript: Transcript, first_word: str, last_word: str, *, version: int
) -> QuoteKey:
    """
    Return the key of a passage.

    Raises:  UnknownWord; TooLong; NotAQuote: its words have ids no address can hold
    """
    first, stop = _standing_at(transcript.words, first_word, last_word)
    if stop - first > MOST_WORDS:
        raise TooLong(stop - first)
    digest = digest_of(transcript.words[first:stop])
    return read_key(str(QuoteKey(first_word, last_word, version, digest)))


def digest_of(words: Sequence[Word]) -> str:
    """
    Return eight digits that tell whether the same was said, however it is punctuated.

    >>> digest_of([Word("w1", "It"), Word("w2", "crested.")])
    'd15ea78a'
    >>> digest_of([Word("w8", "it"), Word("w9", "crested!")])
    'd15ea78a'
    """
    said = " ".join(sounded(word.text) for word in words)
    return sha256(said.encode()).hexdigest()[:8]


def found_again(
    key: QuoteKey,
    transcript: Transcript,
    *,
    taken_from: Transcript | None,
    taken_back: Sequence[TakenBack] = (),
) -> Found | None:
    """
    Return where a quote stands in a transcript now.

    ``taken_from`` is the version whose number the key holds; without it only words that
    nobody changed are found. None where nothing is left, or nothing ever was. Words that
    were ``taken_back`` stay withdrawn, whatever else the transcript says by now.

    Cost:    linear in the words of the transcript
    """
    words = transcript.words
    span = _span(words, key)
    if span and digest_of(words[slice(*span)]) == key.digest:
        return Found(*span, Standing.SAME)
    # What no version ever said is forged, and of it nothing is told, nor that it changed.
    if taken_from is None or not _fits(key, taken_from):
        return None
    if found := _by_anchor(key, transcript, taken_from, taken_back):
        return found
    # Ids are never given to other words, so what stands there is what became of it.
    return Found(*span, Standing.CORRECTED) if span and _is_short(span) else None


def _by_anchor(
    key: QuoteKey,
    transcript: Transcript,
    taken_from: Transcript,
    taken_back: Sequence[TakenBack],
) -> Found | None:
    anchor = anchor_at(taken_from, key.first_word, key.last_word)
    at = _withdrawn_at(anchor, transcript, taken_back)
    if at is None:
        at = _taken_back_at(anchor.word_ids, transcript, taken_from)
    if at is not None:
        return Found(at, at, Standing.RETRACTED)
    place = find(anchor, transcript)
    if place is None:
        return None
    is_same = digest_of(transcript.words[place.first : place.stop]) == key.digest
    standing = Standing.SAME if is_same else Standing.CORRECTED
    return Found(place.first, place.stop, standing)


def _withdrawn_at(
    quoted: Anchor, transcript: Transcript, taken_back: Sequence[TakenBack]
) -> int | None:
    """Return behind how many words the notice of a retraction stands that has any of these."""
    for one in taken_back:
        if set(one.passage.word_ids) & set(quoted.word_ids):
            note = next(filter(one.is_told_by, transcript.notes), None)
            places = {word.id: at for at, word in enumerate(transcript.words, 1)}
            return places.get(note.after_word or "", 0) if note else 0
    return None


def _taken_back_at(
    quoted: Sequence[str], transcript: Transcript, taken_from: Transcript
) -> int | None:
    """Return behind how many words a retraction stands that took any of these back."""
    places = {word.id: at for at, word in enumerate(transcript.words)}
    gone = {one for one in quoted if one not in places}
    # What was taken back before somebody quoted these words took back others.
    older = {(note.text, note.made_on) for note in taken_from.notes}
    notes = [
        note
        for note in transcript.notes
        if note.kind == RETRACTION and (note.text, note.made_on) not in older
    ]
    if not gone or not notes:
        return None
    before = 0
    for word in taken_from.words:
        if word.id in places:
            before = places[word.id] + 1
        elif word.id in gone and any(_stands(note, before, places) for note in notes):
            return before
    return None


def _stands(note: Note, before: int, places: dict[str, int]) -> bool:
    """Whether a note stands behind this many words."""
    word = note.after_word or note.first_word
    return (0 if word is None else places.get(word, -2) + 1) == before


def passage(transcript: Transcript, first: int, stop: int) -> Transcript:
    """Return only the words of a passage, each turn in one paragraph."""
    turns, before = [], 0
    for turn in transcript.turns:
        words = turn.words[max(0, first - before) : max(0, stop - before)]
        before += len(turn.words)
        if words:
            text = " ".join(word.text for word in words)
            turns.append(Turn(turn.speaker, text, words))
    return Transcript(transcript.speakers, tuple(turns))


def is_broken(transcript: Transcript, first: int, stop: int) -> bool:
    """Whether something was taken out between the words of a passage."""
    behind = gaps(transcript)
    return any(word.id in behind for word in transcript.words[first : stop - 1])


def notes_on(transcript: Transcript, first: int, stop: int) -> tuple[Note, ...]:
    """Return what the newsroom says about any word of a passage."""
    places = {word.id: at for at, word in enumerate(transcript.words)}

    def touches(note: Note) -> bool:
        last = places.get(note.after_word or "")
        begin = places.get(note.first_word or "", last)
        if last is None or begin is None:
            return False
        return begin < stop and first <= last

    return tuple(note for note in transcript.notes if touches(note))


def _fits(key: QuoteKey, transcript: Transcript) -> bool:
    span = _span(transcript.words, key)
    return bool(
        span
        and _is_short(span)
        and digest_of(transcript.words[slice(*span)]) == key.digest
    )


def _is_short(span: tuple[int, int]) -> bool:
    return span[1] - span[0] <= MOST_WORDS


def _span(words: Sequence[Word], key: QuoteKey) -> tuple[int, int] | None:
    try:
        return _standing_at(words, key.first_word, key.last_word)
    except UnknownWord:
        return None


def _standing_at(
    words: Sequence[Word], first_word: str, last_word: str
) -> tuple[int, int]:
    """Return where the words of two ids stand, half-open. Raises: UnknownWord"""
    first = last = None
    for at, word in enumerate(words):
        if word.id == first_word:
            first = at
        if word.id == last_word:
            last = at
    if first is None or last is None or last < first:
        raise UnknownWord(f"no passage runs from {first_word} to {last_word}")
    return first, last + 1
