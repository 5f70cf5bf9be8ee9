"""Quotes: the place in a transcript where a sentence is said."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

WORD = re.compile(r'<span id="([^"]+)" data-start="(\d+)"[^>]*>([^<]*)</span>')
LETTERS = re.compile(r"[^\w]+")


class Said(NamedTuple):
    """The first and last word of a quote, and when it begins."""

    first: str
    last: str
    start_ms: int

    @property
    def fragment(self) -> str:
        """
        Return the part of an address that leads to these words.

        >>> Said("w31", "w40", 12340).fragment
        '#w=31-40&t=12340'
        """
        first, last = self.first.removeprefix("w"), self.last.removeprefix("w")
        words = first if first == last else f"{first}-{last}"
        return f"#w={words}&t={self.start_ms}"


@lru_cache(maxsize=512)
def place(quote: str, html: str) -> Said | None:
    """
    Find a quote in a drawn transcript by its words, whatever their punctuation.

    Cost: a few milliseconds for an hour of speech, once for each quote and version.

    >>> html = '<span id="w1" data-start="90">“I-d</span> <span id="w2" data-start="310">go.</span>'
    >>> place("Id go", html)
    Said(first='w1', last='w2', start_ms=90)
    >>> place("It was never said", html)
    """
    wanted = tuple(_plain(quote.split()))
    words = [
        (match[1], int(match[2]), plain)
        for match in WORD.finditer(html)
        for plain in _plain([unescape(match[3])])
    ]
    spoken = [plain for _, _, plain in words]
    for at in range(len(spoken) - len(wanted) + 1 if wanted else 0):
        if spoken[at] == wanted[0] and tuple(spoken[at : at + len(wanted)]) == wanted:
            return Said(words[at][0], words[at + len(wanted) - 1][0], words[at][1])
    return None


def _plain(words: list[str]) -> Iterator[str]:
    for word in words:
        if plain := LETTERS.sub("", word).casefold():
            yield plain
