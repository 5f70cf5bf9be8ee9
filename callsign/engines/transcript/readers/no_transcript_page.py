"""
Web pages that are no transcript: what a site answers instead of one.

Somebody saves a page behind a login, an error, a list of episodes. Only a page on which
nobody is named is judged; one with a single label is a transcript.
"""

import re
from html import unescape

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.script import NotAScript

# A page of links says hardly anything besides.
SHARE_OF_LINKS = 0.6
FEWEST_LINKS = 8
# What kind of page it is shows in its beginning.
LOOKED_AT = 200_000  # characters
# An error says so in a few words; a story about one in many.
LONGEST_ERROR = 150  # words

_PASSWORD = re.compile(r"<input\b[^>]{0,300}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_TITLE = re.compile(r"<(?:title|h1)\b[^>]{0,300}>([^<]{1,200})</", re.IGNORECASE)
_ERROR = re.compile(
    r"\b(?:40[01346]|410|429|50[0234])\b|\bnot found\b|\baccess denied\b|\bforbidden\b"
    r"|\bjust a moment\b|\battention required\b|\bservice unavailable\b"
    r"|\bbad gateway\b|\bare you (?:a )?(?:human|robot)\b|\bpage unavailable\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a\b[^>]{0,500}>(.{0,500}?)</a\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


class NoTranscriptOnThePage(NotAScript):
    """The page is whole, and is about something else."""


def require_transcript(source: Source, read: Transcript) -> None:
    """
    Refuse a page that only stands where a transcript was asked for.

    Raises:  NoTranscriptOnThePage
    """
    if any(one.labels or one.name for one in read.speakers):
        return
    page, words = source.text[:LOOKED_AT], len(read.words)
    if _PASSWORD.search(page):
        raise NoTranscriptOnThePage(
            "this page asks for a password; the transcript is behind it. Sign in, then"
            " save the page with the transcript"
        )
    title = _error_of(page)
    if title and words <= LONGEST_ERROR:
        raise NoTranscriptOnThePage(
            f"this page says “{title}” and is no transcript. Open its address, and save"
            " the page once the transcript is on it"
        )
    links = [len(_TAG.sub("", one).split()) for one in _LINK.findall(page)]
    if len(links) >= FEWEST_LINKS and sum(links) > SHARE_OF_LINKS * words:
        raise NoTranscriptOnThePage(
            f"this page is a list of {len(links)} links, and nobody speaks on it. Open"
            " the transcript itself and save that page"
        )


def _error_of(page: str) -> str:
    for found in _TITLE.finditer(page):
        title = " ".join(unescape(found[1]).split())
        if _ERROR.search(title):
            return title
    return ""
