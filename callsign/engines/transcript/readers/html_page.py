"""HTML: a transcript as a web page shows it."""

import re

from callsign.engines.transcript.readers.source import Source

_TAG = re.compile(
    r"<(?:!doctype html|html|body|div|p|article|section|h[1-6])[\s>]", re.IGNORECASE
)


def is_html(source: Source) -> bool:
    """Whether a text begins with a tag, and paragraphs are in tags."""
    return source.head.startswith("<") and _TAG.search(source.head) is not None
