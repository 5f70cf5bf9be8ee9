"""
SBV, YouTube's plainest captions: two times on a line, text below.

Source:  support.google.com/youtube, "Supported subtitle and closed caption files"
"""

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.captions_read import read_captions
from callsign.engines.transcript.readers.cues import cues_of, first_times
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.webvtt import take_stray


def is_sbv(source: Source) -> bool:
    """Whether a text has lines of two clock times with a comma between them."""
    return not source.is_binary and first_times(source.head, is_pair=True)


def read_sbv(source: Source) -> Transcript:
    """
    Read the captions of an SBV file.

    Raises:  DamagedFile: no caption has a word in it
    """
    building = Building()
    cues, others = cues_of(source.text, is_pair=True)
    for block in others:
        take_stray(building, block, cues)
    for cue in cues:
        if cue.identifier:
            cue.rows.insert(0, cue.identifier)
    return read_captions(source, cues, building)
