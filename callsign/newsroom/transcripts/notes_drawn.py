"""Notes drawn: what the newsroom says about words, beneath them and marked on them."""

from collections.abc import Iterator
from datetime import date
from html import escape

from callsign.engines.transcript.corrections import CORRECTION, PUBLIC
from callsign.engines.transcript.model import Note, Transcript

HEADINGS = {CORRECTION: "Correction"}


class DrawnNotes:
    """The notes of one transcript, each with an id where it is about certain words."""

    def __init__(self, transcript: Transcript) -> None:
        dated = (one for one in transcript.notes if is_statement(one))
        self.ids = {one: f"note-{number}" for number, one in enumerate(dated, 1)}
        # Which note each word is marked with, the latest where there are several.
        self.about = dict(marks(transcript, self.ids)) if self.ids else {}

    def html(self, note: Note, text: str) -> str:
        """Return a note as readers see it; ``text`` is what it says, escaped."""
        if note not in self.ids:
            return f'<p class="note" role="note">{text}</p>'
        heading = HEADINGS.get(note.kind, "Retraction")
        made_on = day(note.made_on)
        when = (
            f', <time datetime="{made_on.isoformat()}">{in_words(made_on)}</time>'
            if made_on
            else ""
        )
        return (
            f'<p class="note note--{note.kind}" role="note" id="{self.ids[note]}">'
            f'<strong class="note__head">{heading}{when}:</strong> {text}</p>'
        )

    def marked(self, word_id: str, inside: str, gap: str) -> Iterator[str]:
        """Yield the gap before a word, and the edges of a marked passage around it."""
        about = self.about.get(word_id, "")
        if about == inside:
            yield gap
            return
        yield "</span>" if inside else ""
        yield gap
        yield f'<span class="corrected" aria-details="{about}">' if about else ""


def is_statement(note: Note) -> bool:
    """Whether the newsroom made a note in public; a script's own notes have no date."""
    return note.kind in PUBLIC and note.made_on is not None


def marks(transcript: Transcript, ids: dict[Note, str]) -> Iterator[tuple[str, str]]:
    """Yield each word a note is about, with the id of the note's element."""
    words = [word.id for word in transcript.words]
    places = {word: at for at, word in enumerate(words)}
    for note, element in ids.items():
        first = places.get(note.first_word or "", len(words))
        last = places.get(note.after_word or "", -1)
        for word in words[first : last + 1]:
            yield word, element


def day(made_on: str | None) -> date | None:
    """
    Return the day a note was made, or None where its date is none.

    >>> day("2026-11-27"), day("soon")
    (datetime.date(2026, 11, 27), None)
    """
    try:
        return date.fromisoformat(made_on or "")
    except ValueError:
        return None


def in_words(made_on: date) -> str:
    """
    Return a day as readers read it.

    >>> in_words(date(2026, 11, 7))
    'November 7, 2026'
    """
    return escape(f"{made_on:%B} {made_on.day}, {made_on.year}")
