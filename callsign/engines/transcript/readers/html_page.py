"""HTML: a transcript as a web page shows it."""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.no_transcript_page import require_transcript
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.written import read_written

_TAG = re.compile(
    r"<(?:!doctype html|html|body|div|p|article|section|h[1-6])[\s>]", re.IGNORECASE
)


def is_html(source: Source) -> bool:
    """Whether a text begins with a tag, and paragraphs are in tags."""
    return source.head.startswith("<") and _TAG.search(source.head) is not None


def read_html(source: Source) -> Transcript:
    """
    Read a page as the script in it.

    Raises:  NotText, EmptyScript, ScriptTooLong; NoTranscriptOnThePage
    """
    transcript = read_written(source)
    require_transcript(source, transcript)
    return transcript
