"""Sharing out: the time of a passage among its words, by their letters."""

from collections.abc import Sequence
from itertools import accumulate


def shared_out(
    texts: Sequence[str], start_ms: int, end_ms: int
) -> tuple[list[int], list[int]]:
    """
    Return when each word of a passage starts and ends, as if letters took equally long.

    >>> shared_out(["Good", "morning."], 0, 1_200)
    ([0, 400], [400, 1200])
    """
    if len(texts) == 1:
        return [start_ms], [end_ms]
    sums = list(accumulate(map(len, texts)))
    length_ms, letters = end_ms - start_ms, sums[-1]
    edges = [start_ms]
    edges += [start_ms + length_ms * so_far // letters for so_far in sums]
    return edges[:-1], edges[1:]
