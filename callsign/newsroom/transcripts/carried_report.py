"""What the latest whole alignment found out, as far as it is still so."""

from collections.abc import Mapping
from typing import Any

from callsign.newsroom.transcripts.document import Document

Report = Mapping[str, Any]


def carried_report(report: Report, document: Document) -> dict[str, Any]:
    """
    Return the report without what was settled since: words that have times by now.

    >>> carried_report({"heard": 0.9, "untranscribed": [], "not_found": []}, Document())
    {'heard': 0.9, 'untranscribed': [], 'not_found': []}
    """
    starts = {word.id: word.start_ms for word in document.words}
    said = sorted(start for start in starts.values() if start is not None)
    return {
        **report,
        "untranscribed": [
            span
            for span in report.get("untranscribed", ())
            if not any(span["start_ms"] <= at < span["end_ms"] for at in said)
        ],
        "not_found": [
            passage
            for passage in report.get("not_found", ())
            if passage["first_word"] in starts and starts[passage["first_word"]] is None
        ],
    }
