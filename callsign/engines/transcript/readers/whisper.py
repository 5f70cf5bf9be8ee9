"""
Whisper's JSON, as Whisper, faster-whisper, stable-ts and WhisperX write it.

Source:  openai/whisper, ``transcribe.py`` (segments, words, probability);
         m-bain/whisperX, ``SingleAlignedSegment`` (word, score, speaker)
"""

from collections.abc import Mapping

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.pieces import (
    has_same_letters,
    said_together,
)
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.times import seconds
from callsign.engines.transcript.readers.values import (
    listed,
    lowest,
    mapped,
    score,
    text_at,
)


def is_whisper(source: Source) -> bool:
    """Whether segments with seconds stand beside a text, as Whisper writes them."""
    segments = source.json_object().get("segments")
    if not isinstance(segments, list) or not segments:
        return False
    first = mapped(segments[0])
    return {"start", "end", "text"} <= first.keys() and "startTime" not in first


def read_whisper(source: Source) -> Transcript:
    """
    Read the segments, and their words where the file has them.

    Raises:  DamagedFile: no segment can be read
    """
    building = Building()
    segments = listed(source.json_object(), "segments")
    for number, values in enumerate(segments):
        where = f"segments[{number}]"
        segment = mapped(values)
        if not segment:
            building.problem("not a segment, left out", where=where, is_loss=True)
            continue
        _read_segment(building, segment, where)
    transcript = building.transcript(problems=source.decoding_problems)
    if not transcript.turns:
        raise DamagedFile("this Whisper file has no segment with words in it")
    return transcript


def _read_segment(
    building: Building, segment: Mapping[str, object], where: str
) -> None:
    speaker = building.speaker(text_at(segment, "speaker"))
    words = [mapped(one) for one in listed(segment, "words")]
    spelled = [_word(word) for word in words]
    text = text_at(segment, "text") or " ".join(spelled)
    if not words or not has_same_letters(text, spelled):
        # The text is what was said; words that are not it are of no use.
        building.say(
            text,
            speaker=speaker,
            start_ms=seconds(segment.get("start")),
            end_ms=seconds(segment.get("end")),
            where=where,
        )
        return
    for number, (said, parts) in enumerate(said_together(text, words, _word)):
        building.say(
            said,
            speaker=building.speaker(text_at(parts[0], "speaker")) or speaker,
            start_ms=seconds(parts[0].get("start")),
            end_ms=seconds(parts[-1].get("end")),
            score=lowest(map(_score, parts)),
            where=f"{where}.words[{number}]",
        )


def _word(word: Mapping[str, object]) -> str:
    return text_at(word, "word") or text_at(word, "text")


def _score(word: Mapping[str, object]) -> float | None:
    return score(word.get("score", word.get("probability", word.get("confidence"))))
