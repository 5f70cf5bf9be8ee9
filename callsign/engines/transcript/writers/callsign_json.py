"""Callsign JSON: everything that is known about a transcript, without loss."""

import json

from callsign.engines.transcript.json_format import as_document
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.facts import Facts


def write_json(transcript: Transcript, facts: Facts) -> bytes:
    """Write a transcript as Callsign JSON; it is about the words, and knows no title."""
    return json_of(transcript, facts).encode("utf-8", "replace")


def json_of(transcript: Transcript, facts: Facts, *, indent: int | None = None) -> str:
    """Return a transcript as JSON, with what whoever uses it must be told."""
    document = {**as_document(transcript), "caution": facts.caution}
    return f"{json.dumps(document, ensure_ascii=False, indent=indent)}\n"
