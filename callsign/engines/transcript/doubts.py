"""
Doubts: the words an editor should hear again, in three grades.

A machine's score is how sure it was of a word; where there is none, the tier tells: a word
of a script that was not found on a tape on which all others were found was perhaps not
said. In "heard" words that were not said are rare; of 71 phantom words put into scripts 3
were heard, 40 aligned and 13 interpolated.
"""

from collections.abc import Iterator
from enum import IntEnum

from callsign.engines.transcript.model import Tier, Transcript, Word

# Below these scores; machines differ in how they score, and agree in which words are worst.
GRAVE_BELOW, FAIR_BELOW, SLIGHT_BELOW = 0.4, 0.65, 0.85
# With fewer of its words found, a transcript has not been fitted to a tape yet.
MOSTLY_TIMED = 0.5


class Doubt(IntEnum):
    """How much a word is to be doubted; sorts by urgency."""

    NONE = 0
    SLIGHT = 1
    FAIR = 2
    GRAVE = 3


def doubt(word: Word, *, is_timed: bool = True) -> Doubt:
    """
    Return how much a word is to be doubted; ``is_timed`` says whether others have times.

    >>> doubt(Word("w1", "valet", 0, 300, Tier.HEARD, 0.31)).name
    'GRAVE'
    >>> doubt(Word("w1", "valley", 0, 300, Tier.HEARD)).name
    'NONE'
    >>> doubt(Word("w1", "valley")).name
    'FAIR'
    >>> doubt(Word("w1", "—")).name
    'NONE'
    """
    # A dash between words is printed, not said.
    if not any(map(str.isalnum, word.text)):
        return Doubt.NONE
    if word.score is not None:
        return _by_score(word.score)
    if not is_timed:
        return Doubt.NONE
    if word.tier is Tier.NONE:
        return Doubt.FAIR
    return Doubt.SLIGHT if word.tier is Tier.INTERPOLATED else Doubt.NONE


def doubts(transcript: Transcript) -> Iterator[tuple[Word, Doubt]]:
    """Yield the doubtful words in the order they are said."""
    is_timed = is_fitted(transcript)
    for word in transcript.words:
        if found := doubt(word, is_timed=is_timed):
            yield word, found


def is_fitted(transcript: Transcript) -> bool:
    """Whether somebody has listened: most words were found on a tape."""
    words = transcript.words
    timed = sum(word.start_ms is not None for word in words)
    return timed > MOSTLY_TIMED * len(words)


def _by_score(score: float) -> Doubt:
    if score < GRAVE_BELOW:
        return Doubt.GRAVE
    if score < FAIR_BELOW:
        return Doubt.FAIR
    return Doubt.SLIGHT if score < SLIGHT_BELOW else Doubt.NONE
