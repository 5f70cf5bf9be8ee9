"""Names that speech itself gives: who says who she is, and who is introduced."""

import re
from collections.abc import Iterator

from callsign.engines.transcript.names import TITLES, folded

_PART = r"(?:[A-Z]\.|[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’\u2010\u2011-]*)"
_NAME = (
    rf"{_PART}(?:[ \u00a0](?:(?:de|del|la|van|von|der|den|di|da|bin|al|el)[ ]){{0,2}}"
    rf"{_PART}){{0,4}}"
)
_SELF = re.compile(
    rf"(?<![\"“‘\w])(?:I['’]m|I am|[Mm]y name is|[Mm]y name['’]s)\s"
    rf"(?:(?:your |the )?(?:guest |co-?)?host,? )?(?P<name>{_NAME})"
)
_THIS_IS = re.compile(rf"(?<![\"“‘\w])[Tt]his is (?P<name>{_NAME})")
_FULL_NAME = re.compile(_NAME)
_NOT_PART_OF_A_NAME = frozenset(
    """and but now so with our here joining from i this that hello hi good morning
    afternoon evening thank thanks well yes no in on at for to when then reporter
    correspondent host author editor producer the a an npr actor actress writer singer
    scientist historian lawyer economist analyst critic columnist journalist""".split()
)


def self_identified(text: str) -> Iterator[tuple[str, ...]]:
    """
    Yield the names a voice gives itself, as written.

    >>> list(self_identified("Good morning. I'm Ada Okafor, in for Luis Prieto."))
    [('Ada', 'Okafor')]
    """
    for found in _SELF.finditer(text):
        name = _name_only(found["name"])
        if name:
            yield name


_STATION = r"(?:(?:NPR|[KW][A-Z]{2,4})(?: News)?)\b"
_SIGN_OFF = re.compile(
    rf"(?:[Ff]or {_STATION},? I['’]m {_NAME}|I['’]m {_NAME},? (?:reporting )?for {_STATION})"
    r"[^.]{0,60}\.?$"
)


def signs_off(text: str) -> bool:
    """
    Return whether a report ends here.

    >>> signs_off("It fell. For KDEMO News, I'm Luis Prieto."), signs_off("I'm Ada Bell.")
    (True, False)
    """
    return _SIGN_OFF.search(text[-200:]) is not None


def announced(text: str) -> Iterator[tuple[str, ...]]:
    """
    Yield what ``This is …`` announces: a person or, as likely, a program.

    >>> list(announced("This is Local Desk. This is Ada Okafor."))
    [('Local', 'Desk'), ('Ada', 'Okafor')]
    """
    for found in _THIS_IS.finditer(text):
        name = _name_only(found["name"])
        if name:
            yield name


def full_names(text: str) -> Iterator[tuple[str, ...]]:
    """
    Yield the names of two words or more that a text mentions.

    >>> list(full_names("NPR's Susan Davis joins us. Hello, Senator June Bell."))
    [('Susan', 'Davis'), ('June', 'Bell')]
    """
    for found in _FULL_NAME.finditer(text):
        name = _name_only(found[0])
        if len(name) > 1:
            yield name


def _name_only(written: str) -> tuple[str, ...]:
    """Drop the possessive before a name, titles, and a word that opens a sentence."""
    tokens = written.split()
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].endswith(("'s", "’s")):
            if at == len(tokens) - 1:
                tokens[at] = tokens[at][:-2]
            else:
                tokens = tokens[at + 1 :]
                break
    while tokens and folded(tokens[0]) in TITLES | _NOT_PART_OF_A_NAME:
        tokens.pop(0)
    return tuple(token.rstrip("-'’") for token in tokens)
