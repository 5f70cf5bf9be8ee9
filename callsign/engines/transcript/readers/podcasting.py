"""
The JSON of Podcasting 2.0: segments of a sentence, or of a word, with a speaker.

Source:  podcastindex.org namespace, ``transcripts/transcripts.md``
"""

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Shape, say_heard
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.values import first_of, listed

_SEGMENT = Shape(("body",), "startTime", "endTime")


def is_podcasting(source: Source) -> bool:
    """Whether segments have a body, as only podcasts call it."""
    return {"body", "startTime"} <= first_of(
        source.json_object().get("segments")
    ).keys()


def read_podcasting(source: Source) -> Transcript:
    """Read the segments; a speaker who is named once speaks until the next is named."""
    building = Building()
    segments = listed(source.json_object(), "segments")
    speaker = None
    for one in _SEGMENT.heard(building, segments, "segments"):
        speaker = building.speaker(one.speaker) or speaker
        say_heard(building, [one], speaker=speaker)
    return building.transcript(problems=source.decoding_problems)
