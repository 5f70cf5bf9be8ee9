"""
autoEdit 2: a newsroom's editor of paper cuts, as it stores a transcript.

Source:  OpenNewsLabs/autoEdit_2, a transcription of its database
"""

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Shape, say_heard
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
)

_WORD = Shape(("text",), "startTime", "endTime")


def is_autoedit(source: Source) -> bool:
    """Whether the text is a list of voices that speak in paragraphs of lines."""
    return "paragraph" in first_of(source.json_object().get("text"))


def read_autoedit(source: Source) -> Transcript:
    """Read voice by voice, with the paragraphs that the editor had."""
    building = Building(parts_paragraphs=False)
    for number, value in enumerate(listed(source.json_object(), "text")):
        voice, where = mapped(value), f"text[{number}]"
        if not voice:
            building.problem("not a paragraph, left out", where=where, is_loss=True)
        speaker = building.speaker(label_at(voice, "speaker"))
        building.new_turn()
        for row, lines in enumerate(listed(voice, "paragraph")):
            building.paragraph()
            at = f"{where}.paragraph[{row}].line"
            words = _WORD.heard(building, listed(mapped(lines), "line"), at)
            say_heard(building, words, speaker=speaker)
    return building.transcript(problems=source.decoding_problems)
