"""
TTML and IMSC 1: the captions of broadcasters, in XML.

Source:  W3C, Timed Text Markup Language 2 (times, containers ``par`` and ``seq``,
         agents, white space); W3C, IMSC 1
"""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.caption_voices import (
    NO_OPENING,
    CaptionVoices,
    may_name_a_voice,
    opening_of,
)
from callsign.engines.transcript.readers.sounds_said import Span, say_with_sounds
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.ttml_passages import Passage, passages_of
from callsign.engines.transcript.readers.ttml_times import time_base
from callsign.engines.transcript.readers.xml_tree import Element, read_xml

_ROOT = re.compile(r"<(?:\w+:)?tt[\s>]")


def is_ttml(source: Source) -> bool:
    """Whether the first element of an XML file is ``tt``."""
    return source.head.startswith("<") and _ROOT.search(source.head) is not None


def read_ttml(source: Source) -> Transcript:
    """
    Read the paragraphs of a TTML file.

    Raises:  DamagedFile: it is not safe to read, or has no words
    """
    building = Building()
    root, problems = read_xml(source.text)
    passages = passages_of(root, time_base(root), building)
    _Speech(building, passages, _agents(root)).read()
    transcript = building.transcript(problems=[*source.decoding_problems, *problems])
    if not (transcript.turns or transcript.events):
        raise DamagedFile("this TTML file has no words in it")
    return transcript


class _Speech:
    def __init__(
        self, building: Building, passages: list[Passage], names: dict[str, str]
    ) -> None:
        self.building = building
        self.passages = passages
        self.names = names
        self.voices = CaptionVoices(
            one.text for one in passages if may_name_a_voice(one.text)
        )

    def read(self) -> None:
        speaker: str | None = None
        for one in self.passages:
            text = one.text
            opening = opening_of(text) if may_name_a_voice(text) else NO_OPENING
            if one.agent:
                name = self.names.get(one.agent)
                speaker = self.building.speaker(one.agent, name=name)
            elif opening.label is not None and self.voices.believes(opening):
                label, text = opening.label, opening.rest
                speaker = self.voices.speaker(self.building, label, one.line)
            elif opening.changes and opening.label is None:
                speaker, text = None, opening.rest
            elif self.names:
                speaker = None
            span = Span(one.start_ms, one.end_ms, one.line)
            say_with_sounds(self.building, text, speaker, span)


def _agents(root: Element) -> dict[str, str]:
    """Return the names of the voices, by their ids; a full name before an alias."""
    names: dict[str, str] = {}
    for agent in root.everywhere("agent"):
        found = {
            one.attribute("type") or "full": " ".join(one.text().split())
            for one in agent.everywhere("name")
        }
        name = found.get("full") or next(iter(found.values()), "")
        identifier = agent.attribute("id")
        if identifier and name:
            names[identifier] = name
    return names
