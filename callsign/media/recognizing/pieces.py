"""Pieces: a recording cut at quiet points into what a recognizer hears at once."""

from collections.abc import Iterator, Sequence

from callsign.engines.alignment.stretches import Stretch, stretches


def pieces(
    levels: Sequence[int], duration_ms: int, *, longest_ms: int
) -> Iterator[Stretch]:
    """
    Yield pieces of at most ``longest_ms`` between quiet points, in order, and the whole.

    A machine knows its words by their neighbors, so a piece is as long as may be; what
    holds nothing to hear stands alone, so that nobody is paid for silence.

    >>> levels = [-20] * 6_000 + [-90] * 6_000 + [-20] * 3_000
    >>> [(one.length_ms, one.is_silent) for one in pieces(levels, 150_000, longest_ms=90_000)]
    [(60100, False), (50500, True), (39400, False)]
    """
    held: Stretch | None = None
    for one in stretches(levels, 0, duration_ms):
        if held is None:
            held = one
        elif one.is_silent == held.is_silent and (
            one.is_silent or one.end_ms - held.start_ms <= longest_ms
        ):
            held = Stretch(held.start_ms, one.end_ms, held.is_silent)
        else:
            yield held
            held = one
    if held is not None:
        yield held
