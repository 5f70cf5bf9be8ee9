"""Pace: how fast people can possibly speak."""

from collections.abc import Sequence

from callsign.engines.alignment.anchors import Anchor

# The fastest announcer needs this long for a letter (an auctioneer half of it),
# and nobody who is not singing needs more than the other.
FASTEST_LETTER_MS = 30
SLOWEST_LETTER_MS = 250

# People stop to think; longer than this is something else than a pause.
LONGEST_PAUSE_MS = 1_500


# Between two anchors a speaker keeps about the same pace, pauses included. A
# passage that was cut, or sound without text, is far outside of this.
SLOWER, FASTER = 2.2, 0.7


def usual_letter_ms(names: Sequence[str], anchors: Sequence[Anchor]) -> float:
    """Return how long a letter takes where words were heard in this recording."""
    letters = sum(
        len(name) for anchor in anchors for name in names[anchor.first : anchor.stop]
    )
    spoken_ms = sum(anchor.end_ms - anchor.start_ms for anchor in anchors)
    return spoken_ms / letters if letters else 0.0


def is_usual(names: Sequence[str], length_ms: int, letter_ms: float) -> bool:
    """
    Return whether words would be said at the pace of the rest in a stretch of time.

    >>> is_usual(["good", "morning"], 900, letter_ms=80)
    True
    >>> is_usual(["good", "morning"], 300, letter_ms=80)
    False
    """
    expected_ms = letter_ms * sum(len(name) for name in names)
    longest_ms = expected_ms * SLOWER + LONGEST_PAUSE_MS
    return expected_ms * FASTER <= length_ms <= longest_ms


def is_rushed(names: Sequence[str], length_ms: int) -> bool:
    """Return whether nobody could say so many words in so little time."""
    return sum(len(name) for name in names) * FASTEST_LETTER_MS > max(0, length_ms)


def is_idle(names: Sequence[str], length_ms: int) -> bool:
    """Return whether so few words leave most of a stretch of time to something else."""
    letters = sum(len(name) for name in names)
    return length_ms > letters * SLOWEST_LETTER_MS + LONGEST_PAUSE_MS


def is_believable(names: Sequence[str], length_ms: int) -> bool:
    """
    Return whether words could be said in a stretch of time, a pause included.

    >>> is_believable(["good", "morning"], 600)
    True
    >>> is_believable(["good", "morning"], 100)
    False
    >>> is_believable(["good", "morning"], 40_000)
    False
    """
    return not is_rushed(names, length_ms) and not is_idle(names, length_ms)
