"""
AssemblyAI: words in whole milliseconds, and utterances where speakers were told apart.

Source:  assemblyai.com/docs, "Get transcript" (words, utterances)
"""

from collections.abc import Mapping

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import IMPOSSIBLE, Building
from callsign.engines.transcript.readers.heard import Shape, say_text
from callsign.engines.transcript.readers.pieces import letters_of
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import is_no_time, milliseconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    text_at,
)

_WORD = Shape(("text",), "start", "end", time=milliseconds)
_JOB = {
    "acoustic_model",
    "audio_url",
    "language_model",
    "speech_model",
    "audio_duration",
}


def is_assemblyai(source: Source) -> bool:
    """Whether a job of theirs stands beside words or utterances."""
    values = source.json_object()
    if not values.keys() & _JOB or not isinstance(values.get("text"), str | None):
        return False
    word = first_of(values.get("words")) or first_of(values.get("utterances"))
    return {"text", "start", "end"} <= word.keys() or "text" in values


def read_assemblyai(source: Source) -> Transcript:
    """Read the utterances if they say all that the text says, or else text and words."""
    building = Building()
    values = source.json_object()
    text = text_at(values, "text")
    utterances = [mapped(one) for one in listed(values, "utterances")]
    said = "".join(text_at(one, "text") for one in utterances)
    if utterances and letters_of(said) == letters_of(text or said):
        for number, one in enumerate(utterances):
            _say(building, one, one, f"utterances[{number}]")
    else:
        _say(building, values, {}, "")
    return building.transcript(problems=source.decoding_problems)


def _say(
    building: Building,
    values: Mapping[str, object],
    utterance: Mapping[str, object],
    where: str,
) -> None:
    speaker = building.speaker(label_at(values, "speaker"))
    at = f"{where}.words" if where else "words"
    words = _WORD.heard(building, listed(values, "words"), at)
    stated = utterance.get("start"), utterance.get("end")
    if is_no_time(milliseconds, *stated):
        building.problem(IMPOSSIBLE, where=where)
        stated = None, None
    within = milliseconds(stated[0]), milliseconds(stated[1])
    text = text_at(values, "text")
    say_text(building, text, words, speaker=speaker, within=within, where=where)
