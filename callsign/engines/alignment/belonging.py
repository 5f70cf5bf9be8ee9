"""Belonging: whether a script is of this recording at all."""

from collections.abc import Sequence

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.edges import loudness_of_voices
from callsign.engines.alignment.hearing import LEVEL_MS
from callsign.engines.alignment.report import SOFTER_DB

# Of a script, or of the sound, so much has to be heard for the two to belong together.
FEWEST_HEARD = 0.12

# Who expects a script hears some of its words in anything: of scripts of other
# recordings up to 10 words were heard, 21 of one that says "ask what you can do", and
# of a short one in minutes of sound any share (docs/explanation/alignment.md). Fewer
# words than MANY must be a good part of the sound, fewer than SOME the whole script,
# or nearly.
MANY_WORDS = 30
SOME_WORDS = 12
NEARLY_ALL = 0.8


def belongs(anchors: Sequence[Anchor], count: int, levels: Sequence[int]) -> bool:
    """
    Return whether a script of ``count`` words is of the recording it was heard in.

    >>> from callsign.engines.alignment.hearing import HeardWord
    >>> words = [HeardWord("levee", at, at + 300) for at in range(0, 12_000, 300)]
    >>> minute = [-20] * 6_000
    >>> belongs([Anchor(0, tuple(words))], 100, minute)
    True
    >>> belongs([Anchor(0, tuple(words[:8]))], 9, minute)
    False
    """
    words, heard = words_heard(anchors), share_heard(anchors, count)
    sounding = share_sounding(anchors, levels)
    if words >= MANY_WORDS:
        return max(heard, sounding) >= FEWEST_HEARD
    is_enough = words >= SOME_WORDS or heard >= NEARLY_ALL
    return is_enough and sounding >= FEWEST_HEARD


def words_heard(anchors: Sequence[Anchor]) -> int:
    return sum(len(anchor.heard) for anchor in anchors)


def share_heard(anchors: Sequence[Anchor], count: int) -> float:
    """Return which share of ``count`` words was heard."""
    return words_heard(anchors) / count if count else 0.0


def share_sounding(anchors: Sequence[Anchor], levels: Sequence[int]) -> float:
    """Return which share of the sound the words that were heard make up, up to 1."""
    loud = loudness_of_voices(levels) - SOFTER_DB
    sounding_ms = sum(level >= loud for level in levels) * LEVEL_MS
    heard_ms = sum(anchor.end_ms - anchor.start_ms for anchor in anchors)
    return min(1.0, heard_ms / sounding_ms) if sounding_ms else 0.0
