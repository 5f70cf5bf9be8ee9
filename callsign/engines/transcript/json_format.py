"""
The JSON of a transcript, version 1: every key always present, unknown is null.

The format is documented in ``docs/reference/transcript-json.md``.

Errors, broad to narrow::

    NotTranscriptJson       the text is something else, or a part of it is wrong
    └── UnknownVersion      written by a newer Callsign
"""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from callsign.engines.transcript.model import (
    Boilerplate,
    Event,
    Evidence,
    EvidenceKind,
    ImpossibleTimes,
    Note,
    Problem,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)

VERSION = 1

Part = TypeVar("Part")
Choice = TypeVar("Choice", bound=StrEnum)


class NotTranscriptJson(ValueError):
    """The text is not a transcript as JSON; the message names the part."""


class UnknownVersion(NotTranscriptJson):
    """The transcript was written by a version of Callsign that this one precedes."""


def to_json(transcript: Transcript, *, indent: int | None = None) -> str:
    """
    Write a transcript as JSON.

    >>> to_json(Transcript(turns=(Turn(None, "", ()),)))[:40]
    '{"version": 1, "speakers": [], "turns": '
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


def as_document(transcript: Transcript) -> dict[str, object]:
    """Return the transcript as the plain values that JSON knows."""
    return {
        "version": VERSION,
        "speakers": [_speaker(one) for one in transcript.speakers],
        "turns": [_turn(one) for one in transcript.turns],
        "events": [_event(one) for one in transcript.events],
        "notes": [
            {"kind": one.kind, "text": one.text, "after_word": one.after_word}
            for one in transcript.notes
        ],
        "boilerplate": [
            {"line": one.line, "text": one.text} for one in transcript.boilerplate
        ],
        "problems": [
            {"line": one.line, "message": one.message} for one in transcript.problems
        ],
    }


def from_document(document: object) -> Transcript:
    """
    Return the transcript that plain values describe.

    Raises:  NotTranscriptJson, UnknownVersion: as ``from_json``
    """
    whole = _Reader(document, "the transcript")
    if whole.whole_number("version") != VERSION:
        raise UnknownVersion(
            f"this transcript is version {whole.whole_number('version')};"
            f" this program reads version {VERSION}"
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


def _read_speaker(part: "_Reader") -> Speaker:
    role = part.text_or_null("role")
    return Speaker(
        id=part.text("id"),
        name=part.text_or_null("name"),
        role=None if role is None else part.choice("role", Role),
        labels=part.texts("labels"),
        evidence=part.list_of("evidence", _read_evidence),
    )


def _read_evidence(part: "_Reader") -> Evidence:
    return Evidence(
        part.choice("kind", EvidenceKind),
        part.text("text"),
        part.whole_number_or_null("line"),
    )


def _read_turn(part: "_Reader") -> Turn:
    start_ms, end_ms = part.times()
    return Turn(
        speaker=part.text_or_null("speaker"),
        text=part.text("text"),
        words=part.list_of("words", _read_word),
        start_ms=start_ms,
        end_ms=end_ms,
    )


def _read_word(part: "_Reader") -> Word:
    start_ms, end_ms = part.times()
    return Word(
        part.text("id"), part.text("text"), start_ms, end_ms, part.choice("tier", Tier)
    )


def _read_event(part: "_Reader") -> Event:
    start_ms, end_ms = part.times()
    return Event(
        part.text_or_null("after_word"),
        part.text("kind"),
        part.text("text"),
        start_ms,
        end_ms,
    )


def _read_note(part: "_Reader") -> Note:
    return Note(part.text("kind"), part.text("text"), part.text_or_null("after_word"))


def _read_boilerplate(part: "_Reader") -> Boilerplate:
    return Boilerplate(part.whole_number("line"), part.text("text"))


def _read_problem(part: "_Reader") -> Problem:
    return Problem(part.whole_number_or_null("line"), part.text("message"))


class _Reader:
    """One object of the document, and the words to say where it is wrong."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, Mapping):
            raise NotTranscriptJson(f"{where} must be an object")
        self.values = values
        self.where = where

    def text(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        return value

    def text_or_null(self, key: str) -> str | None:
        return None if self._value(key) is None else self.text(key)

    def whole_number(self, key: str) -> int:
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, "a whole number")
        return value

    def whole_number_or_null(self, key: str) -> int | None:
        return None if self._value(key) is None else self.whole_number(key)

    def times(self) -> tuple[int | None, int | None]:
        start_ms = self.whole_number_or_null("start_ms")
        end_ms = self.whole_number_or_null("end_ms")
        return start_ms, end_ms

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        try:
            return choices(self.text(key))
        except ValueError as error:
            raise self._wrong(key, "one of " + ", ".join(choices)) from error

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(key, "a list of texts")
        return tuple(values)

    def list_of(self, key: str, read: Callable[["_Reader"], Part]) -> tuple[Part, ...]:
        return tuple(
            self._read_part(read, value, f"{key}[{position}]")
            for position, value in enumerate(self._list(key))
        )

    def _read_part(
        self, read: Callable[["_Reader"], Part], value: object, where: str
    ) -> Part:
        try:
            return read(_Reader(value, where))
        except ImpossibleTimes as error:
            raise NotTranscriptJson(f"{where}: {error}") from error

    def _list(self, key: str) -> list[str]:
        value = self._value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return value

    def _value(self, key: str) -> object:
        try:
            return self.values[key]
        except KeyError as error:
            raise NotTranscriptJson(f"{self.where} has no {key!r}") from error

    def _wrong(self, key: str, wanted: str) -> NotTranscriptJson:
        return NotTranscriptJson(f"{key!r} of {self.where} must be {wanted}")
