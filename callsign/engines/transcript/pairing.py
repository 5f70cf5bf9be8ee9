"""
Pairing: which word of one text is which word of another, also where one was misheard.

Words that sound the same are paired first (``same_words``); between them, those that are
spelled alike, and that are said when the other's would be.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.same_words import same_words

# What it costs to say that a word has no partner; two words pair if that is cheaper than
# leaving both alone, which any two that share a letter or stand alone in a gap are.
ALONE = 0.55
# Of two words that differ, this much is told by their letters, the rest by their times:
# of two words that were said, one misheard and one not heard, letters alone mix up one
# in five (bench/replacement.py).
BY_LETTERS = 0.6
# Said this far from where a word would be, it is surely another one.
FAR_MS = 400
# Beyond this many pairs a stretch has nothing in common that pairing could find.
MOST_PAIRS = 40_000

Pair = tuple[int, int]
Span = tuple[int | None, int | None]


def paired(
    old: Sequence[str], new: Sequence[str], *, times: Sequence[Span] = ()
) -> list[Pair]:
    """
    Pair the words of two versions of one speech.

    ``times`` are start and end of each word of ``old`` in milliseconds, where known.

    Shape:   pairs ``(i, j)``, rising in both; ``new[j]`` is said where ``old[i]`` was
    Cost:    near linear for versions of one text; of a stretch without common words,
             their product, up to 40,000, then by place

    >>> paired("the rivers rows on mane street".split(),
    ...        "The river rose on Main Street".split())
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    >>> paired("the uh river".split(), "the river".split())
    [(0, 0), (2, 1)]
    """
    ours, theirs = [sounded(word) for word in old], [sounded(word) for word in new]
    pairs: list[Pair] = []
    old_at = new_at = 0
    for i, j in [*same_words(ours, theirs), (len(old), len(new))]:
        pairs += _in_gap(ours, theirs, (old_at, i), (new_at, j), times)
        if i < len(old):
            pairs.append((i, j))
        old_at, new_at = i + 1, j + 1
    return pairs


def _in_gap(
    ours: Sequence[str],
    theirs: Sequence[str],
    old: Pair,
    new: Pair,
    times: Sequence[Span],
) -> Iterator[Pair]:
    """Yield the pairs of a stretch in which no word is the same."""
    ours, theirs = ours[old[0] : old[1]], theirs[new[0] : new[1]]
    if not ours or not theirs:
        return
    if len(ours) == len(theirs) == 1:
        found = [(0, 0)]
    elif len(ours) * len(theirs) > MOST_PAIRS:
        found = list(_by_place(len(ours), len(theirs)))
    else:
        found = _cheapest(_unlike(ours, theirs, _lateness(theirs, old, times)))
    for i, j in found:
        yield old[0] + i, new[0] + j


def _by_place(old: int, new: int) -> Iterator[Pair]:
    for at in range(min(old, new)):
        yield (at * old // new, at) if old > new else (at, at * new // old)


def _unlike(
    ours: Sequence[str], theirs: Sequence[str], lateness: Sequence[Sequence[float]]
) -> list[list[float]]:
    """Return for each pair of words how little they have in common, from 0 to 1."""
    if not lateness:
        return [[unlikeness(one, other) for other in theirs] for one in ours]
    return [
        [
            BY_LETTERS * unlikeness(one, other) + (1 - BY_LETTERS) * late
            for other, late in zip(theirs, row, strict=True)
        ]
        for one, row in zip(ours, lateness, strict=True)
    ]


def _lateness(
    theirs: Sequence[str], old: Pair, times: Sequence[Span]
) -> list[list[float]]:
    """
    Return how far each word of the gap is from where each new one would be, from 0 to 1.

    The new words would share the time between the gap's neighbors by their letters.
    Nothing is returned where times are missing.
    """
    first, stop = old
    if not 0 < first <= stop < len(times):
        return []
    begin_ms, end_ms = times[first - 1][1], times[stop][0]
    if begin_ms is None or end_ms is None:
        return []
    middles = []
    for start, end in times[first:stop]:
        if start is None or end is None:
            return []
        middles.append((start + end) / 2)
    sums = list(accumulate(map(len, theirs), initial=0))
    length_ms = max(0, end_ms - begin_ms)
    expected = [
        begin_ms + length_ms * (sums[at] + sums[at + 1]) / (2 * sums[-1])
        for at in range(len(theirs))
    ]
    return [
        [min(1.0, abs(middle - there) / FAR_MS) for there in expected]
        for middle in middles
    ]


def _cheapest(unlike: Sequence[Sequence[float]]) -> list[Pair]:
    """
    Return the pairs of the cheapest way from one stretch to the other.

    Source:  Needleman and Wunsch 1970
    """
    width = len(unlike[0])
    costs = [[at * ALONE for at in range(width + 1)]]
    for i, differences in enumerate(unlike, 1):
        row, above = [i * ALONE], costs[-1]
        for j, difference in enumerate(differences, 1):
            together = above[j - 1] + difference
            row.append(min(together, above[j] + ALONE, row[j - 1] + ALONE))
        costs.append(row)
    return _way_back(costs, unlike)


def _way_back(
    costs: Sequence[Sequence[float]], unlike: Sequence[Sequence[float]]
) -> list[Pair]:
    pairs: list[Pair] = []
    i, j = len(unlike), len(unlike[0])
    while i and j:
        here = costs[i][j]
        if here == costs[i - 1][j - 1] + unlike[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif here == costs[i - 1][j] + ALONE:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


@lru_cache(maxsize=65_536)
def unlikeness(one: str, other: str) -> float:
    """
    Return how little two words look alike, from 0 to 1, by their pairs of letters.

    Source:  Dice's coefficient on bigrams, with the edges of the word as letters

    >>> unlikeness("okafor", "okafur") < unlikeness("okafor", "lunch") == 1.0
    True
    """
    ours, theirs = _bigrams(one), _bigrams(other)
    return 1 - 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _bigrams(word: str) -> frozenset[str]:
    edged = f"^{word}$"
    return frozenset(edged[at : at + 2] for at in range(len(edged) - 1))
