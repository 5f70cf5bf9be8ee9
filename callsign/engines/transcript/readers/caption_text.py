"""The text of a caption: voices, times of words and markup, cut out of what is said."""

import re
from dataclasses import dataclass
from html import unescape

from callsign.engines.transcript.readers.times import clock

_TAG = re.compile(
    # Times inside a cue; voices; and markup of WebVTT, SRT and SubStation.
    r"<(?P<time>\d[\d:.,]{3,15})>"
    r"|<[vV](?:\.[^\s<>]*)?(?:[ \t\n](?P<voice>[^<>]*))?>"
    r"|(?P<end></[vV]\s*>)"
    r"|</?(?:c|i|b|u|s|ruby|rt|lang|font|em|strong|span)(?:[.\s][^<>]*)?/?>"
    r"|\{\\[^{}]{0,80}\}|\{/?[ibu]\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>|\\[Nn](?=\W|[A-Z])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
# Nearly every cue that names a voice: one name, then plain text.
_ONE_VOICE = re.compile(r"<v[ \t]([^<>&]+)>(\s*[^\s<>&{\\][^<>&{\\]*)(?:</v>)?")
NEEDS_READING = re.compile(r"[<&{\\]")


@dataclass(slots=True)
class Piece:
    """
    Text of a cue up to its next mark.

    ``voice`` is the name a tag gives, "" after its end, None where no tag tells;
    ``start_ms`` is the time that stands before the text, where one does.
    """

    text: str
    voice: str | None = None
    start_ms: int | None = None


def pieces_of(text: str) -> list[Piece]:
    """
    Part the text of a cue at its voices and times; other markup is taken away.

    >>> pieces_of("<v Ada><i>Good</i> <00:01.500>morning &amp; welcome.")
    [Piece(text='Good ', voice='Ada', start_ms=None), Piece(text='morning & welcome.', voice='Ada', start_ms=1500)]
    """
    if NEEDS_READING.search(text) is None:
        return [Piece(text)]
    if found := _ONE_VOICE.fullmatch(text):
        return [Piece(found[2], " ".join(found[1].split()))]
    text = _BREAK.sub("\n", text)
    pieces = [Piece("")]
    at = 0
    for found in _TAG.finditer(text):
        latest = pieces[-1]
        latest.text += text[at : found.start()]
        at = found.end()
        if found["time"]:
            pieces.append(Piece("", latest.voice, clock(found["time"])))
        elif found["voice"] is not None:
            name = " ".join(plain(found["voice"]).split())
            pieces.append(Piece("", name, latest.start_ms))
        elif found["end"]:
            pieces.append(Piece("", "", latest.start_ms))
    pieces[-1].text += text[at:]
    for piece in pieces:
        piece.text = plain(piece.text)
    return [piece for piece in pieces if piece.text.strip()]


def plain(text: str) -> str:
    """
    Return text with its entities read.

    >>> plain("Q&amp;A at AT&T")
    'Q&A at AT&T'
    """
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def shown(row: str) -> str:
    """Return a line as a viewer sees it, by which repeated lines are known."""
    if NEEDS_READING.search(row) is None:
        return " ".join(row.split())
    return " ".join(plain(_TAG.sub("", row)).split())
