"""
The JSON of digital-paper-edit and of the editors that grew from it: words, paragraphs.

Source:  bbc/digital-paper-edit-client; pietrop/slate-transcript-editor
"""

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Shape, say_heard
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import seconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
)
from callsign.engines.transcript.readers.voices import Voices

_WORD = Shape(("text", "word"), "start", "end", speaker="")


def is_paper_edit(source: Source) -> bool:
    """
    Whether words and paragraphs with a speaker stand beside each other.

    Of a file that was cut off the words are left, with what only these editors give them.
    """
    values = source.json_object()
    paragraph = first_of(values.get("paragraphs"))
    if "words" in values and {"start", "speaker"} <= paragraph.keys():
        return True
    return first_of(values.get("words")).keys() == {"id", "start", "end", "text"}


def read_paper_edit(source: Source) -> Transcript:
    """Read the words, each in the latest paragraph that had begun."""
    building = Building(parts_paragraphs=False)
    values = source.json_object()
    paragraphs = [mapped(one) for one in listed(values, "paragraphs")]
    voices = Voices(
        (seconds(one.get("start")), label_at(one, "speaker")) for one in paragraphs
    )
    latest = None
    for word in _WORD.heard(building, listed(values, "words"), "words"):
        number = voices.number(word.start_ms)
        if number != latest:
            building.paragraph()
            latest = number
        speaker = building.speaker(voices.label(word.start_ms))
        say_heard(building, [word], speaker=speaker)
    return building.transcript(problems=source.decoding_problems)
