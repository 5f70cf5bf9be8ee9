"""
The JSON of a transcript, version 2: every key always present, unknown is null.

The format is documented in ``docs/reference/transcript-json.md``. Version 1, which had no
scores and no reach or date of notes, is read too.

Errors, broad to narrow::

    NotTranscriptJson       the text is something else, or a part of it is wrong
    └── UnknownVersion      written by a newer Callsign
"""

import json
from typing import Any

from callsign.engines.transcript.json_parts import JsonPart, NotTranscriptJson
from callsign.engines.transcript.model import (
    Boilerplate,
    Event,
    Evidence,
    EvidenceKind,
    Note,
    Problem,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.words import without_collector

__all__ = [
    "NotTranscriptJson",
    "UnknownVersion",
    "as_document",
    "from_document",
    "from_json",
    "to_json",
]

VERSION = 2
READ_VERSIONS = (1, 2)

_TIERS = {str(tier): tier for tier in Tier}
_NUMBER = (int, type(None))
_SHARE = (float, type(None))


class UnknownVersion(NotTranscriptJson):
    """The transcript was written by a version of Callsign that this one precedes."""


def to_json(transcript: Transcript, *, indent: int | None = None) -> str:
    """
    Write a transcript as JSON.

    >>> to_json(Transcript(turns=(Turn(None, "", ()),)))[:40]
    '{"version": 2, "speakers": [], "turns": '
    """
    return json.dumps(as_document(transcript), ensure_ascii=False, indent=indent)


def from_json(text: str) -> Transcript:
    """
    Read what ``to_json`` wrote.

    Raises:  NotTranscriptJson: this is something else; the message names the part
             UnknownVersion: written by a newer Callsign

    >>> from_json(to_json(Transcript())) == Transcript()
    True
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotTranscriptJson(f"this is not JSON: {error}") from error
    return from_document(document)


@without_collector()
def as_document(transcript: Transcript) -> dict[str, object]:
    """Return the transcript as the plain values that JSON knows."""
    return {
        "version": VERSION,
        "speakers": [_speaker(one) for one in transcript.speakers],
        "turns": [_turn(one) for one in transcript.turns],
        "events": [_event(one) for one in transcript.events],
        "notes": [_note(one) for one in transcript.notes],
        "boilerplate": [
            {"line": one.line, "text": one.text} for one in transcript.boilerplate
        ],
        "problems": [
            {"line": one.line, "message": one.message} for one in transcript.problems
        ],
    }


@without_collector()
def from_document(document: object) -> Transcript:
    """
    Return the transcript that plain values describe.

    Raises:  NotTranscriptJson, UnknownVersion: as ``from_json``
    """
    whole = JsonPart(document, "the transcript")
    version = whole.whole_number("version")
    if version not in READ_VERSIONS:
        raise UnknownVersion(
            f"this transcript is version {version};"
            f" this program reads versions up to {VERSION}"
        )
    return Transcript(
        speakers=whole.list_of("speakers", _read_speaker),
        turns=whole.list_of("turns", _read_turn),
        events=whole.list_of("events", _read_event),
        notes=whole.list_of("notes", _read_note),
        boilerplate=whole.list_of("boilerplate", _read_boilerplate),
        problems=whole.list_of("problems", _read_problem),
    )


def _speaker(speaker: Speaker) -> dict[str, object]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "role": speaker.role,
        "labels": list(speaker.labels),
        "evidence": [
            {"kind": one.kind, "text": one.text, "line": one.line}
            for one in speaker.evidence
        ],
    }


def _turn(turn: Turn) -> dict[str, object]:
    return {
        "speaker": turn.speaker,
        "text": turn.text,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "words": [
            {
                "id": word.id,
                "text": word.text,
                "start_ms": word.start_ms,
                "end_ms": word.end_ms,
                "tier": word.tier,
                "score": word.score,
            }
            for word in turn.words
        ],
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "after_word": event.after_word,
        "kind": event.kind,
        "text": event.text,
        "start_ms": event.start_ms,
        "end_ms": event.end_ms,
    }


def _note(note: Note) -> dict[str, object]:
    return {
        "kind": note.kind,
        "text": note.text,
        "after_word": note.after_word,
        "first_word": note.first_word,
        "made_on": note.made_on,
    }


def _read_speaker(part: JsonPart) -> Speaker:
    role = part.text_or_null("role")
    return Speaker(
        id=part.text("id"),
        name=part.text_or_null("name"),
        role=None if role is None else part.choice("role", Role),
        labels=part.texts("labels"),
        evidence=part.list_of("evidence", _read_evidence),
    )


def _read_evidence(part: JsonPart) -> Evidence:
    return Evidence(
        part.choice("kind", EvidenceKind),
        part.text("text"),
        part.whole_number_or_null("line"),
    )


def _read_turn(part: JsonPart) -> Turn:
    start_ms, end_ms = part.times()
    return Turn(
        speaker=part.text_or_null("speaker"),
        text=part.text("text"),
        words=_read_words(part),
        start_ms=start_ms,
        end_ms=end_ms,
    )


def _read_words(part: JsonPart) -> tuple[Word, ...]:
    """
    Read words the quick way, as this program writes them.

    An hour has 10,000, and the editor waits for them. One that is anything else is read
    with care, to say what is wrong with it.
    """
    values = part.values.get("words")
    try:
        return tuple(map(_plain_word, values if isinstance(values, list) else [None]))
    except (KeyError, TypeError, ValueError):
        return part.list_of("words", _read_word)


def _plain_word(values: Any) -> Word:
    key, text = values["id"], values["text"]
    start_ms, end_ms, score = values["start_ms"], values["end_ms"], values["score"]
    if not (
        type(key) is str
        and type(text) is str
        and type(start_ms) in _NUMBER
        and type(end_ms) in _NUMBER
        and type(score) in _SHARE
    ):
        raise TypeError("not a word as this program writes it")
    return Word(key, text, start_ms, end_ms, _TIERS[values["tier"]], score)


def _read_word(part: JsonPart) -> Word:
    start_ms, end_ms = part.times()
    return Word(
        part.text("id"),
        part.text("text"),
        start_ms,
        end_ms,
        part.choice("tier", Tier),
        part.share_or_null("score"),
    )


def _read_event(part: JsonPart) -> Event:
    start_ms, end_ms = part.times()
    return Event(
        part.text_or_null("after_word"),
        part.text("kind"),
        part.text("text"),
        start_ms,
        end_ms,
    )


def _read_note(part: JsonPart) -> Note:
    return Note(
        part.text("kind"),
        part.text("text"),
        part.text_or_null("after_word"),
        part.text_if_there("first_word"),
        part.text_if_there("made_on"),
    )


def _read_boilerplate(part: JsonPart) -> Boilerplate:
    return Boilerplate(part.whole_number("line"), part.text("text"))


def _read_problem(part: JsonPart) -> Problem:
    return Problem(part.whole_number_or_null("line"), part.text("message"))
