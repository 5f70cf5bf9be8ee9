"""The lines of printed pages: what stands on every page, and words parted at line ends."""

import re
from collections import Counter
from collections.abc import Sequence

FEWEST_PAGES = 3  # of which something can stand on most
SHARE_OF_PAGES = 0.6
EDGE = 2  # lines at the top and at the bottom

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
_PARTED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_GOES_ON = re.compile(r"[a-zà-öø-ÿ]+")

Pages = Sequence[Sequence[str]]


def edges_of(pages: Pages) -> frozenset[str]:
    """
    Return the lines that stand at the edge of most pages, numbers aside.

    >>> sorted(edges_of([["KDEMO 1", "Yes."], ["KDEMO 2", "No."], ["KDEMO 3", "So."]]))
    ['KDEMO #']
    """
    if len(pages) < FEWEST_PAGES:
        return frozenset()
    count = Counter(
        key
        for page in pages
        for key in {_key(line) for line in (*page[:EDGE], *page[-EDGE:])}
    )
    return frozenset(
        key for key, times in count.items() if times >= SHARE_OF_PAGES * len(pages)
    )


def without_edges(
    pages: Pages, edges: frozenset[str]
) -> tuple[list[list[str]], list[str]]:
    """Part what is at the edges of pages from their text; both are returned."""
    kept: list[list[str]] = []
    apart: list[str] = []
    for number, page in enumerate(pages, 1):
        text = list(page)
        for side in (0, -1):
            for _ in range(EDGE):
                if text and (_key(text[side]) in edges or _numbers(text[side], number)):
                    apart.append(text.pop(side))
        kept.append(text)
    return kept, apart


def with_whole_words(pages: Pages) -> tuple[list[tuple[int, str]], int]:
    """
    Return the lines with the number of their page, words parted at line ends made whole.

    A hyphen stays where the text has that word with one elsewhere.

    >>> with_whole_words([["The inter-", "view rose in a well-", "known well-known town."]])[0]
    [(1, 'The interview'), (1, 'rose in a well-known'), (1, 'well-known town.')]
    """
    lines = [(number, line) for number, page in enumerate(pages, 1) for line in page]
    written = " ".join(line for _, line in lines).casefold()
    known = set(_HYPHENATED.findall(written))
    joined = 0
    for at in range(len(lines) - 1):
        number, line = lines[at]
        parted = _PARTED.search(line)
        goes_on = _GOES_ON.match(lines[at + 1][1])
        if parted is None or goes_on is None:
            continue
        following, rest = lines[at + 1]
        hyphenated = f"{parted[1]}-{goes_on[0]}"
        is_hyphenated = hyphenated.casefold() in known
        head = line[: parted.start()] + (
            hyphenated if is_hyphenated else f"{parted[1]}{goes_on[0]}"
        )
        tail = rest[goes_on.end() :]
        mark, _, tail = tail.partition(" ") if tail[:1].strip() else ("", "", tail)
        lines[at] = (number, head + mark)
        lines[at + 1] = (following, tail.strip())
        joined += 1
    return [(number, line) for number, line in lines if line], joined


def _numbers(line: str, page: int) -> bool:
    """Return whether a line is the number of its page: 3, - 3 -, Page 3 of 9."""
    found = _PAGE_NUMBER.fullmatch(line)
    return found is not None and int(found[1]) == page


def _key(line: str) -> str:
    """Return a line as it is on every page: its numbers differ."""
    return _DIGITS.sub("#", line.strip())
