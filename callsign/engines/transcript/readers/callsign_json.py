"""Callsign's own JSON, as ``json_format`` writes it: believed only as a whole."""

import json
import re
from dataclasses import replace

from callsign.engines.transcript.json_format import NotTranscriptJson, from_document
from callsign.engines.transcript.model import Problem, Transcript
from callsign.engines.transcript.readers.source import DamagedFile, Source

_KEYS = {"version", "speakers", "turns"}
# What is no letter in any alphabet, as JSON in ASCII escapes it: halves of letters and
# control characters, but no whole letter written in two halves, and no escaped backslash.
_ESCAPED = re.compile(
    r"(?P<whole>\\\\|\\ud[89ab]..\\ud[c-f]..)"
    r"|\\u(?:d[89a-f]..|000[0-8ef]|001.|007f|feff)"
)


def is_callsign(source: Source) -> bool:
    """Whether a file has the keys that every transcript of this program has."""
    return source.json_object().keys() >= _KEYS


def read_callsign(source: Source) -> Transcript:
    """
    Read a transcript as this program wrote it; what is no letter is left out and told.

    Raises:  DamagedFile: a part is wrong or missing, or a turn's words are not its text
    """
    try:
        values, lost = _cleaned(source.json)
        transcript = from_document(values)
    except (NotTranscriptJson, RecursionError) as error:
        raise DamagedFile(f"this transcript is damaged: {error}") from error
    for number, turn in enumerate(transcript.turns):
        if turn.text.split() != [word.text for word in turn.words]:
            raise DamagedFile(f"turns[{number}]: its text and its words differ")
    return replace(transcript, problems=(*lost, *transcript.problems))


def _cleaned(values: object) -> tuple[object, tuple[Problem, ...]]:
    """Return values that can be written down again, and what had to go for it."""
    text = json.dumps(values)
    clean = _ESCAPED.sub(lambda found: found["whole"] or "", text)
    if clean == text:
        return values, ()
    message = "characters that are none, left out"
    return json.loads(clean), (Problem(None, message, is_loss=True),)
