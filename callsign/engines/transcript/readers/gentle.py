"""
Gentle: a script by people, with the times of the words that were found in the audio.

Source:  strob/gentle, ``gentle/transcription.py`` (Word, case, offsets)
"""

import re
from collections.abc import Mapping, Sequence

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Heard, Shape, say_text
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.values import (
    first_of,
    listed,
    mapped,
    text_at,
)

_WORD = Shape(("word", "alignedWord"), "start", "end", speaker="")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def is_gentle(source: Source) -> bool:
    """Whether words say in which case they are: found, or not."""
    word = first_of(source.json_object().get("words"))
    return "word" in word and ("case" in word or "alignedWord" in word)


def read_gentle(source: Source) -> Transcript:
    """
    Read the script verbatim; a word that was not found in the audio has no times.

    What Gentle heard and did not find in the script is reported, not said.
    """
    building = Building(parts_paragraphs=False)
    values = source.json_object()
    words: list[tuple[int, Heard]] = []
    for number, value in enumerate(listed(values, "words")):
        word, where = mapped(value), f"words[{number}]"
        one = _WORD.one(building, word, where)
        if one is None:
            continue
        if text_at(word, "case") == "not-found-in-transcript":
            building.problem(f"heard {one.text!r}, not in the script", where=where)
        else:
            words.append((_offset(word), one))
    _say_script(building, text_at(values, "transcript"), words)
    return building.transcript(problems=source.decoding_problems)


def _offset(word: Mapping[str, object]) -> int:
    """Return at which letter of the script a word begins; 0 where that is not told."""
    value = word.get("startOffset")
    return value if isinstance(value, int) else 0


def _say_script(
    building: Building, text: str, words: Sequence[tuple[int, Heard]]
) -> None:
    """Say paragraph by paragraph, each with the words that begin in it."""
    begin = first = 0
    for end in [*(one.end() for one in _PARAGRAPH.finditer(text)), len(text)]:
        is_rest = end == len(text)
        behind = first
        while behind < len(words) and (is_rest or words[behind][0] < end):
            behind += 1
        building.paragraph()
        say_text(building, text[begin:end], [one for _, one in words[first:behind]])
        begin, first = end, behind
