"""
Kaldi, in the shapes that newsrooms and servers gave it.

- BBC Kaldi: words with their punctuation, and a segmentation that says who spoke
- Vosk: results of words and a text, one or a list of them
- Kaldi's GStreamer server: hypotheses, each with an alignment

Source:  bbc/react-transcript-editor, sample data; alphacep/vosk-api, ``python/example``;
         alumae/kaldi-gstreamer-server, README
"""

from collections.abc import Mapping

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Shape, say_text
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import is_no_time, seconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    text_at,
)
from callsign.engines.transcript.readers.voices import Voices

_WORD = Shape(("punct", "word"), "start", "end", speaker="")
_VOSK = Shape(("word",), "start", "end", score="conf", speaker="")
_ALIGNED = Shape(("word",), "start", "", speaker="", length="length")


def is_kaldi(source: Source) -> bool:
    """Whether words have a start and an end in any of Kaldi's shapes."""
    first = first_of(source.json) or source.json_object()
    return _is_bbc(first) or _is_vosk(first) or "hypotheses" in first


def read_kaldi(source: Source) -> Transcript:
    """Read a file, or each result of a list."""
    building = Building()
    results = source.json if isinstance(source.json, list) else [source.json]
    for number, value in enumerate(results):
        result, where = mapped(value), f"[{number}]." if len(results) > 1 else ""
        if not result:
            building.problem("not a result, left out", where=where, is_loss=True)
        elif _is_bbc(result):
            _read_bbc(building, result, where)
        elif "hypotheses" in result:
            _read_hypothesis(building, result, where)
        else:
            words = _VOSK.heard(building, listed(result, "result"), f"{where}result")
            say_text(building, text_at(result, "text"), words, where=f"{where}text")
    return building.transcript(problems=source.decoding_problems)


def _is_bbc(values: Mapping[str, object]) -> bool:
    word = first_of(_answer(values).get("words"))
    return {"word", "start", "end"} <= word.keys()


def _is_vosk(values: Mapping[str, object]) -> bool:
    return "conf" in first_of(values.get("result"))


def _answer(values: Mapping[str, object]) -> Mapping[str, object]:
    return mapped(values.get("retval")) or values


def _read_bbc(building: Building, values: Mapping[str, object], where: str) -> None:
    answer = _answer(values)
    parts = [
        mapped(one) for one in listed(mapped(answer.get("segmentation")), "segments")
    ]
    voices = Voices(
        (seconds(one.get("start")), label_at(mapped(one.get("speaker")), "@id"))
        for one in parts
    )
    words = [
        one._replace(speaker=voices.label(one.start_ms))
        for one in _WORD.heard(building, listed(answer, "words"), f"{where}words")
    ]
    text = text_at(answer, "punct") or text_at(answer, "text")
    say_text(building, text, words, where=f"{where}punct")


def _read_hypothesis(
    building: Building, values: Mapping[str, object], where: str
) -> None:
    """Read the first, which is the best; its times count from the segment's start."""
    best = first_of(values.get("hypotheses"))
    began = values.get("segment-start")
    if is_no_time(seconds, began):
        building.problem("no time; words counted from 0", where=f"{where}segment-start")
    began_ms = seconds(began) or 0
    at = f"{where}hypotheses[0]"
    words = [
        one._replace(
            start_ms=None if one.start_ms is None else one.start_ms + began_ms,
            end_ms=None if one.end_ms is None else one.end_ms + began_ms,
        )
        for one in _ALIGNED.heard(
            building, listed(best, "word-alignment"), f"{at}.word-alignment"
        )
    ]
    text = text_at(best, "utterance") or text_at(best, "transcript")
    say_text(building, text, words, where=at)
