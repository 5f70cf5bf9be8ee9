"""Time shared among the parts of a caption, by their letters."""

from collections.abc import Iterator, Sequence


def parts_of_time(
    texts: Sequence[str], start_ms: int | None, end_ms: int | None
) -> Iterator[tuple[int | None, int | None]]:
    """
    Yield the start and end of each text, as if all letters took equally long.

    Impossible times are passed on, to be told where the words are said.

    >>> list(parts_of_time(["Yes.", "No, no."], 0, 1_000))
    [(0, 400), (400, 1000)]
    """
    if len(texts) == 1 or start_ms is None or end_ms is None or start_ms > end_ms:
        yield from ((start_ms, end_ms) for _ in texts)
        return
    lengths = [len("".join(text.split())) for text in texts]
    total, so_far = max(1, sum(lengths)), 0
    length_ms = end_ms - start_ms
    for length in lengths:
        yield (
            start_ms + length_ms * so_far // total,
            start_ms + length_ms * (so_far + length) // total,
        )
        so_far += length
