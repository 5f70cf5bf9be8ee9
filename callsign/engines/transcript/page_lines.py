"""
Lines of a page: which are headings, ends of menus, credits of photos, lists of who is on.

What a line is, is told by itself, or by its neighbors; what follows from it, ``page``
decides.
"""

import itertools
from collections.abc import Collection, Sequence

from callsign.engines.transcript.lines import Line
from callsign.engines.transcript.mentions import self_identified
from callsign.engines.transcript.page_words import ANCHORS, CAST_LIST, HEAD
from callsign.engines.transcript.sounds import cut_asides

# A headline is shorter than a sentence that a host opens with.
LONGEST_HEADING = 140


def is_heading(text: str) -> bool:
    """
    Return whether a line above the script is a headline, a call sign, a name.

    >>> is_heading("River gauge misread for a week"), is_heading("Good morning.")
    (True, False)
    """
    if len(text) > LONGEST_HEADING or text[-1] in '.?!…"”’:;,)]-—*':
        return False
    return not cut_asides(text)[1] and not any(self_identified(text))


def is_titled(head: Sequence[Line]) -> bool:
    """Return whether, without any label, headings stand apart from whole sentences."""
    first = next((line for line in head if not is_heading(line.text)), None)
    return first is not None and first.after_blank and first.text[-1] in '.?!…"”'


def is_cast_list(text: str) -> bool:
    """Return whether a line only tells who is on: Host: Ada Okafor."""
    found = CAST_LIST.match(text)
    return found is not None and all(
        word[0].isupper() or word in ("and", "&") for word in found[1].split()
    )


def is_anchor(text: str) -> bool:
    """Return whether a page puts this line right above its script."""
    return bare(text) in ANCHORS or HEAD.match(text.lstrip("•·*-–|>→ ")) is not None


def bare(text: str) -> str:
    """Return a short line without the marks of menus; of a long one nothing."""
    if len(text) > 60:
        return ""
    return text.casefold().strip("•·*-–|>→›»+ :▶►")


def split_credits(lines: Sequence[Line], labels: Collection[int]) -> set[int]:
    """
    Return the lines of photo credits that stand as name, slash, organization.

    The caption is the line below, where a blank one follows it; and the same or
    the only line above.
    """
    taken: set[int] = set()
    for at, line in enumerate(lines):
        if line.text not in ("/", "|") or line.after_blank:
            continue
        run = list(itertools.takewhile(_is_adjacent, lines[at + 1 : at + 4]))
        last = at + (len(run) if len(run) <= 2 else 1)
        first = max(0, at - 1)
        if first and not lines[first].after_blank:
            above = lines[first - 1]
            is_repeated = any(above.text == below.text for below in run[:2])
            first -= is_repeated or above.after_blank
        block = range(first, last + 1)
        if not any(one in labels for one in block):
            taken.update(block)
    return taken


def _is_adjacent(line: Line) -> bool:
    return not line.after_blank
