"""HTML: a transcript as a web page shows it, or as Podcasting 2.0 hands it out."""

import re

from callsign.engines.transcript.readers.source import Source

_CITED = re.compile(r"<cite\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype html|html|body|div|p|article|section|h[1-6])[\s>]", re.I
)


def is_podcast_html(source: Source) -> bool:
    """Whether voices stand in ``cite``, and times in ``time``, as Podcasting 2.0 asks."""
    return source.head.startswith("<") and _CITED.search(source.head) is not None


def is_html(source: Source) -> bool:
    """Whether a text begins with a tag, and paragraphs are in tags."""
    return source.head.startswith("<") and _TAG.search(source.head) is not None
