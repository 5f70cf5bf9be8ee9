"""Callsign JSON: everything that is known about a transcript, without loss."""

from callsign.engines.transcript.json_format import to_json
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.facts import Facts


def write_json(transcript: Transcript, _facts: Facts) -> bytes:
    """Write a transcript as Callsign JSON; it is about the words, and knows no title."""
    return f"{to_json(transcript)}\n".encode("utf-8", "replace")
