"""
The path of one recording through another: which of its stretches stand where in there.

Bits that both have in common vote for how far ahead the one is of the other; then the
whole edition is walked once, along the candidates that won, by how well they fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from callsign.media.fingerprint import BITS, Fingerprint

# Hops that are judged together: 96 ms.
TOGETHER = 6
# Bits that say nothing: a hiss has the same ones again and again.
MOST_PLACES = 40
# A piece of the edition votes by itself, so that a short stretch is not outvoted.
VOTING_HOPS = 250  # 4 s
FEWEST_VOTES = 3
MOST_CANDIDATES = 48
# Above this share of differing bits, two stretches are not of one sound; unrelated ones
# differ in half of them.
SAME_BELOW = 0.36
# What it must gain to leave one candidate for another: 1.5 s that fit well.
CHANGE_COSTS = 2.0

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Run:
    """
    A stretch of the edition, in hops, half-open, and how far ahead the master is there.

    ``ahead`` is None where the master has nothing like it; ``differing`` is the share of
    bits in which both differ.
    """

    first: int
    stop: int
    ahead: int | None
    differing: float = 0.5


def path_through(master: Fingerprint, edition: Fingerprint) -> list[Run]:
    """
    Return what the edition is made of, as runs without gaps.

    Cost:    2 s and 40 MB for an hour against an hour
    """
    if not len(edition):
        return []
    candidates = sorted(voted(master, edition))
    scores = np.stack(
        [np.zeros(-(-len(edition) // TOGETHER), dtype=np.float32)]
        + [fit(master, edition, ahead) for ahead in candidates],
        axis=1,
    )
    return list(_runs(_best_way(scores), candidates, master, edition))


def voted(master: Fingerprint, edition: Fingerprint) -> set[int]:
    """Return how far ahead the master may be of the edition, somewhere."""
    order = np.argsort(master.bits, kind="stable")
    known = master.bits[order]
    votes: dict[int, int] = {}
    for first in range(0, len(edition), VOTING_HOPS):
        piece = slice(first, first + VOTING_HOPS)
        heard = edition.bits[piece]
        low = np.searchsorted(known, heard, side="left")
        high = np.searchsorted(known, heard, side="right")
        counts = high - low
        counts[(counts > MOST_PLACES) | edition.is_quiet[piece]] = 0
        at = np.repeat(np.arange(first, first + len(heard)), counts)
        rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        ahead = order[np.repeat(low, counts) + rank] - at
        for offset, count in _strongest(ahead):
            votes[offset] = votes.get(offset, 0) + count
    return _without_neighbors(votes)


def _strongest(ahead: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield what a piece of the edition votes for, with how many votes."""
    offsets, counts = np.unique(ahead, return_counts=True)
    for at in np.argsort(counts)[::-1][:3]:
        if counts[at] >= FEWEST_VOTES:
            yield int(offsets[at]), int(counts[at])


def _without_neighbors(votes: dict[int, int]) -> set[int]:
    """Return the candidates with the most votes; of two a hop apart, the better one."""
    chosen: set[int] = set()
    for offset in sorted(votes, key=lambda one: votes[one], reverse=True):
        if not chosen & {offset - 1, offset, offset + 1}:
            chosen.add(offset)
        if len(chosen) == MOST_CANDIDATES:
            break
    return chosen


def fit(master: Fingerprint, edition: Fingerprint, ahead: int) -> Scores:
    """
    Return how well each piece of the edition fits the master at a distance.

    Positive where it is the same sound; nothing can be said of silence.
    """
    shares = np.full(len(edition), SAME_BELOW, dtype=np.float32)
    first, stop = max(0, -ahead), min(len(edition), len(master) - ahead)
    if first < stop:
        there = slice(first + ahead, stop + ahead)
        differing = np.bitwise_count(edition.bits[first:stop] ^ master.bits[there])
        shares[first:stop] = differing / np.float32(BITS)
        silent = edition.is_quiet[first:stop] & master.is_quiet[there]
        shares[first:stop][silent] = SAME_BELOW
    shares[:first] = shares[stop:] = 0.5
    missing = -len(shares) % TOGETHER
    padded = np.pad(shares, (0, missing), constant_values=SAME_BELOW)
    return np.asarray(SAME_BELOW - padded.reshape(-1, TOGETHER).mean(axis=1))


def _best_way(scores: Scores) -> NDArray[np.int64]:
    """Return the candidate of each piece that together fit best; changing costs."""
    count, width = scores.shape
    came_from = np.empty((count, width), dtype=np.int16)
    best = np.zeros(width, dtype=np.float32)
    here = np.arange(width)
    for at in range(count):
        leader = int(best.argmax())
        changes = best < best[leader] - CHANGE_COSTS
        came_from[at] = np.where(changes, leader, here)
        best = np.where(changes, best[leader] - CHANGE_COSTS, best) + scores[at]
    way = np.empty(count, dtype=np.int64)
    state = int(best.argmax())
    for at in range(count - 1, -1, -1):
        way[at] = state
        state = int(came_from[at, state])
    return way


def _runs(
    way: NDArray[np.int64],
    candidates: Sequence[int],
    master: Fingerprint,
    edition: Fingerprint,
) -> Iterator[Run]:
    edges = [0, *(np.flatnonzero(np.diff(way)) + 1), len(way)]
    for first, stop in pairwise(edges):
        start, end = int(first) * TOGETHER, min(int(stop) * TOGETHER, len(edition))
        if not way[first]:
            yield Run(start, end, None)
            continue
        ahead = candidates[way[first] - 1]
        scores = fit(master, edition, ahead)[first:stop]
        yield Run(start, end, ahead, SAME_BELOW - float(scores.mean()))
