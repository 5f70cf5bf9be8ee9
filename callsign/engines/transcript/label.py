"""
A label: how a script says who speaks, in every grammar of the field.

Both eras (``NEAL CONAN, host:`` and ``STEVE INSKEEP, HOST:``), titles,
descriptions in parentheses, initials, unidentified and grouped voices, names in
mixed case, Markdown (``**Ada Okafor:**``).
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from callsign.engines.transcript.label_words import (
    BREAKS,
    FUNCTION_WORDS,
    GROUPS,
    HEADING_WORDS,
    NAMELESS,
    NAMELESS_ALONE,
    ROLES_ALONE,
    UNKNOWN,
)
from callsign.engines.transcript.model import Role
from callsign.engines.transcript.names import (
    PARTICLES,
    is_shouted,
    is_suffix_of_names,
    key_of,
    split_title,
)

LONGEST_LABEL = 160  # characters; era-one labels carry a guest's books
MOST_NAMES = 5
LONGEST_ABBREVIATION = 4  # letters and dots that end a name: Jr., M.D.


class LabelKind(Enum):
    """What sort of voice a label points at."""

    PERSON = "person"
    NAMELESS = "nameless"
    GROUP = "group"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Label:
    """
    A label, read; ``printed`` is what stands in the script.

    ``key`` is what two labels of one voice have in common. ``is_sure`` says that
    nothing but a label looks like this; another (``Tony:``) needs the rest of the
    script to speak for it.
    """

    printed: str
    kind: LabelKind
    key: tuple[str, ...]
    tokens: tuple[str, ...] = ()
    title: str = ""
    role: Role | None = None
    is_sure: bool = True
    is_capital: bool = False
    is_described: bool = False
    is_bold: bool = False

    @property
    def is_short(self) -> bool:
        """Whether one name stands for the person: OKAFOR, Tony, BB."""
        return len(self.key) == 1

    @property
    def may_be_initials(self) -> bool:
        """Whether the letters may be those a person's names begin with."""
        return self.is_capital and self.is_short and 2 <= len(self.key[0]) <= 3


_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        "\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
_MARKUP = " \t\u00a0*_#>"
_BULLETS = "-–—•· \u00a0"
_DESCRIPTION = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)")
_NUMBER = re.compile(r"\s*(?:#|\bno\.?|\bnumber)?\s*(\d{1,3})$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-\u2010\u2011])*$")
_ROLES = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), role)
    for words, role in (
        ("host|anchor|moderator", Role.HOST),
        ("byline|reporter|correspondent|reporting", Role.BYLINE),
        ("caller|listener", Role.CALLER),
        ("guest", Role.GUEST),
    )
)


@lru_cache(maxsize=4096)
def read_label(printed: str) -> Label | None:
    """
    Read what stands before a colon at the start of a line, or return None.

    >>> read_label("Professor SUSAN DUDLEY (Biology, McMaster University)").key
    ('susan', 'dudley')
    >>> read_label("STEVE INSKEEP, HOST").role
    <Role.HOST: 'host'>
    >>> read_label("He said") is None
    True
    """
    bare = printed.translate(_INVISIBLE).strip()
    is_bold = bare.startswith(("**", "__"))
    bare = bare.strip(_MARKUP).lstrip(_BULLETS)
    printed = bare
    bare, description = _part_description(bare)
    name, _, qualifier = (part.strip() for part in bare.partition(","))
    label = _nameless(printed, name) or _person(printed, name, qualifier, description)
    if label is None or not is_bold:
        return label
    return replace(label, is_sure=True, is_bold=True)


def _part_description(text: str) -> tuple[str, str]:
    """Part ``Mr. KYLE (Author, "Water")`` into the label and what it tells."""
    found = _DESCRIPTION.search(text)
    if found is None:
        return text, ""
    return text[: found.start()] + text[found.end() :], found[1]


def _nameless(printed: str, name: str) -> Label | None:
    words = name.casefold().replace("-", " ").split()
    if not words or len(words) > 2 * MOST_NAMES:
        return None
    numbered = _NUMBER.search(name.casefold())
    number = numbered[1] if numbered else ""
    if numbered:
        words = name.casefold()[: numbered.start()].replace("-", " ").split()
    if not words:
        return None
    kind, role = _nameless_kind(words, is_numbered=bool(number))
    if kind is None:
        return None
    is_capital = name.upper() == name
    return Label(
        printed=printed,
        kind=kind,
        key=(*words, f"#{number}"),
        role=role,
        is_sure=is_capital or bool(number) or words[0] in UNKNOWN,
        is_capital=is_capital,
    )


