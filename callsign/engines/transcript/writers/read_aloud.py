"""Captions of a script that was never aligned: as if somebody read it aloud, evenly."""

from callsign.engines.transcript.captions import WORDS_A_MINUTE, paced
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.facts import NO_FACTS, Facts
from callsign.engines.transcript.writers.webvtt import to_webvtt
from callsign.engines.transcript.writers.writer import Writer

NO_TIMES = (
    f"no times are known; these captions are paced at {WORDS_A_MINUTE} words"
    " a minute. Align the script with its recording for real ones."
)


def as_if_read_aloud(
    transcript: Transcript, writer: Writer, facts: Facts = NO_FACTS
) -> bytes:
    """Write a transcript with times at an even pace; WebVTT says so in a note."""
    even = paced(transcript)
    if writer.name == "vtt":
        return to_webvtt(even, note=NO_TIMES, facts=facts).encode()
    return writer.write(even, facts)
