"""
Podlove's JSON: the cues of a WebVTT file, with voices.

Source:  podlove/podlove-publisher, ``lib/modules/transcripts``
"""

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Shape, say_heard
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import milliseconds
from callsign.engines.transcript.readers.values import first_of, listed

# "speaker" is a number in Podlove's database; "voice" is what people called it.
_CUE = Shape(("text",), "start_ms", "end_ms", speaker="voice", time=milliseconds)


def is_podlove(source: Source) -> bool:
    """Whether cues have whole milliseconds beside clock times."""
    return {"start_ms", "end_ms", "text"} <= first_of(_cues(source)).keys()


def read_podlove(source: Source) -> Transcript:
    """Read cue by cue; neighbors of one voice are one turn."""
    building = Building()
    say_heard(building, _CUE.heard(building, _cues(source), ""))
    return building.transcript(problems=source.decoding_problems)


def _cues(source: Source) -> list[object]:
    if isinstance(source.json, list):
        return source.json
    return listed(source.json_object(), "transcripts")
