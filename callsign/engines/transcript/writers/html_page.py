"""
HTML: a transcript as a page, in the tags that Podcasting 2.0 asks for.

Source:  podcastindex.org namespace, ``transcripts/transcripts.md`` (cite, time, p)
"""

from collections.abc import Iterator

from callsign.engines.transcript.model import Transcript, Turn
from callsign.engines.transcript.writers.facts import Facts, day
from callsign.engines.transcript.writers.markup import element, escaped
from callsign.engines.transcript.writers.paragraphs import (
    Paragraph,
    named,
    paragraphs,
)
from callsign.engines.transcript.writers.remarks import cautioned

_PAGE = """\
<!doctype html>
<html{language}>
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>
"""


def write_html(transcript: Transcript, facts: Facts) -> bytes:
    """Write a transcript as an HTML page."""
    rows = paragraphs(cautioned(transcript, facts), named)
    body = [*_header(facts), *(line for row in rows for line in _lines(row))]
    body += _footer(facts)
    return _PAGE.format(
        language=f' lang="{escaped(facts.language)}"' if facts.language else "",
        title=escaped(facts.title or "Transcript"),
        body="\n".join(body),
    ).encode("utf-8", "replace")


def _header(facts: Facts) -> Iterator[str]:
    if not (facts.title or facts.station or facts.published_on):
        return
    yield "<header>"
    if facts.title:
        yield element("h1", facts.title)
    published = ""
    if facts.published_on:
        at = facts.published_on
        published = f'<time datetime="{at.isoformat()}">{day(at)}</time>'
    station = escaped(facts.station or "")
    yield f"<p>{', '.join(filter(None, (station, published)))}</p>"
    yield "</header>"


def _lines(row: Paragraph) -> Iterator[str]:
    """Yield who speaks, since when, and what is said."""
    if row.label:
        yield element("cite", f"{row.label}:")
    start_ms = _start(row.turn) if row.turn else None
    if start_ms is not None:
        stamp = f"PT{start_ms / 1_000:.3f}S"
        yield f'<time datetime="{stamp}">{_clock(start_ms)}</time>'
    for text in row.text.split("\n\n"):
        yield element("p", " ".join(text.split())) or "<p></p>"


def _footer(facts: Facts) -> Iterator[str]:
    if not (facts.rights or facts.address):
        return
    yield "<footer>"
    if facts.rights:
        yield element("p", facts.rights)
    if facts.address:
        link = element("a", facts.address, href=facts.address)
        yield f"<p>{link}</p>"
    yield "</footer>"


def _start(turn: Turn) -> int | None:
    return next((one.start_ms for one in turn.words if one.start_ms is not None), None)


def _clock(at_ms: int) -> str:
    """
    Return a time as players show it.

    >>> _clock(62_900), _clock(3_723_004)
    ('1:02', '1:02:03')
    """
    minutes, seconds = divmod(at_ms // 1_000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
