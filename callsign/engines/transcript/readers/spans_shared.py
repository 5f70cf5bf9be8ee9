"""Time shared among the parts of a caption, by their letters."""

from collections.abc import Sequence
from itertools import accumulate, pairwise


def parts_of_time(
    texts: Sequence[str], start_ms: int | None, end_ms: int | None
) -> list[tuple[int | None, int | None]]:
    """
    Return the start and end of each text, as if all letters took equally long.

    Impossible times are passed on, to be told where the words are said.

    >>> parts_of_time(["Yes.", "No, no."], 0, 1_000)
    [(0, 400), (400, 1000)]
    """
    if len(texts) == 1 or start_ms is None or end_ms is None or start_ms > end_ms:
        return [(start_ms, end_ms)] * len(texts)
    lengths = [len("".join(text.split())) for text in texts]
    total = max(1, sum(lengths))
    length_ms = end_ms - start_ms
    edges = [
        start_ms + length_ms * so_far // total
        for so_far in accumulate(lengths, initial=0)
    ]
    return list(pairwise(edges))
