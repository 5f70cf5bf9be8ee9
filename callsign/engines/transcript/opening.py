"""
The opening that carries no label: whose is it?

It belongs to the host. She may name herself, the caller may name her, or the
labels below may tell: the host is the one who is not introduced.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from callsign.engines.transcript.casting import Casting
from callsign.engines.transcript.label import Label, LabelKind
from callsign.engines.transcript.mentions import announced, self_identified
from callsign.engines.transcript.model import EvidenceKind, Problem, Role
from callsign.engines.transcript.names import as_written, folded, key_of
from callsign.engines.transcript.page import Paragraph
from callsign.engines.transcript.voice import Voice

# "And I'm Eric Mennel": a second host takes over at the head of a paragraph.
HEAD_OF_A_PARAGRAPH = 80

_WELCOME = re.compile(
    r"\bwelcome (?:back )?(?:to|everyone)|\bjoin(?:ed|ing)? (?:me|us|by)\b"
    r"|\bI['’]m here with|\b(?:is|are) with (?:me|us)\b|\bmy guests?\b"
    r"|\byou['’]re listening to|\bour guests?\b|\bhere to (?:talk|discuss)",
    re.IGNORECASE,
)
_CALL_IN = re.compile(
    r"\b(?:call(?:s|ers?|ing)?|phones?|listeners?|on (?:the )?line)\b", re.IGNORECASE
)


def hosts_of_opening(
    opening: Sequence[Paragraph],
    labels: Iterable[Label],
    casting: Casting,
    given: Sequence[Voice],
) -> list[Voice | None]:
    """
    Return who speaks each unlabelled paragraph, by what the hosts say themselves.

    None where nobody names herself and no caller of ours did.
    """
    people = _People(labels, given)
    named = [_named_in(paragraph, people) for paragraph in opening]
    first = next((name for name in named if name is not None), None)
    voice = given[0] if len(given) == 1 else None
    if first is not None:
        voice = _identified(casting, first, opening)
    speakers: list[Voice | None] = []
    for paragraph, name in zip(opening, named, strict=True):
        if name is not None and _takes_over(paragraph, name, voice):
            voice = _identified(casting, name, [paragraph])
        speakers.append(voice)
    return speakers


def infer_host(voices: Sequence[Voice], opening: str) -> Voice | None:
    """
    Return which labelled voice the unlabelled opening is, if the labels tell.

    First whom a label calls host; else who is known by surname only, and not
    introduced; else the only one of the people whom the opening does not name;
    else the only one whose surname looked like a caller's first name (Kelly).
    """
    hosts = [voice for voice in voices if voice.role is Role.HOST]
    if hosts:
        return hosts[0]
    people = [
        voice
        for voice in voices
        if voice.kind is LabelKind.PERSON and voice.role is None and not voice.title
    ]
    spoken = {
        folded(word).strip("?!:'-()")
        for word in opening.replace("'s", "").replace("’s", "").split()
    }
    unnamed = [voice for voice in people if voice.key[-1] not in spoken]
    by_surname = [voice for voice in unnamed if not voice.has_full_label]
    if by_surname:
        return max(by_surname, key=lambda voice: voice.turns)
    is_described = any(
        one.is_described for voice in unnamed for one in voice.labels.values()
    )
    # In capitals a host is marked as one, so a full name without it is a guest's.
    is_capital = any(
        one.is_capital for voice in people for one in voice.labels.values()
    )
    if len(unnamed) == 1 and len(people) > 1 and not (is_described or is_capital):
        return unnamed[0]
    return _uncalled(voices, opening, spoken)


def _uncalled(
    voices: Sequence[Voice], opening: str, spoken: Collection[str]
) -> Voice | None:
    """Return the one voice that seems a caller, in a program that takes no calls."""
    guessed_callers = [voice for voice in voices if voice.is_guessed_caller]
    if len(guessed_callers) != 1 or _CALL_IN.search(opening):
        return None
    (voice,) = guessed_callers
    return voice if voice.turns > 1 and voice.key[0] not in spoken else None


def welcomes(text: str) -> bool:
    """
    Return whether somebody speaks as only a host does.

    >>> welcomes("Hello, and welcome to Local Desk."), welcomes("Thank you.")
    (True, False)
    """
    if _WELCOME.search(text):
        return True
    return any(announced(text)) and any(self_identified(text))


def guessed(voice: Voice, line: int) -> Problem:
    """Say that the opening was given away by inference."""
    name = as_written(voice.tokens, {}) or "the host"
    if voice.is_initials:
        name = voice.tokens[0]
    return Problem(line, f"the opening has no label; taken for {name}")


class _People:
    """The names that labels and the caller know."""

    def __init__(self, labels: Iterable[Label], given: Sequence[Voice]) -> None:
        self.given = given
        self.ends: dict[str, tuple[str, ...]] = {}
        for tokens in [voice.tokens for voice in given] + [
            label.tokens for label in labels if label.kind is LabelKind.PERSON
        ]:
            key = key_of(tokens)
            for part in (key[0], key[-1]):
                if len(key) > len(key_of(self.ends.get(part, ()))):
                    self.ends[part] = tuple(tokens)

    def knows(self, name: Sequence[str]) -> bool:
        return folded(name[-1]) in self.ends


def _named_in(paragraph: Paragraph, people: _People) -> tuple[str, ...] | None:
    for name in self_identified(paragraph.text):
        if len(name) > 1:
            return name
        if people.knows(name):
            return people.ends[folded(name[0])]
    for name in announced(paragraph.text):
        if people.knows(name):
            return name
    return None


def _identified(
    casting: Casting, name: tuple[str, ...], opening: Sequence[Paragraph]
) -> Voice:
    voice = casting.person(name, role=Role.HOST)
    voice.role = Role.HOST
    surname = name[-1]
    for paragraph in opening:
        at = paragraph.text.find(surname)
        if at >= 0:
            words = paragraph.text[max(0, at - 40) : at + len(surname)]
            sentence = words.rpartition(". ")[2].strip()
            voice.learn(
                name, EvidenceKind.SELF_IDENTIFICATION, sentence, paragraph.line
            )
            break
    return voice


def _takes_over(
    paragraph: Paragraph, name: tuple[str, ...], voice: Voice | None
) -> bool:
    if voice is not None and key_of(name)[-1] == voice.key[-1]:
        return False
    return paragraph.text.find(name[-1], 0, HEAD_OF_A_PARAGRAPH) >= 0
