"""Transcripts of other programs, which stand beside the tree; and the letters in them."""

import json
from pathlib import Path

import pytest

from callsign.engines.transcript.readers.table import read_transcript

SHARED = Path(__file__).parents[5] / "shared" / "data"


def shared(name):
    """Return the bytes of a shared sample; skip the test where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared sample {name} is not here")
    return path.read_bytes()


def letters(*texts):
    """Return what is written, but for spaces."""
    return "".join("".join(text.split()) for text in texts)


def spoken(transcript):
    """Return the letters of all words, in order."""
    return letters(*(word.text for word in transcript.words))


def turns(transcript):
    """Return who says what."""
    names = {one.id: one.name for one in transcript.speakers}
    return [(names.get(turn.speaker), turn.text) for turn in transcript.turns]


def times(transcript):
    """Return when each word starts and ends."""
    return [(word.text, word.start_ms, word.end_ms) for word in transcript.words]


def said_of(transcript):
    """Return the problems, with the line each names."""
    return [(one.line, one.message) for one in transcript.problems]


def read_json(name, values):
    """Read values as a file in JSON, which must be told to be of a format."""
    reading = read_transcript(json.dumps(values).encode())
    assert reading.format.name == name
    return reading.transcript


def read_shared(name, path):
    """Read a shared sample in JSON; return its values too, for a look of one's own."""
    content = shared(f"transcripts/{path}")
    reading = read_transcript(content)
    assert reading.format.name == name
    return reading.transcript, json.loads(content)
