"""
NPR's documents with the profile ``transcript``: the script is one string of HTML.

Source:  NPR Content Distribution Service, profile ``transcript``
"""

from collections.abc import Mapping

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.values import listed, mapped, text_at
from callsign.engines.transcript.readers.written_times import with_written_times
from callsign.engines.transcript.script import read_script

_PROFILE = "/profiles/transcript"


def is_npr(source: Source) -> bool:
    """Whether a document, alone or in an answer, has the profile of transcripts."""
    return bool(_document(source))


def read_npr(source: Source) -> Transcript:
    """
    Read the script of a document.

    Raises:  EmptyScript, ScriptTooLong
    """
    text = text_at(_document(source), "text")
    return with_written_times(read_script(text, hosts=source.hosts))


def _document(source: Source) -> Mapping[str, object]:
    answer = source.json_object()
    documents = [answer, *map(mapped, listed(answer, "resources"))]
    return next((one for one in documents if _is_transcript(one)), {})


def _is_transcript(document: Mapping[str, object]) -> bool:
    return isinstance(document.get("text"), str) and any(
        text_at(mapped(profile), "href").endswith(_PROFILE)
        for profile in listed(document, "profiles")
    )
