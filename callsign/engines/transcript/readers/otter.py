"""Otter's text: a name and a time above each turn, as many others write it too."""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.headed_turns import read_headed
from callsign.engines.transcript.readers.source import Source

_HEADING = re.compile(
    r"(?P<name>[^\W\d_][^:\n\[\]()]{0,60}?)[ \t]+"
    r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})[ \t]*(?P<rest>)$",
    re.MULTILINE,
)


def is_otter(source: Source) -> bool:
    """Whether a text begins with a line such as ``Ada Okafor  0:12``."""
    return _HEADING.match(source.head) is not None


def read_otter(source: Source) -> Transcript:
    """
    Read the turns under their headings.

    Raises:  NotText, EmptyScript, ScriptTooLong
    """
    return read_headed(source, _HEADING)
