"""
Explicit voices: names that a file marks as names, however they are spelled.

``cite`` on a page and the style *Speaker* in a Word document leave nothing to guess. The
reader of scripts knows a label by its look: one that looks like a name is handed to it in
bold; any other gets a number there, and its own name afterwards.
"""

import re
from dataclasses import replace

from callsign.engines.transcript.label import LabelKind, read_label
from callsign.engines.transcript.model import Role, Speaker, Transcript

# A label that scripts have for a voice nobody knows; no script has so many of them.
_NUMBERED = "UNIDENTIFIED VOICE #{}"
_FIRST = 7_001
_ROLES = {"host": Role.HOST, "byline": Role.BYLINE}
# Longer is a paragraph that somebody marked, and no name.
LONGEST_NAME = 100
_LETTERS_OF_NAMES = re.compile(r"(?:[^\W_]|[ .,'’#-])+")


class ExplicitVoices:
    """The voices of one file; each is named as the file names it."""

    def __init__(self) -> None:
        self._numbered: dict[str, str] = {}
        self._roles: dict[str, Role] = {}

    def label(self, cited: str) -> str:
        """
        Return what stands for a name before its speech in a script.

        >>> voices = ExplicitVoices()
        >>> voices.label("Ada:"), voices.label("Dr. No?")
        ('**Ada:**', '**UNIDENTIFIED VOICE #7001:**')
        """
        name = " ".join(cited.split()).removesuffix(":").rstrip()
        if not name or len(name) > LONGEST_NAME:
            return cited
        return f"**{name if _looks_like_one(name) else self._number(name)}:**"

    def restored(self, transcript: Transcript) -> Transcript:
        """Return a transcript in which numbered voices have their own names."""
        names = {label: name for name, label in self._numbered.items()}
        if not names:
            return transcript
        return replace(
            transcript,
            speakers=tuple(self._named(one, names) for one in transcript.speakers),
        )

    def _number(self, name: str) -> str:
        bare, _, role = name.rpartition(", ")
        if bare and role in _ROLES:
            name = bare
            self._roles[name] = _ROLES[role]
        number = _FIRST + len(self._numbered)
        return self._numbered.setdefault(name, _NUMBERED.format(number))

    def _named(self, speaker: Speaker, names: dict[str, str]) -> Speaker:
        name = next((names[one] for one in speaker.labels if one in names), None)
        if name is None:
            return speaker
        role = self._roles.get(name)
        return replace(speaker, name=name, role=role, labels=(name,), evidence=())


def _looks_like_one(name: str) -> bool:
    """Return whether a script may have a name as it is."""
    if not name[0].isalpha() or _LETTERS_OF_NAMES.fullmatch(name) is None:
        return False
    label = read_label(f"**{name}**")
    if label is None or label.may_be_initials:
        return False
    return label.kind in (LabelKind.PERSON, LabelKind.NAMELESS)
