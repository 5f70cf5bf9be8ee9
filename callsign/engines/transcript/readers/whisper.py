"""
Whisper's JSON, as the programs around it write it.

- Whisper, stable-ts, WhisperX and OpenAI's endpoint: segments, and words in them or beside
- faster-whisper: a list of segments, or of their bare values
- Hugging Face's pipeline: chunks with a pair of times

Source:  openai/whisper, ``transcribe.py`` (segments, words, probability);
         m-bain/whisperX, ``SingleAlignedSegment`` (word, score, speaker);
         SYSTRAN/faster-whisper, ``Segment``; platform.openai.com, "verbose_json"
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import IMPOSSIBLE, Building
from callsign.engines.transcript.readers.heard import Heard, Shape, say_text
from callsign.engines.transcript.readers.pieces import letters_of
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.times import is_no_time, seconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    text_at,
)

_SCORES = ("score", "probability", "confidence")
# faster-whisper's Segment and Word, where only their values were written.
_BARE_SEGMENT = ("id", "seek", "start", "end", "text")
_BARE_WORD = ("start", "end", "word", "probability")


def is_whisper(source: Source) -> bool:
    """Whether segments with seconds stand beside a text, as Whisper writes them."""
    if any(map(_is_segment, _segments(source))):
        return True
    values = source.json_object()
    is_endpoint = "duration" in values and "text" in values
    word = first_of(values.get("words" if is_endpoint else "word_segments"))
    return {"word", "start"} <= word.keys()


def read_whisper(source: Source) -> Transcript:
    """
    Read the segments, and their words where the file has them.

    Raises:  DamagedFile: no segment can be read
    """
    building = Building()
    values = source.json_object()
    segments = _read_segments(building, _segments(source))
    beside = _heard(building, values, "words") or _heard(
        building, values, "word_segments"
    )
    if any(segment.heard for segment in segments):
        beside = []  # WhisperX writes the same words twice
    said = " ".join(segment.text for segment in segments)
    if beside and letters_of(said) != _letters(beside):
        say_text(building, text_at(values, "text") or said, beside)
    else:
        _say_segments(building, segments, beside)
    transcript = building.transcript(problems=source.decoding_problems)
    if not transcript.turns:
        raise DamagedFile("this Whisper file has no segment with words in it")
    return transcript


class _Segment(NamedTuple):
    """A segment, with the words in it; most programs write none."""

    text: str
    heard: list[Heard]
    speaker: str
    times: tuple[int | None, int | None]
    where: str


def _read_segments(building: Building, values: Sequence[object]) -> list[_Segment]:
    found = []
    for number, value in enumerate(values):
        segment, where = _segment(value), f"segments[{number}]"
        text, heard = segment.get("text"), _heard(building, segment, "words", where)
        if not isinstance(text, str):
            building.problem("not a segment, left out", where=where, is_loss=not heard)
            text = ""
        times = seconds(segment.get("start")), seconds(segment.get("end"))
        if is_no_time(seconds, segment.get("start"), segment.get("end")):
            building.problem(IMPOSSIBLE, where=where)
            times = None, None
        speaker = label_at(segment, "speaker")
        found.append(_Segment(text, heard, speaker, times, where))
    return found


def _say_segments(
    building: Building, segments: Sequence[_Segment], beside: Sequence[Heard]
) -> None:
    """Say each segment; of the words beside them each takes those of its letters."""
    remaining = iter(beside)
    for segment in segments:
        share: list[Heard] = []
        missing = len(letters_of(segment.text)) if beside else 0
        while missing > 0 and (one := next(remaining, None)) is not None:
            share.append(one)
            missing -= len(letters_of(one.text))
        say_text(
            building,
            segment.text,
            segment.heard or share,
            speaker=building.speaker(segment.speaker),
            within=segment.times,
            where=segment.where,
        )


def _segments(source: Source) -> Sequence[object]:
    if isinstance(source.json, list):
        return source.json
    values = source.json_object()
    return listed(values, "segments") or listed(values, "chunks")


def _segment(value: object) -> Mapping[str, object]:
    """Return a segment's members, however a program wrote them."""
    if isinstance(value, list):
        named = dict(zip(_BARE_SEGMENT, value, strict=False))
        words = [one for one in value if isinstance(one, list) and _has_rows(one)]
        return {**named, "words": words[0] if words else []}
    segment = mapped(value)
    times = segment.get("timestamp")
    if isinstance(times, list) and len(times) == 2:
        return {**segment, "start": times[0], "end": times[1]}
    return segment


def _heard(
    building: Building, values: Mapping[str, object], key: str, inside: str = ""
) -> list[Heard]:
    words, where = listed(values, key), f"{inside}.{key}" if inside else key
    if _has_rows(words):
        words = [
            dict(zip(_BARE_WORD, one, strict=False)) if isinstance(one, list) else one
            for one in words
        ]
    first = first_of(words)
    score = next((one for one in _SCORES if one in first), "")
    shape = Shape(("word", "text"), "start", "end", score=score)
    return shape.heard(building, words, where)


def _is_segment(value: object) -> bool:
    segment = _segment(value)
    is_timed = "start" in segment and "end" in segment and "start_ms" not in segment
    return is_timed and isinstance(segment.get("text"), str)


def _letters(heard: Sequence[Heard]) -> str:
    return letters_of("".join(one.text for one in heard))


def _has_rows(values: Sequence[object]) -> bool:
    return bool(values) and isinstance(values[0], list)
