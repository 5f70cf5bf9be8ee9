"""
WebVTT: the captions of the web, whole or damaged.

Source:  W3C, WebVTT: The Web Video Text Tracks Format (voices, times inside cues,
         notes, styles, regions)
"""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.captions_read import read_captions
from callsign.engines.transcript.readers.cues import Block, Cue, cues_of
from callsign.engines.transcript.readers.source import Source

_SIGNATURE = re.compile(r"WEBVTT(?=\s|$)")
_NOTE = re.compile(r"NOTE(?:[ \t]+|$)")
_SETTINGS = re.compile(r"(?:STYLE|REGION)[ \t]*$|X-TIMESTAMP-MAP")
# A name of a cue that might be a lost line of speech: it has words.
_MAY_BE_SPEECH = re.compile(r"[^\W\d_]{2,40}\s[^\W\d_]{2}")


def is_webvtt(source: Source) -> bool:
    """Whether a file begins as every WebVTT file must."""
    return _SIGNATURE.match(source.head) is not None


def read_webvtt(source: Source) -> Transcript:
    """
    Read the cues of a WebVTT file.

    Raises:  DamagedFile: no cue has a word in it
    """
    building = Building()
    cues, others = cues_of(source.text)
    for block in others:
        _read_block(building, block, cues)
    report_names(building, cues)
    return read_captions(source, cues, building)


def report_names(building: Building, cues: list[Cue]) -> None:
    """Keep the names of cues that may be lines of speech, and tell of them."""
    for cue in cues:
        if _MAY_BE_SPEECH.search(cue.identifier):
            building.keep_apart(cue.line - 1, cue.identifier)
            building.problem("a line above its times, taken for a name", line=cue.line)


def _read_block(building: Building, block: Block, cues: list[Cue]) -> None:
    first = block.rows[0].strip("\ufeff \t")
    if block.is_header:
        take_stray(building, block, cues)
    elif _SIGNATURE.match(first) or _SETTINGS.match(first):
        for at, row in enumerate(block.rows):
            building.keep_apart(block.line + at, row.strip())
    elif found := _NOTE.match(first):
        rows = [first[found.end() :], *block.rows[1:]]
        note = " ".join(" ".join(rows).split())
        if block.follows is None:
            building.note("editor_note", note)
        else:
            block.follows.notes.append(note)
    else:
        take_stray(building, block, cues)


def take_stray(building: Building, block: Block, cues: list[Cue]) -> None:
    """Let text without times follow the cue above it; no word is lost, and no times said."""
    if block.is_header:
        message = "a broken line of times, left out; its words have none"
        building.problem(message, line=block.line, is_loss=True)
        building.keep_apart(block.line, block.rows[0].strip())
        return
    building.problem("text without times, read with the cue above", line=block.line)
    if block.follows is not None:
        block.follows.rows += block.rows
        return
    cues.insert(0, Cue(block.line, None, None, block.rows))
