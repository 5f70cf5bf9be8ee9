"""Markdown with bold labels, as podcasts publish their transcripts: ``**Ada:** Yes.``"""

import re

from callsign.engines.transcript.readers.source import Source

_LABEL = re.compile(
    r"^(?:\*\*|__)[^*_:\n]{1,80}(?::(?:\*\*|__)|(?:\*\*|__):)", re.MULTILINE
)


def is_markdown(source: Source) -> bool:
    """Whether a text has labels in bold."""
    return _LABEL.search(source.head) is not None