def _nameless_kind(
    words: list[str], *, is_numbered: bool
) -> tuple[LabelKind | None, Role | None]:
    """Return what a voice without a name is: Unidentified Man, SINGERS, CALLER #2."""
    last = words[-1]
    is_alone = len(words) == 1
    if words[0] in UNKNOWN:
        if (
            "and" in words
            or _is_plural(last)
            or (last.endswith("s") and not last.endswith("ss"))
        ):
            return LabelKind.GROUP, Role.GROUP
        return LabelKind.NAMELESS, Role.UNIDENTIFIED
    if " ".join(words) in BREAKS and not is_numbered:
        return LabelKind.BREAK, None
    if _is_plural(last) and (is_alone or words[-2] in NAMELESS | GROUPS):
        return LabelKind.GROUP, Role.GROUP
    if last in ROLES_ALONE and (is_alone or is_numbered):
        return LabelKind.NAMELESS, ROLES_ALONE[last]
    if last in NAMELESS and (is_alone or is_numbered or last in NAMELESS_ALONE):
        return LabelKind.NAMELESS, Role.UNIDENTIFIED
    return None, None


def _is_plural(word: str) -> bool:
    return word in GROUPS or (word.endswith("s") and word[:-1] in NAMELESS)


def _person(printed: str, name: str, qualifier: str, description: str) -> Label | None:
    title, tokens = split_title(name.replace('"', " ").split())
    is_band = _is_band(tokens)
    # "A MARTINEZ, HOST" is a person, "A RIVER" the head of a sentence.
    is_known_by_role = _is_role(qualifier) and len(tokens) > 1
    if not tokens or not (is_band or _are_names(tokens, may_open=is_known_by_role)):
        return None
    is_capital = all(is_shouted(one) or one.casefold() in PARTICLES for one in tokens)
    is_group = is_band or any(one.casefold() in ("and", "&") for one in tokens)
    role = _role(qualifier) or (_role(description) if len(description) < 20 else None)
    if qualifier and is_suffix_of_names(qualifier):
        tokens = [*tokens[:-1], tokens[-1] + ",", qualifier]
    elif qualifier and role is None and not (is_capital and qualifier.isupper()):
        is_capital = False
    return Label(
        printed=printed,
        kind=LabelKind.GROUP if is_group else LabelKind.PERSON,
        key=key_of(tokens),
        tokens=tuple(tokens),
        title=title,
        role=Role.GROUP if is_group else role,
        is_sure=is_capital or _is_role(qualifier) or bool(title and description),
        is_capital=is_capital,
        is_described=bool(description),
    )


def _is_band(tokens: list[str]) -> bool:
    """Return whether a label names people who sing or shout together: THE BELLS."""
    is_capital = all(token.isupper() for token in tokens)
    return (
        is_capital
        and len(tokens) in (2, 3)
        and tokens[0] == "THE"
        and tokens[-1].endswith("S")
    )


def _are_names(tokens: list[str], *, may_open: bool) -> bool:
    """Return whether words before a colon can be names, and not a sentence."""
    words = [one.casefold().replace("’", "'") for one in tokens]
    if len(tokens) > MOST_NAMES or (words[0] in FUNCTION_WORDS and not may_open):
        return False
    if all(word in FUNCTION_WORDS or word in HEADING_WORDS for word in words):
        return False
    if tokens[-1].endswith(".") and len(tokens[-1]) > LONGEST_ABBREVIATION:
        return False
    if len("".join(tokens)) < 2:
        return False
    return all(
        token in ("&", "and", "AND")
        or (
            _NAME.match(token) is not None
            and (
                token[0].isupper()
                or (token[0].isalpha() and not _has_case(token))
                or word in PARTICLES
            )
        )
        for token, word in zip(tokens, words, strict=True)
    )


def _has_case(token: str) -> bool:
    """Return whether a script has capitals; Arabic, Hebrew and Chinese do not."""
    return token.lower() != token.upper()


def _role(text: str) -> Role | None:
    return next((role for words, role in _ROLES if words.search(text)), None)


def _is_role(qualifier: str) -> bool:
    return _role(qualifier) is not None
