"""
Speechmatics: version 1, words and speakers apart; version 2, results with alternatives.

Source:  docs.speechmatics.com, "Speech to text: output" (json-v2, attaches_to, entities)
"""

from collections.abc import Mapping

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.channels import in_turns
from callsign.engines.transcript.readers.heard import Shape, say_heard
from callsign.engines.transcript.readers.joining import Joining, Side
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import seconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    text_at,
)
from callsign.engines.transcript.readers.voices import Voices

_NAMED = Shape(("name",), "time", "", speaker="", length="duration")
_GUESS = Shape(("content",), "start_time", "end_time")
_SPOKEN = ("word", "punctuation", "entity")


def is_speechmatics(source: Source) -> bool:
    """Whether results have a type and contents, or words a name and a duration."""
    return _is_version_1(source) or _is_version_2(source)


def read_speechmatics(source: Source) -> Transcript:
    """Read either version."""
    building = Building()
    if _is_version_1(source):
        _read_version_1(building, source.json_object())
    else:
        _read_version_2(building, source.json_object())
    return building.transcript(problems=source.decoding_problems)


def _is_version_1(source: Source) -> bool:
    word = first_of(source.json_object().get("words"))
    return {"name", "time", "duration"} <= word.keys()


def _is_version_2(source: Source) -> bool:
    result = first_of(source.json_object().get("results"))
    content = first_of(result.get("alternatives"))
    return "start_time" in result and "type" in result and "content" in content


def _read_version_1(building: Building, values: Mapping[str, object]) -> None:
    """Read words; a full stop is one too, and the voice is told by the time."""
    turns = [mapped(one) for one in listed(values, "speakers")]
    voices = Voices((seconds(one.get("time")), label_at(one, "name")) for one in turns)
    joining = Joining()
    for one in _NAMED.heard(building, listed(values, "words"), "words"):
        if any(map(str.isalnum, one.text)):
            joining.word(one._replace(speaker=voices.label(one.start_ms)))
        else:
            joining.mark(one.text)
    say_heard(building, joining.words)


def _read_version_2(building: Building, values: Mapping[str, object]) -> None:
    """Read results; each is the machine's first guess, and a mark says where it stands."""
    channels: dict[str, Joining] = {}
    for number, value in enumerate(listed(values, "results")):
        result, where = mapped(value), f"results[{number}]"
        kind = text_at(result, "type")
        if result and kind not in _SPOKEN:
            continue
        guess = first_of(result.get("alternatives"))
        one = _GUESS.one(building, {**result, **guess}, where)
        if one is None:
            continue
        joining = channels.setdefault(text_at(result, "channel"), Joining())
        if kind == "punctuation":
            joining.mark(one.text, _side(result))
        else:
            joining.word(one)
    say_heard(building, in_turns({name: one.words for name, one in channels.items()}))


def _side(result: Mapping[str, object]) -> Side:
    side = text_at(result, "attaches_to")
    return next((one for one in Side if one.value == side), Side.PREVIOUS)
