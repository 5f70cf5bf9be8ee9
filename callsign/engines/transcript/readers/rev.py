"""Rev's text: a name and a time in parentheses, with a colon, above each turn."""

import re

from callsign.engines.transcript.readers.source import Source

_LABEL = re.compile(
    r"^[^\W\d_][^:\n()]{0,60}?[ \t]*\((?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d{1,3})?\):?",
    re.MULTILINE,
)


def is_rev(source: Source) -> bool:
    """Whether a text has labels such as ``Ada Okafor (00:12):``."""
    return _LABEL.search(source.head) is not None
