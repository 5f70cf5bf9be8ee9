"""Descript's text and Markdown: a time in brackets before each label."""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.headed_turns import read_headed
from callsign.engines.transcript.readers.source import Source

_HEADING = re.compile(
    r"^\\?\[(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)\\?\][ \t]*(?:\*\*)?"
    r"(?P<name>[^\W\d_][^:\n*]{0,60})(?::\*\*|\*\*:|:)(?P<rest>.*)",
    re.MULTILINE,
)


def is_descript(source: Source) -> bool:
    """Whether a text has labels such as ``[00:00:12] **Ada:**``."""
    return _HEADING.search(source.head) is not None


def read_descript(source: Source) -> Transcript:
    """
    Read the turns behind their labels.

    Raises:  NotText, EmptyScript, ScriptTooLong
    """
    return read_headed(source, _HEADING)
