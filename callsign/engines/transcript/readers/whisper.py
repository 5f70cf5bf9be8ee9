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

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Heard, Shape, say_text
from callsign.engines.transcript.readers.pieces import letters_of
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.times import seconds
from callsign.engines.transcript.readers.values import (
    NOTHING,
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
    segment = next((one for one in map(_segment, _segments(source)) if one), NOTHING)
    if {"start", "end", "text"} <= segment.keys():
        return isinstance(segment["text"], str) and "start_ms" not in segment
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
    beside = _heard(building, values, "words", "words")
    segments = _segments(source)
    shares = _shared(segments, beside)
    for number, value in enumerate(segments):
        where = f"segments[{number}]"
        segment = _segment(value)
        if not segment:
            building.problem("not a segment, left out", where=where, is_loss=True)
        _read_segment(building, segment, shares.get(number, []), where)
    if not segments:
        words = beside or _heard(building, values, "word_segments", "word_segments")
        say_text(building, text_at(values, "text"), words)
    transcript = building.transcript(problems=source.decoding_problems)
    if not transcript.turns:
        raise DamagedFile("this Whisper file has no segment with words in it")
    return transcript


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


def _read_segment(
    building: Building,
    segment: Mapping[str, object],
    beside: Sequence[Heard],
    where: str,
) -> None:
    say_text(
        building,
        text_at(segment, "text"),
        _heard(building, segment, "words", f"{where}.words") or beside,
        speaker=building.speaker(label_at(segment, "speaker")),
        within=(seconds(segment.get("start")), seconds(segment.get("end"))),
        where=where,
    )


def _heard(
    building: Building, values: Mapping[str, object], key: str, where: str
) -> list[Heard]:
    words = listed(values, key)
    if _has_rows(words):
        words = [
            dict(zip(_BARE_WORD, one, strict=False)) if isinstance(one, list) else one
            for one in words
        ]
    first = first_of(words)
    score = next((one for one in _SCORES if one in first), "")
    shape = Shape(("word", "text"), "start", "end", score=score)
    return shape.heard(building, words, where)


def _shared(
    segments: Sequence[object], words: Sequence[Heard]
) -> Mapping[int, list[Heard]]:
    """
    Return which of the words that stand beside the segments belong to which.

    Each takes words until it has as many letters as its text.
    """
    shares: dict[int, list[Heard]] = {}
    remaining = iter(words)
    for number, value in enumerate(segments):
        missing = len(letters_of(text_at(_segment(value), "text")))
        share = shares[number] = []
        while missing > 0 and (one := next(remaining, None)) is not None:
            share.append(one)
            missing -= len(letters_of(one.text))
    return shares


def _has_rows(values: Sequence[object]) -> bool:
    return bool(values) and isinstance(values[0], list)
