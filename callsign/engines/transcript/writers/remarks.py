"""Remarks: the corrections and retractions that every file carries, as sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from callsign.engines.transcript.model import Note, Transcript
from callsign.engines.transcript.sounds import note_kind
from callsign.engines.transcript.writers.facts import UNREAD, Facts, day

_IN_PRINT = {
    "correction": "Correction",
    "retraction": "Retraction",
    "editor_note": "Editor's note",
}
# What the script reader knows as a note, whatever stands around it.
_IN_A_SCRIPT = {
    "correction": "POST-BROADCAST CORRECTION",
    "retraction": "POST-BROADCAST CORRECTION",
    "editor_note": "EDITOR'S NOTE",
}
_HEAD = re.compile(
    r"(?:post-?broadcast )?(?:correction|clarification|retraction)[^:]{0,40}"
    r"|editor['’]?s note",
    re.IGNORECASE,
)
# As much of UNREAD as two short lines of captions hold.
UNREAD_BRIEFLY = "Made by a machine; not checked."
_CAUTION = Note("editor_note", UNREAD)
# A remark on more words than this quotes their beginning and end.
_MOST_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """A note for the public; ``quoted`` are the words it is about."""

    kind: str
    text: str
    made_on: str | None
    quoted: str
    after_word: str | None
    at_ms: int

    @property
    def heading(self) -> str:
        """What it is: a correction, a retraction."""
        return _IN_PRINT[self.kind]

    @property
    def said(self) -> str:
        """What it says, and about which words."""
        return f"{self.text} (On: “{self.quoted}”)" if self.quoted else self.text

    @property
    def when(self) -> str:
        """The day it was made, in words."""
        return _when(self.made_on)

    def __str__(self) -> str:
        """Return it as a sentence of its own."""
        heading = ", ".join(filter(None, (self.heading, self.when)))
        return f"{heading}: {self.said}"


def remarks(transcript: Transcript) -> list[Remark]:
    """Return what the newsroom says about the words, in the order of the words."""
    if not any(note.kind in _IN_PRINT for note in transcript.notes):
        return []
    words = transcript.words
    places = {word.id: at for at, word in enumerate(words)}
    found = []
    for note in transcript.notes:
        if note.kind not in _IN_PRINT:
            continue
        last = places.get(note.after_word or "", -1)
        first = places.get(note.first_word or "", last + 1)
        quoted = [word.text for word in words[first : last + 1]]
        before = [word.start_ms or 0 for word in words[max(last - 12, 0) : last + 1]]
        found.append(
            (
                last,
                Remark(
                    note.kind,
                    _bare(note.text),
                    note.made_on,
                    " ".join(_shortened(quoted)),
                    note.after_word,
                    max(before, default=0),
                ),
            )
        )
    return [remark for _, remark in sorted(found, key=lambda pair: pair[0])]


def cautioned(transcript: Transcript, facts: Facts) -> Transcript:
    """Return a transcript that begins with what its readers must be told."""
    if not facts.is_unread:
        return transcript
    return replace(transcript, notes=(_CAUTION, *transcript.notes))


def is_caution(note: Note) -> bool:
    """
    Return whether a note says that a machine made the transcript, and no more.

    >>> is_caution(Note("editor_note", f"[EDITOR'S NOTE: {UNREAD}]"))
    True
    >>> is_caution(Note("editor_note", f"{UNREAD} So was this."))
    False
    """
    return note.kind == _CAUTION.kind and _bare(note.text) in (UNREAD, UNREAD_BRIEFLY)


def in_a_script(note: Note) -> str:
    """
    Return a note as it stands in a script, where it cannot be taken for speech.

    >>> in_a_script(Note("correction", "The gauge is older.", made_on="2026-11-23"))
    '[POST-BROADCAST CORRECTION, November 23, 2026: The gauge is older.]'
    >>> in_a_script(Note("phonetic", "(ph)"))
    '(ph)'
    """
    text = " ".join(note.text.split())
    if note.kind not in _IN_A_SCRIPT or text[:1] in "([\\" or note_kind(text):
        return text
    when = _when(note.made_on)
    text = text.replace("[", "(").replace("]", ")")
    if note.kind == "retraction":
        text = f"Retracted. {text}"
    return f"[{_IN_A_SCRIPT[note.kind]}{f', {when}' if when else ''}: {text}]"


def _bare(text: str) -> str:
    """
    Return a remark without its brackets.

    >>> _bare("(POST-BROADCAST CORRECTION: The gauge is older.)")
    'The gauge is older.'
    """
    text = " ".join(text.split())
    if text[:1] + text[-1:] in ("()", "[]"):
        text = text[1:-1].strip()
    head, _, rest = text.partition(":")
    return rest.strip() if rest.strip() and _HEAD.fullmatch(head) else text


def _when(made_on: str | None) -> str:
    try:
        return day(date.fromisoformat((made_on or "")[:10]))
    except ValueError:
        return made_on or ""


def _shortened(words: list[str]) -> Iterator[str]:
    if len(words) <= _MOST_QUOTED:
        yield from words
        return
    half = _MOST_QUOTED // 2
    yield from (*words[:half], "…", *words[-half:])
