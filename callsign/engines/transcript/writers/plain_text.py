"""
Plain text: a transcript as people read it, and as the script reader reads it back.

Each turn begins with its speaker's name; sounds stand in parentheses where they
were heard. Boilerplate, times and problems are left out.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby

from callsign.engines.transcript.model import Event, Note, Role, Transcript, Turn
from callsign.engines.transcript.script import NotAScript, read_script

_WORD = re.compile(r"\S+")
_ROLES_IN_PRINT = {Role.HOST: ", host", Role.BYLINE: ", byline"}

# What stands before a break is not the end of a page, where appeals are cut off.
_END = "**Break:** end of the transcript"

Label = Callable[[str], str]


def to_text(transcript: Transcript) -> str:
    """
    Write a transcript so that ``read_script`` finds the same turns in it.

    Names stand plain where they can be read back, and bold (``**Ada:**``) where
    a reader could mistake them for speech. Should speech look like a sound or a
    page's footer once it stands elsewhere, sounds are left out, then paragraphs.

    >>> to_text(read_script("ADA OKAFOR, HOST: Good morning. (LAUGHTER)"))
    'Ada Okafor, host: Good morning.\\n\\n(LAUGHTER)\\n'
    """
    forms = (
        _Writing(transcript, _plain).text,
        _Writing(transcript, _bold).text,
        _Writing(transcript, _bold, with_sounds=False).text,
        _Writing(transcript, _bold, with_sounds=False, on_one_line=True).text,
    )
    return next((text for text in forms if _reads_back(text, transcript)), forms[-1])


def _plain(name: str) -> str:
    return f"{name}:"


def _bold(name: str) -> str:
    return f"**{name}:**"


def _reads_back(text: str, transcript: Transcript) -> bool:
    try:
        again = read_script(text)
    except NotAScript:
        return not transcript.turns
    ids: dict[str | None, str | None] = {}
    return (
        len(again.turns) == len(transcript.turns)
        and all(
            ours.text == theirs.text
            and ids.setdefault(ours.speaker, theirs.speaker) == theirs.speaker
            for ours, theirs in zip(transcript.turns, again.turns, strict=True)
        )
        and len(set(ids.values())) == len(ids)
    )


class _Writing:
    """One form of the text."""

    def __init__(
        self,
        transcript: Transcript,
        label: Label,
        *,
        with_sounds: bool = True,
        on_one_line: bool = False,
    ) -> None:
        self.on_one_line = on_one_line
        self.nameless = None if label is _plain else "Unidentified Voice"
        self.names = {
            one.id: _name(one.name, one.labels) for one in transcript.speakers
        }
        self.roles = {one.id: one.role for one in transcript.speakers}
        self.label = label
        self.met: set[str] = set()
        self.asides: dict[str | None, list[str]] = defaultdict(list)
        if with_sounds:
            asides: list[Event | Note] = [*transcript.notes, *transcript.events]
            for aside in asides:
                self.asides[aside.after_word].append(_in_print(aside))
        paragraphs = [*self._paragraphs(transcript), *([] if with_sounds else [_END])]
        self.text = "\n\n".join(paragraphs).strip() + "\n"

    def _paragraphs(self, transcript: Transcript) -> Iterator[str]:
        """Yield turns, and between them the sounds that follow their last word."""
        latest_word: str | None = None
        for spoken, group in groupby(transcript.turns, lambda turn: bool(turn.words)):
            turns = list(group)
            # A turn without words is a laugh; it has the last of these sounds.
            sounds = self.asides.pop(latest_word, [])
            own = 0 if spoken else len(turns)
            yield from sounds[: len(sounds) - own]
            laughs = iter(sounds[len(sounds) - own :])
            for turn in turns:
                if spoken:
                    yield from self.asides.pop(latest_word, [])
                    latest_word = turn.words[-1].id
                yield self._turn(turn) if spoken else self._laugh(turn, laughs)
        yield from self.asides.pop(latest_word, [])

    def _laugh(self, turn: Turn, sounds: Iterator[str]) -> str:
        return f"{self._turn(turn)} {next(sounds, '')}".strip()

    def _turn(self, turn: Turn) -> str:
        text = self._with_asides(turn)
        if self.on_one_line:
            text = " ".join(text.split())
        name = self.names.get(turn.speaker or "") or self.nameless
        if name is None:
            return text
        role = self.roles.get(turn.speaker or "")
        is_first = turn.speaker not in self.met
        self.met.add(turn.speaker or "")
        suffix = _ROLES_IN_PRINT.get(role, "") if is_first and role else ""
        return f"{self.label(name + suffix)} {text}".rstrip()

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


def _name(name: str | None, labels: tuple[str, ...]) -> str | None:
    if name:
        return " ".join(name.split())
    return labels[0] if labels else None


def _in_print(aside: Event | Note) -> str:
    text = " ".join(aside.text.split())
    if aside.kind == "break":
        label, _, rest = text.partition(":")
        return f"**{label}:** {rest.strip()}".rstrip()
    return text
