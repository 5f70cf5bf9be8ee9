"""HTML entities: ``&amp;`` and ``&#8217;`` in a pasted page, as the letters they stand for."""

import re
from html import unescape

from callsign.engines.transcript.model import Problem

_ENTITY = re.compile(
    # A tag that somebody wrote out, from its first mark to its last: it stays whole.
    r"(?P<tag>&(?:lt|#0{0,3}60|#[xX]0{0,2}3[cC]);[A-Za-z/!?][^<>&\n\r]{0,200}"
    r"&(?:gt|#0{0,3}62|#[xX]0{0,2}3[eE]);)"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
# Not printable by Python's book, yet what a web editor means by an entity.
_SPACES_AND_JOINERS = frozenset(
    "\u00a0\u2002\u2003\u2009\u00ad\u200b\u200c\u200d\u200e\u200f"
)
# "&" before these would make another entity, "<" a tag: such a one stays as it is,
# so that text read once is not read differently the second time.
_OPENS_ENTITY = re.compile(r"#?\w{1,32};")
_OPENS_TAG = re.compile(r"[A-Za-z/!?]")


def without_entities(text: str) -> tuple[str, list[Problem]]:
    """
    Return a text with its entities read; the first line that holds one is reported.

    >>> without_entities("It&#8217;s R&amp;B &lt;3 &amp;lt; AT&T; &lt;b>")[0]
    'It’s R&B <3 &amp;lt; AT&T; &lt;b>'
    >>> without_entities("Type &lt;b&gt; &amp; go.")[0]
    'Type &lt;b&gt; & go.'
    """
    if "&" not in text or ";" not in text:
        return text, []
    read = _ENTITY.sub(_letter, text)
    if read == text:
        return text, []
    pairs = zip(text.splitlines(), read.splitlines(), strict=True)
    changed = [at for at, (old, new) in enumerate(pairs, 1) if old != new]
    where = f", on {len(changed)} lines from here on" if len(changed) > 1 else ""
    message = f"HTML entities (such as &amp;) read as the letters they stand for{where}"
    return read, [Problem(changed[0], message)]


def _letter(found: re.Match[str]) -> str:
    """Return the letter of an entity, or the entity where there is none to show."""
    if found["tag"]:
        return found[0]
    letter = unescape(found[0])
    rest = found.string[found.end() : found.end() + 40]
    if letter == "&" and _OPENS_ENTITY.match(rest):
        return found[0]
    if letter == "<" and _OPENS_TAG.match(rest):
        return found[0]
    if letter.isprintable() and letter and "\ufffd" not in letter:
        return letter
    return letter if letter in _SPACES_AND_JOINERS else found[0]
