"""
Corrections: what the newsroom says in public about words that went out.

A correction stands beside its words, which stay. A retraction takes words out and says
so where they stood.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from callsign.engines.transcript.anchors import UnknownWord
from callsign.engines.transcript.model import Note, Transcript, Turn, Word

CORRECTION = "correction"
RETRACTION = "retraction"
# What readers are told belongs to the newsroom, and outlives every edit of the words.
PUBLIC = (CORRECTION, RETRACTION)

# Two texts in one language have one word in three in common, in some order.
SAME_TEXT_SHARE = 0.4

_PARAGRAPHS = re.compile(r"\n\s*\n")


def corrected(
    transcript: Transcript, first_word: str, last_word: str, text: str, *, made_on: str
) -> Transcript:
    """
    Return the transcript with a correction of the words from the first to the last.

    Raises:  UnknownWord: one is not there, or they stand the other way round
    """
    _passage(transcript, first_word, last_word)
    note = Note(CORRECTION, text, last_word, first_word, made_on)
    return replace(transcript, notes=(*transcript.notes, note))


def retracted(
    transcript: Transcript, first_word: str, last_word: str, text: str, *, made_on: str
) -> Transcript:
    """
    Return the transcript without the words from the first to the last, and a note there.

    What was heard among them goes too; so do corrections of these words alone. A
    correction that reaches beyond them keeps the words that stay.

    Raises:  UnknownWord: one is not there, or they stand the other way round
    """
    first, last = _passage(transcript, first_word, last_word)
    words = transcript.words
    gone = {word.id for word in words[first : last + 1]}
    before = words[first - 1].id if first else None
    note = Note(RETRACTION, text, before, None, made_on)
    left = without(transcript, gone)
    return replace(left, notes=(*left.notes, note))


def without(transcript: Transcript, gone: AbstractSet[str]) -> Transcript:
    """
    Return the transcript without some words, known by their ids.

    What was heard behind them goes too; so do corrections of these words alone.
    """
    said = {turn.speaker for turn in transcript.turns}
    turns = tuple(
        left for turn in transcript.turns if (left := _without(turn, gone)) is not None
    )
    heard = {turn.speaker for turn in turns}
    return replace(
        transcript,
        speakers=tuple(
            one for one in transcript.speakers if one.id in heard or one.id not in said
        ),
        turns=turns,
        events=tuple(one for one in transcript.events if one.after_word not in gone),
        notes=tuple(_left_of(transcript.notes, transcript.words, gone)),
    )


def gaps(transcript: Transcript) -> frozenset[str]:
    """Return the words behind which a passage was taken out."""
    return frozenset(
        note.after_word
        for note in transcript.notes
        if note.kind == RETRACTION and note.after_word
    )


def parted(transcript: Transcript) -> Transcript:
    """
    Return the transcript with turns that end where a passage was taken out of them.

    So nothing that is made of turns puts together what was not said together.

    >>> words = (Word("w0", "He"), Word("w1", "never"), Word("w2", "came."))
    >>> told = Note(RETRACTION, "Misheard.", "w0")
    >>> whole = Transcript(turns=(Turn(None, "He never came.", words),), notes=(told,))
    >>> [one.text for one in parted(whole).turns]
    ['He', 'never came.']
    """
    behind = gaps(transcript)
    if not behind:
        return transcript
    turns = (part for turn in transcript.turns for part in _parts(turn, behind))
    return replace(transcript, turns=tuple(turns))


def _parts(turn: Turn, behind: AbstractSet[str]) -> Iterator[Turn]:
    ends = [at for at, word in enumerate(turn.words, 1) if word.id in behind]
    if not ends or ends == [len(turn.words)]:
        yield turn
        return
    for first, stop in pairwise(sorted({0, *ends, len(turn.words)})):
        gone = {word.id for word in (*turn.words[:first], *turn.words[stop:])}
        part = _without(turn, gone)
        if part is not None:
            yield part


def public_notes(before: Transcript, after: Transcript) -> Iterator[Note]:
    """Yield what readers were told of one version as it stands in another."""
    there = {word.id for word in after.words}
    gone = {word.id for word in before.words} - there
    public = (one for one in before.notes if one.kind in PUBLIC)
    return moved(public, before.words, gone)


def notes_kept(before: Transcript, after: Transcript) -> Iterator[Note]:
    """
    Yield what readers were told of one version, for another that may be another text.

    In that, a word that happens to be in both is no place for a note: it stands at the
    end.
    """
    is_other = is_another_text(before, after)
    last = after.words[-1].id if after.words else None
    for note in public_notes(before, after):
        yield replace(note, after_word=last, first_word=None) if is_other else note


def is_another_text(before: Transcript, after: Transcript) -> bool:
    """
    Return whether two versions have next to none of their words in common, by their ids.

    A shorter version of a text, or a longer one, is that text.
    """
    had = {word.id for word in before.words}
    kept = sum(word.id in had for word in after.words)
    return kept < SAME_TEXT_SHARE * min(len(had), len(after.words))


def moved(
    notes: Iterable[Note], words: Sequence[Word], gone: Container[str]
) -> Iterator[Note]:
    """
    Yield notes as they stand beside the words that stay.

    One keeps those of its words that are not gone; of none, it stands where they stood.

    >>> words = [Word("w1", "It"), Word("w2", "rose"), Word("w3", "today.")]
    >>> [one.after_word for one in moved([Note("correction", "", "w2", "w1")], words, ["w2"])]
    ['w1']
    """
    latest, following = _neighbors(words, gone)
    places = {word.id: at for at, word in enumerate(words)}
    for note in notes:
        last = latest.get(note.after_word or "", note.after_word)
        first = following.get(note.first_word or "")
        is_whole = first in places and last in places and places[first] <= places[last]
        yield replace(note, after_word=last, first_word=first if is_whole else None)


def _passage(
    transcript: Transcript, first_word: str, last_word: str
) -> tuple[int, int]:
    places = {word.id: at for at, word in enumerate(transcript.words)}
    for one in (first_word, last_word):
        if one not in places:
            raise UnknownWord(f"no word here is {one}")
    if places[last_word] < places[first_word]:
        raise UnknownWord(f"{last_word} is said before {first_word}")
    return places[first_word], places[last_word]


def _without(turn: Turn, gone: AbstractSet[str]) -> Turn | None:
    """Return a turn without some words; None when nothing is left of it."""
    if not any(word.id in gone for word in turn.words):
        return turn
    kept = tuple(word for word in turn.words if word.id not in gone)
    if not kept:
        return None
    starts = [word.start_ms for word in kept if word.start_ms is not None]
    ends = [word.end_ms for word in kept if word.end_ms is not None]
    return replace(
        turn,
        text=_text_without(turn, gone),
        words=kept,
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
    )


def _text_without(turn: Turn, gone: AbstractSet[str]) -> str:
    words = iter(turn.words)
    rows = []
    for paragraph in _PARAGRAPHS.split(turn.text):
        row = [next(words) for _ in paragraph.split()]
        kept = " ".join(word.text for word in row if word.id not in gone)
        rows.append(kept)
    return "\n\n".join(filter(None, rows))


def _left_of(
    notes: Iterable[Note], words: Sequence[Word], gone: Container[str]
) -> Iterator[Note]:
    """Yield the notes but the corrections of words of which none is left."""
    places = {word.id: at for at, word in enumerate(words)}
    left = []
    for note in notes:
        first = places.get(note.first_word or "", len(words))
        about = words[first : places.get(note.after_word or "", -1) + 1]
        if not about or any(word.id not in gone for word in about):
            left.append(note)
    return moved(left, words, gone)


def _neighbors(
    words: Sequence[Word], gone: Container[str]
) -> tuple[Mapping[str, str | None], Mapping[str, str | None]]:
    """Return for each word the latest one up to it that stays, and the next one from it."""
    latest: dict[str, str | None] = {}
    following: dict[str, str | None] = {}
    stays: str | None = None
    for word in words:
        stays = stays if word.id in gone else word.id
        latest[word.id] = stays
    stays = None
    for word in reversed(words):
        stays = stays if word.id in gone else word.id
        following[word.id] = stays
    return latest, following
