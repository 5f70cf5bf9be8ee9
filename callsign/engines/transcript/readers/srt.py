"""
SubRip, SRT: numbered captions with commas in their times, and every way it is written.

Source:  matroska.org, "Subtitles", SRT; nobody ever wrote a standard
"""

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.captions_read import read_captions
from callsign.engines.transcript.readers.cues import Cue, cues_of, first_times
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.webvtt import take_stray


def is_srt(source: Source) -> bool:
    """Whether a text holds times with arrows between them, and no header above."""
    return not source.is_binary and first_times(source.head)


def read_srt(source: Source) -> Transcript:
    """
    Read the cues of an SRT file.

    Raises:  DamagedFile: no cue has a word in it
    """
    building = Building()
    cues, others = cues_of(source.text)
    for block in others:
        take_stray(building, block, cues)
    _read_numbers(building, cues)
    return read_captions(source, cues, building)


def _read_numbers(building: Building, cues: list[Cue]) -> None:
    """Tell of numbers out of order; what is no number above its times is text."""
    before, above = 0, None
    for cue in cues:
        identifier = cue.identifier
        if identifier.isdecimal() and len(identifier) < 10:
            number = int(identifier)
            if number != before + 1 and before:
                building.problem("cues numbered out of order", line=cue.line)
            before = number
        elif identifier:
            building.problem("text above its times, read with the cue", line=cue.line)
            (above or cue).rows.insert(len(above.rows) if above else 0, identifier)
        above = cue
