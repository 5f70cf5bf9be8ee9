"""
Pairing: which word of one text is which word of another, also where one was misheard.

Words that sound the same are paired first (``same_words``); between them, those that are
spelled alike, or that stand where the other's stand.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.same_words import same_words

# What it costs to say that a word has no partner; two words pair if that is cheaper than
# leaving both alone, which any two that share a letter or stand alone in a gap are.
ALONE = 0.55
# Beyond this many pairs a stretch has nothing in common that pairing could find.
MOST_PAIRS = 40_000

Pair = tuple[int, int]


def paired(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """
    Pair the words of two versions of one speech.

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
        pairs += _in_gap(ours, theirs, (old_at, i), (new_at, j))
        if i < len(old):
            pairs.append((i, j))
        old_at, new_at = i + 1, j + 1
    return pairs


def _in_gap(
    ours: Sequence[str], theirs: Sequence[str], old: Pair, new: Pair
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
        found = _cheapest(ours, theirs)
    for i, j in found:
        yield old[0] + i, new[0] + j


def _by_place(old: int, new: int) -> Iterator[Pair]:
    for at in range(min(old, new)):
        yield (at * old // new, at) if old > new else (at, at * new // old)


def _cheapest(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """
    Return the pairs of the cheapest way from one stretch to the other.

    Source:  Needleman and Wunsch 1970, with the letters two words share as their score
    """
    width = len(theirs)
    costs = [[at * ALONE for at in range(width + 1)]]
    for i, one in enumerate(ours, 1):
        row = [i * ALONE]
        above = costs[-1]
        for j, other in enumerate(theirs, 1):
            together = above[j - 1] + unlikeness(one, other)
            row.append(min(together, above[j] + ALONE, row[j - 1] + ALONE))
        costs.append(row)
    return _way_back(costs, ours, theirs)


def _way_back(
    costs: Sequence[Sequence[float]], ours: Sequence[str], theirs: Sequence[str]
) -> list[Pair]:
    pairs: list[Pair] = []
    i, j = len(ours), len(theirs)
    while i and j:
        here = costs[i][j]
        if here == costs[i - 1][j - 1] + unlikeness(ours[i - 1], theirs[j - 1]):
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
