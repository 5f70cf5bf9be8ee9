"""
whisper.cpp: a transcription of segments, with tokens in its full JSON.

Source:  ggml-org/whisper.cpp, ``examples/cli`` (output_json); times are milliseconds
"""

from collections.abc import Mapping

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Heard, Shape, say_text
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import clock, milliseconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    text_at,
)

_TOKEN = Shape(("text",), "from", "to", score="p", speaker="", time=milliseconds)
# What the model says to itself: [_BEG_], [_TT_550], <|endoftext|>.
_MARKERS = ("[_", "<|")
# Its guess at left and right of a stereo recording; it writes ? where it has none.
_NO_GUESS = "?"


def is_whisper_cpp(source: Source) -> bool:
    """Whether a transcription has offsets, or clock times, from and to."""
    segment = first_of(source.json_object().get("transcription"))
    return "text" in segment and ("offsets" in segment or "timestamps" in segment)


def read_whisper_cpp(source: Source) -> Transcript:
    """Read the segments, and their tokens joined to words."""
    building = Building()
    segments = listed(source.json_object(), "transcription")
    for number, value in enumerate(segments):
        where = f"transcription[{number}]"
        segment = mapped(value)
        if not isinstance(segment.get("text"), str):
            building.problem("not a segment, left out", where=where, is_loss=True)
        voice = label_at(segment, "speaker").replace(f"Speaker {_NO_GUESS}", "")
        tokens, times = _tokens(building, segment, where), _times(segment)
        if None in times:
            building.problem("no times that could be", where=where)
            times = None, None
        say_text(
            building,
            text_at(segment, "text"),
            tokens,
            speaker=building.speaker(voice),
            within=times,
            where=where,
        )
        if segment.get("speaker_turn_next") is True:
            building.new_turn()
    return building.transcript(problems=source.decoding_problems)


def _tokens(
    building: Building, segment: Mapping[str, object], where: str
) -> list[Heard]:
    found = []
    for number, value in enumerate(listed(segment, "tokens")):
        token = mapped(value)
        if token.get("text") == "" or text_at(token, "text").startswith(_MARKERS):
            continue
        both = {**token, **mapped(token.get("offsets"))}
        one = _TOKEN.one(building, both, f"{where}.tokens[{number}]")
        if one is not None:
            found.append(one)
    return found


def _times(segment: Mapping[str, object]) -> tuple[int | None, int | None]:
    offsets = mapped(segment.get("offsets"))
    if "from" in offsets or "to" in offsets:
        return milliseconds(offsets.get("from")), milliseconds(offsets.get("to"))
    stamps = mapped(segment.get("timestamps"))
    return clock(text_at(stamps, "from")), clock(text_at(stamps, "to"))
