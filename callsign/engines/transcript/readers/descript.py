"""Descript's text and Markdown: a time in brackets before each label."""

import re

from callsign.engines.transcript.readers.source import Source

_LABEL = re.compile(
    r"^\\?\[(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?\\?\][ \t]*(?:\*\*)?[^\W\d_]"
    r"[^:\n*]{0,60}(?::\*\*|\*\*:|:)",
    re.MULTILINE,
)


def is_descript(source: Source) -> bool:
    """Whether a text has labels such as ``[00:00:12] **Ada:**``."""
    return _LABEL.search(source.head) is not None
