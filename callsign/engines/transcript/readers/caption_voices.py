"""
Voices that the text of captions names: ``ADA OKAFOR:``, ``>> ADA:``, ``[Ada]``.

``Ada:`` may also stand before a list. It names a voice where captions come back to it,
or where the file has many such labels.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from callsign.engines.transcript.casting import Casting
from callsign.engines.transcript.found_labels import label_of
from callsign.engines.transcript.label import Label, LabelKind, read_label
from callsign.engines.transcript.names import as_written
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.sounds import kind_of

FEWEST_OF_A_HABIT = 3  # labels, one of them twice

# How live captions say that somebody else speaks, or that another story begins.
_CHEVRONS = re.compile(r"\s*(?:>>+|&gt;&gt;(?:&gt;)?|››+)\s*[-–—]?\s*")
_OPENERS = frozenset(">[(\\›&")
_IN_BRACKETS = re.compile(r"\s*\\?[\[(]([^\[\]():\\]{1,60})\\?[\])]\s*:?\s*")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line of captions begins: whose label, how long it is, whether voices change."""

    label: Label | None
    rest: str
    changes: bool
    is_bracketed: bool = False


NO_OPENING = Opening(None, "", changes=False)


def opening_of(row: str) -> Opening:
    """
    Read how a line of captions begins.

    >>> opening = opening_of(">> ADA OKAFOR: Good morning.")
    >>> opening.label.printed, opening.rest, opening.changes
    ('ADA OKAFOR', 'Good morning.', True)
    """
    chevrons = _CHEVRONS.match(row)
    rest = row[chevrons.end() :] if chevrons else row.strip()
    changes = chevrons is not None
    bracketed = _IN_BRACKETS.match(rest)
    if bracketed and kind_of(bracketed[1].strip(), is_bracket=True) is None:
        label = read_label(bracketed[1].strip())
        if label is not None and label.kind is not LabelKind.BREAK:
            return Opening(label, rest[bracketed.end() :], changes, is_bracketed=True)
    found = label_of(rest) if rest and ":" in rest else None
    if found is None or found[0].kind is LabelKind.BREAK:
        return Opening(None, rest, changes)
    return Opening(found[0], found[1], changes)


class CaptionVoices:
    """Who speaks in captions, as far as their own text tells."""

    def __init__(self, rows: Iterable[str]) -> None:
        self._casting = Casting()
        openings = [opening_of(row) for row in rows]
        self._count = Counter(
            (one.label.key, one.is_bracketed) for one in openings if one.label
        )
        plain = {key: n for (key, boxed), n in self._count.items() if not boxed}
        boxed = {key: n for (key, boxed), n in self._count.items() if boxed}
        self._has_habit = (
            sum(plain.values()) >= FEWEST_OF_A_HABIT and max(plain.values()) > 1
        )
        self._has_bracket_habit = (
            bool(boxed.keys() & plain.keys()) or max(boxed.values(), default=0) > 1
        )

    def believes(self, opening: Opening) -> bool:
        """Return whether what looks like a label is one."""
        label = opening.label
        if label is None:
            return False
        if opening.is_bracketed:
            return self._has_bracket_habit
        if label.is_sure or opening.changes or self._has_habit:
            return True
        return self._count[label.key, False] > 1

    def speaker(self, building: Building, label: Label, line: int) -> str | None:
        """Return the id of the voice a label names: ADA OKAFOR, then OKAFOR."""
        voice = self._casting.voice_of(label, line)
        first = next(iter(voice.labels), label.printed)
        name = None
        if voice.kind is LabelKind.PERSON and voice.tokens:
            name = as_written(voice.tokens, {})
        return building.speaker(first, name=name, role=voice.role)


def without_chevrons(row: str) -> str:
    """
    Return a line without the marks that somebody else speaks.

    >>> without_chevrons(">> Good morning.")
    'Good morning.'
    """
    return _CHEVRONS.sub("", row, count=1)


def may_name_a_voice(row: str) -> bool:
    """Return whether a line is worth a closer look."""
    return ":" in row or row.lstrip()[:1] in _OPENERS
