"""Introductions: the full name speech gives to a voice that labels only by a part."""

from collections.abc import Iterator, Sequence

from callsign.engines.transcript.casting import Casting
from callsign.engines.transcript.first_names import FIRST_NAMES
from callsign.engines.transcript.label import LabelKind
from callsign.engines.transcript.mentions import full_names, self_identified, signs_off
from callsign.engines.transcript.model import EvidenceKind, Role
from callsign.engines.transcript.names import folded, key_of
from callsign.engines.transcript.page import Paragraph
from callsign.engines.transcript.voice import Voice

# People are introduced right before they speak, or at the top of the hour.
NEAR, TOP = 6, 6
LONGEST_LOOK = 4_000  # characters of one paragraph


def introduce(
    voice: Voice, at: int, paragraphs: Sequence[Paragraph], casting: Casting
) -> None:
    """Look once, when a voice known by one name first speaks, for its full name."""
    if voice.turns != 1 or voice.kind is not LabelKind.PERSON or voice.is_full:
        return
    own = paragraphs[at : at + 2]
    if own[-1].label is not None:
        own = own[:1]
    for paragraph in own:
        for name in self_identified(paragraph.text[:LONGEST_LOOK]):
            if _extends(name, voice):
                casting.extend(
                    voice,
                    name,
                    EvidenceKind.SELF_IDENTIFICATION,
                    " ".join(name),
                    paragraph.line,
                )
                return
    _introduced(voice, at, paragraphs, casting)


def sign_offs(
    paragraphs: Sequence[Paragraph], voices: Sequence[Voice | None], casting: Casting
) -> None:
    """Let voices say who they are as they sign off: For KDEMO, I'm Luis Prieto."""
    has_host = any(voice.role is Role.HOST for voice in casting.voices)
    for paragraph, voice in zip(paragraphs, voices, strict=True):
        if voice is None or voice.kind is not LabelKind.PERSON:
            continue
        if voice.is_full and (voice.role is not None or not has_host):
            continue
        end = paragraph.text[-LONGEST_LOOK:]
        if not voice.is_full:
            _take_own_name(voice, end, paragraph.line, casting)
        if has_host and voice.role is None and signs_off(end):
            voice.role = Role.BYLINE
            voice.believe(EvidenceKind.INFERRED, "signs off", paragraph.line)


def _take_own_name(voice: Voice, text: str, line: int, casting: Casting) -> None:
    for name in self_identified(text):
        if _extends(name, voice) and casting.named(name) is None:
            kind = EvidenceKind.SELF_IDENTIFICATION
            casting.extend(voice, name, kind, " ".join(name), line)
            return


def _introduced(
    voice: Voice, at: int, paragraphs: Sequence[Paragraph], casting: Casting
) -> None:
    near = list(paragraphs[max(0, at - NEAR) : at])
    top = list(paragraphs[: min(TOP, max(0, at - NEAR))])
    fits = dict(_fitting(voice, [*top, *near]))
    if len(fits) == 1:
        name, line = next(iter(fits.values()))
        known = casting.named(name)
        if known is None or known is voice:
            casting.extend(voice, name, EvidenceKind.INTRODUCTION, " ".join(name), line)
        return
    mention = _first_name_mention(voice, near[-3:])
    if mention is not None and voice.role is None:
        voice.role = Role.CALLER
        voice.believe(EvidenceKind.INTRODUCTION, voice.tokens[0].title(), mention)
    elif voice.role is None and not voice.title and voice.key[0] in FIRST_NAMES:
        voice.role = Role.CALLER


def _fitting(
    voice: Voice, paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], int]]]:
    for paragraph in paragraphs:
        for name in full_names(paragraph.text[-LONGEST_LOOK:]):
            short = _person_part(name, voice)
            if short is not None:
                yield key_of(short), (short, paragraph.line)


def _person_part(name: tuple[str, ...], voice: Voice) -> tuple[str, ...] | None:
    """Return the part of a mention that is this person's name: Reporter Susan Davis."""
    key = key_of(name)
    if len(key) > 1 and key[-1] == voice.key[-1]:
        start = -3 if len(name) > 2 and name[-2].endswith(".") else -2
        return name[start:]
    letters = "".join(part[0] for part in key)
    if letters == voice.key[0] and any(
        label.may_be_initials for label in voice.labels.values()
    ):
        return name
    return None


def _extends(name: tuple[str, ...], voice: Voice) -> bool:
    return len(name) > 1 and _person_part(name, voice) is not None


def _first_name_mention(voice: Voice, near: Sequence[Paragraph]) -> int | None:
    """Return the line where a caller is called to the air by a first name."""
    for paragraph in reversed(near):
        before = ""
        for word in paragraph.text[-LONGEST_LOOK:].split():
            bare = folded(word).strip("?!:()-").removesuffix("'s")
            if bare == voice.key[0] and word[0].isupper():
                follows_a_name = before[:1].isupper() and before[-1] not in ".?!,:;—-"
                if not follows_a_name or before.casefold() in _OPENERS:
                    return paragraph.line
            before = word
    return None


_OPENERS = frozenset(
    "hi hello hey and so let's here's now ok okay yes well but thanks in from".split()
)
