"""Otter's text: a name and a time above each turn, as many others write it too."""

import re

from callsign.engines.transcript.readers.source import Source

_HEADING = re.compile(
    r"^[^\W\d_][^:\n\[\]()]{0,60}?[ \t]+(?:\d{1,2}:)?\d{1,2}:\d{2}[ \t]*$", re.MULTILINE
)


def is_otter(source: Source) -> bool:
    """Whether a text begins with a line such as ``Ada Okafor  0:12``."""
    return _HEADING.match(source.head) is not None
