"""Credits: the names a page gives above its script, by-line or list of who is on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callsign.engines.transcript.casting import Casting
from callsign.engines.transcript.label import LabelKind
from callsign.engines.transcript.model import Boilerplate, EvidenceKind, Role
from callsign.engines.transcript.names import key_of, split_title
from callsign.engines.transcript.voice import Voice

_NAME = r"(?-i:[A-ZÀ-Þ])[\w.'’-]*(?: [\w.'’-]+){0,2} (?-i:[A-ZÀ-Þ])[\w'’-]+\.?"
_NAMES = rf"{_NAME}(?:(?:, and |, | and | & |; ){_NAME})*"
_BYLINE = re.compile(rf"(?:.{{1,60}}[|•·] ?)?by:? +(?P<names>{_NAMES})$", re.IGNORECASE)
_CAST = re.compile(
    rf"(?P<office>host|anchor|reporter|guest)s?: *(?P<names>{_NAMES})$", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r", and |, | and | & |; ")
_OFFICES = {
    "host": Role.HOST,
    "anchor": Role.HOST,
    "reporter": Role.BYLINE,
    "guest": Role.GUEST,
}


@dataclass(frozen=True, slots=True)
class Credit:
    """A name above a script; its role is None in a by-line."""

    name: tuple[str, ...]
    role: Role | None
    text: str
    line: int


def credits_above(boilerplate: Sequence[Boilerplate], first_line: int) -> list[Credit]:
    """
    Return whom a page names above the first line of its script.

    >>> page = [Boilerplate(1, "KDEMO | By Ada Okafor and June Bell")]
    >>> [credit.name for credit in credits_above(page, 3)]
    [('Ada', 'Okafor'), ('June', 'Bell')]
    """
    above = [piece for piece in boilerplate if piece.line < first_line]
    return [
        credit
        for at, piece in enumerate(above)
        for credit in _credits_in(piece, above[at + 1 : at + 2])
    ]


def _credits_in(piece: Boilerplate, below: Sequence[Boilerplate]) -> Iterator[Credit]:
    text = piece.text
    if text.casefold() == "by" and below:
        text = f"{text} {below[0].text}"  # the name stands on the next line
    found = _BYLINE.match(text) or _CAST.match(text)
    if found is None:
        return
    office = found.groupdict().get("office") or ""
    for written in _BETWEEN_NAMES.split(found["names"]):
        _, name = split_title(written.split())
        yield Credit(tuple(name), _OFFICES.get(office.casefold()), text, piece.line)


def believe_credits(casting: Casting, credits: Sequence[Credit]) -> None:
    """Let voices take the full name or the role that the page gives them."""
    for voice in casting.voices:
        fits = [credit for credit in credits if _is_of(voice, credit)]
        if len({key_of(credit.name) for credit in fits}) != 1:
            continue
        credit = fits[0]
        known = casting.named(credit.name)
        if known is not None and known is not voice:
            continue
        is_news = not voice.is_full or (credit.role and voice.role is None)
        if is_news:
            casting.extend(
                voice, credit.name, EvidenceKind.INTRODUCTION, credit.text, credit.line
            )
        voice.role = voice.role or credit.role


def credited_host(casting: Casting, credits: Sequence[Credit]) -> Credit | None:
    """Return the one person a page credits who can have opened the program."""
    hosts = [credit for credit in credits if credit.role is Role.HOST]
    able = []
    for credit in hosts or [one for one in credits if one.role is None]:
        voice = casting.named(credit.name)
        if voice is None or voice.role in (None, Role.HOST):
            able.append(credit)
    return able[0] if len({key_of(credit.name) for credit in able}) == 1 else None


def _is_of(voice: Voice, credit: Credit) -> bool:
    if voice.kind is not LabelKind.PERSON or not voice.labels:
        return False
    key = key_of(credit.name)
    initials = "".join(part[0] for part in key)
    return key == voice.key or voice.key in ((key[-1],), (initials,))
