"""
Paragraphs: a transcript as people read it, turn by turn, with what is heard in its place.

Text, Word documents and web pages are made of the same paragraphs.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from callsign.engines.transcript.model import (
    Event,
    Note,
    Role,
    Speaker,
    Transcript,
    Turn,
)
from callsign.engines.transcript.writers.remarks import in_a_script, is_caution

_WORD = re.compile(r"\S+")

# How a speaker is named: whether it is for the first time, too.
Naming = Callable[[Speaker, bool], str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """
    What one voice says, blank lines between its own paragraphs, or what is heard.

    ``label`` names the voice as the script does; ``turn`` is None for a sound or a note.
    """

    text: str
    label: str = ""
    turn: Turn | None = None


def paragraphs(
    transcript: Transcript,
    naming: Naming,
    *,
    nameless: str = "",
    with_sounds: bool = True,
    on_one_line: bool = False,
) -> list[Paragraph]:
    """
    Return a transcript as paragraphs; ``nameless`` is a voice without a name.

    That no editor has checked it is told also without sounds.
    """
    asides: list[Event | Note] = [*filter(is_caution, transcript.notes)]
    if with_sounds:
        asides = [*transcript.notes, *transcript.events]
    return list(_Writing(transcript, naming, nameless, asides, on_one_line).all())


def named(speaker: Speaker, is_first: bool) -> str:
    """Return a name, and at first what the voice is: a host, a reporter."""
    name = plain_name(speaker)
    role = _ROLES_IN_PRINT.get(speaker.role, "") if is_first and speaker.role else ""
    return f"{name}{role}" if name else ""


def plain_name(speaker: Speaker) -> str:
    """Return what a voice is called in print: its name, else its label."""
    if speaker.name:
        return " ".join(speaker.name.split())
    return speaker.labels[0] if speaker.labels else ""


_ROLES_IN_PRINT = {Role.HOST: ", host", Role.BYLINE: ", byline"}


class _Writing:
    """Paragraphs, while they are made."""

    def __init__(
        self,
        transcript: Transcript,
        naming: Naming,
        nameless: str,
        asides: list[Event | Note],
        on_one_line: bool,
    ) -> None:
        self.turns = transcript.turns
        self.speakers = {one.id: one for one in transcript.speakers}
        self.naming = naming
        self.nameless = nameless
        self.on_one_line = on_one_line
        self.met: set[str] = set()
        self.asides: dict[str | None, list[str]] = defaultdict(list)
        for aside in asides:
            self.asides[aside.after_word].append(_in_print(aside))

    def all(self) -> Iterator[Paragraph]:
        """Yield turns, and between them the sounds that follow their last word."""
        latest_word: str | None = None
        for spoken, group in groupby(self.turns, lambda turn: bool(turn.words)):
            turns = list(group)
            # A turn without words is a laugh; it has the last of these sounds.
            sounds = self.asides.pop(latest_word, [])
            own = 0 if spoken else len(turns)
            yield from map(Paragraph, sounds[: len(sounds) - own])
            laughs = iter(sounds[len(sounds) - own :])
            for turn in turns:
                if spoken:
                    yield from map(Paragraph, self.asides.pop(latest_word, []))
                    latest_word = turn.words[-1].id
                    text = self._with_asides(turn)
                else:
                    text = next(laughs, "")
                yield self._turn(turn, text)
        yield from map(Paragraph, self.asides.pop(latest_word, []))

    def _turn(self, turn: Turn, text: str) -> Paragraph:
        if self.on_one_line:
            text = " ".join(text.split())
        speaker = self.speakers.get(turn.speaker or "")
        is_first = turn.speaker not in self.met
        label = self.naming(speaker, is_first) if speaker else ""
        self.met.add(turn.speaker or "")
        return Paragraph(text, label or self.nameless, turn)

    def _with_asides(self, turn: Turn) -> str:
        """Return the speech of a turn with sounds behind the words they follow."""
        pieces: list[str] = []
        start = 0
        ends = [found.end() for found in _WORD.finditer(turn.text)]
        for word, end in zip(turn.words[:-1], ends, strict=False):
            if word.id in self.asides:
                sounds = " ".join(self.asides.pop(word.id))
                pieces.append(f"{turn.text[start:end]} {sounds}")
                start = end
        return "".join(pieces) + turn.text[start:]


def _in_print(aside: Event | Note) -> str:
    if isinstance(aside, Note):
        return in_a_script(aside)
    text = " ".join(aside.text.split())
    if aside.kind == "break":
        label, _, rest = text.partition(":")
        return f"**{label}:** {rest.strip()}".rstrip()
    return text
