"""The parts of the desk: a transcript voice by voice, turn by turn, gap by gap."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from callsign.engines.transcript.model import Evidence, EvidenceKind, Tier
from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.rendering import clock, voices

REASONS = {
    EvidenceKind.LABEL: "label in the script",
    EvidenceKind.SELF_IDENTIFICATION: "says so",
    EvidenceKind.INTRODUCTION: "introduced",
    EvidenceKind.VOICE: "by voice",
    EvidenceKind.GIVEN: "given",
    EvidenceKind.INFERRED: "inferred",
}


@dataclass(frozen=True, slots=True)
class DeskVoice:
    """A speaker, and why the transcript believes the name."""

    key: str
    name: str
    given_name: str
    role: str
    hue: str
    labels: str
    reasons: tuple[str, ...]
    person: Person | None
    turn_count: int
    first_word: str


@dataclass(frozen=True, slots=True)
class DeskTurn:
    """A turn, with the handle to change it by."""

    first_word: str
    speaker: str
    name: str
    hue: str
    text: str
    paragraphs: tuple[str, ...]
    starts: str
    start_ms: int | None
    timing: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where script and recording differ: a moment to hear, or a turn to read."""

    where: str
    what: str
    seek_ms: int | None = None
    first_word: str = ""


def shown_voices(document: Document, people: Mapping[str, Person]) -> list[DeskVoice]:
    """Return everybody who speaks, in the order they are first heard."""
    turn_counts = Counter(turn.speaker for turn in document.turns)
    return [
        DeskVoice(
            key=key,
            name=voice.name,
            given_name=speaker.name or "",
            role=str(speaker.role or ""),
            hue=voice.hue,
            labels=", ".join(speaker.labels),
            reasons=reasons(speaker.evidence),
            person=people.get(key),
            turn_count=turn_counts[key],
            first_word=first_word_of(document, key),
        )
        for key, voice in voices(document).items()
        if (speaker := document.speaker(key))
    ]


def reasons(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return why a speaker has a name, in words, each once."""
    told = (
        f"{REASONS[one.kind]}"
        + (f", line {one.line}" if one.line else "")
        + (f": “{one.text}”" if one.text else "")
        for one in evidence
    )
    return tuple(dict.fromkeys(told))[:6]


def first_word_of(document: Document, key: str) -> str:
    return next(
        (
            turn.words[0].id
            for turn in document.turns
            if turn.speaker == key and turn.words
        ),
        "",
    )


def shown_turns(document: Document) -> list[DeskTurn]:
    """Return what is said, in order."""
    drawn = voices(document)
    found = []
    for turn in document.turns:
        if not turn.words:
            continue
        voice = drawn.get(turn.speaker or "")
        found.append(
            DeskTurn(
                first_word=turn.words[0].id,
                speaker=turn.speaker or "",
                name=voice.name if voice else "",
                hue=voice.hue if voice else "",
                text=turn.text,
                paragraphs=tuple(turn.text.split("\n\n")),
                starts="" if turn.start_ms is None else clock(turn.start_ms),
                start_ms=turn.start_ms,
                timing=timing(word.tier for word in turn.words),
            )
        )
    return found


def timing(tiers: Iterable[Tier]) -> str:
    """Return how well a turn's times are known: "timed", "partly" or "untimed"."""
    known = [tier is not Tier.NONE for tier in tiers]
    return "timed" if all(known) else "partly" if any(known) else "untimed"


def places_of(report: Mapping[str, Any], document: Document) -> list[Place]:
    """Return where script and recording differ, by the report of an alignment."""
    begins = {
        word.id: turn.words[0].id for turn in document.turns for word in turn.words
    }
    return [
        *(
            Place(
                f"{clock(span['start_ms'])} to {clock(span['end_ms'])}",
                "sound without words",
                seek_ms=span["start_ms"],
            )
            for span in report.get("untranscribed", [])
        ),
        *(
            Place(
                f"“{passage['text']}”",
                f"{passage['word_count']} words not heard",
                first_word=begins.get(passage["first_word"], ""),
            )
            for passage in report.get("not_found", [])
        ),
    ]
