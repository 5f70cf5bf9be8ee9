"""Rev's text: a name and a time in parentheses, with a colon, above each turn."""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.headed_turns import read_headed
from callsign.engines.transcript.readers.source import Source

_HEADING = re.compile(
    r"^(?:\*\*)?(?P<name>[^\W\d_][^:\n()*]{0,60}?)[ \t]*"
    r"\((?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d{1,3})?)\)"
    r"(?::(?:\*\*)?|[ \t]*$)(?P<rest>.*)",
    re.MULTILINE,
)


def is_rev(source: Source) -> bool:
    """Whether a text has labels such as ``Ada Okafor (00:12):``."""
    return _HEADING.search(source.head) is not None


def read_rev(source: Source) -> Transcript:
    """
    Read the turns under their headings.

    Raises:  NotText, EmptyScript, ScriptTooLong
    """
    return read_headed(source, _HEADING)
