"""Pace: how fast people can possibly speak."""

from collections.abc import Sequence

# The fastest announcer needs this long for a letter (an auctioneer half of it),
# and nobody who is not singing needs more than the other.
FASTEST_LETTER_MS = 30
SLOWEST_LETTER_MS = 250

# People stop to think; longer than this is something else than a pause.
LONGEST_PAUSE_MS = 1_500


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
    letters = sum(len(name) for name in names)
    shortest_ms = letters * FASTEST_LETTER_MS
    longest_ms = letters * SLOWEST_LETTER_MS + LONGEST_PAUSE_MS
    return shortest_ms <= length_ms <= longest_ms
