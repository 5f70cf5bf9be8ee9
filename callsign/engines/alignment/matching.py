"""Matching: what was heard, paired with the words of the script."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pair = tuple[int, int]

# A run of three names in one order is rarely an accident; one that stands in
# the script more often than this (a station's slogan) says nothing about where.
SEED_LENGTH = 3
MOST_PLACES = 12

# Pairs between two seeds are found by comparing everything with everything,
# which a gap of an hour would not survive.
LARGEST_GAP = 400_000


def match_names(script: Sequence[str], heard: Sequence[str]) -> list[Pair]:
    """
    Pair the names of a script with the names heard.

    Shape: pairs ``(i, j)``, rising in both, where ``script[i]`` was heard as
    ``heard[j]``. A name with no partner is left out.

    Cost: near linear in the script for a recording of that script.

    >>> match_names("good morning from boise".split(), "good uh morning from".split())
    [(0, 0), (1, 2), (2, 3)]
    """
    pairs: list[Pair] = []
    before = (-1, -1)
    for seed in [*longest_chain(seeds(script, heard)), (len(script), len(heard))]:
        pairs += match_gap(script, heard, before, seed)
        if seed != (len(script), len(heard)):
            pairs.append(seed)
        before = seed
    return pairs


def seeds(script: Sequence[str], heard: Sequence[str]) -> Iterator[Pair]:
    """Yield where three names in a row of what was heard stand in the script."""
    places = defaultdict(list)
    for i in range(len(script) - SEED_LENGTH + 1):
        places[tuple(script[i : i + SEED_LENGTH])].append(i)
    for j in range(len(heard) - SEED_LENGTH + 1):
        found = places.get(tuple(heard[j : j + SEED_LENGTH]), [])
        if len(found) <= MOST_PLACES:
            yield from ((i, j) for i in found)


def longest_chain(pairs: Iterator[Pair]) -> list[Pair]:
    """
    Return the most pairs that rise in both, of all that were offered.

    Source: Hunt and Szymanski 1977, CACM 20 (longest increasing subsequence).

    >>> longest_chain(iter([(0, 0), (7, 1), (1, 1), (2, 2)]))
    [(0, 0), (1, 1), (2, 2)]
    """
    ends: list[int] = []
    at: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[1], -pair[0]))
    previous = [-1] * len(ordered)
    for index, (i, _) in enumerate(ordered):
        length = bisect_left(ends, i)
        ends[length : length + 1] = [i]
        at[length : length + 1] = [index]
        previous[index] = at[length - 1] if length else -1
    chain = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(ordered[index])
        index = previous[index]
    return chain[::-1]


def match_gap(
    script: Sequence[str], heard: Sequence[str], after: Pair, before: Pair
) -> list[Pair]:
    """Pair what lies strictly between two pairs, one by one where it is small enough."""
    first_i, first_j = after[0] + 1, after[1] + 1
    words, names = script[first_i : before[0]], heard[first_j : before[1]]
    if not words or not names or len(words) * len(names) > LARGEST_GAP:
        return []
    matcher = SequenceMatcher(None, words, names, autojunk=False)
    return [
        (first_i + block.a + step, first_j + block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def runs(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """
    Group pairs that follow each other at once, in the script and in what was heard.

    >>> runs([(0, 0), (1, 1), (2, 4)])
    [[(0, 0), (1, 1)], [(2, 4)]]
    """
    if not pairs:
        return []
    groups = [[pairs[0]]]
    for (i, j), pair in pairwise(pairs):
        if pair == (i + 1, j + 1):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups
