"""Touched words: those whose times nobody has listened for yet."""

from collections.abc import Iterable, Mapping
from typing import Any

from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.model import Tier, Word

# Between its neighbors somewhere, or nowhere.
UNHEARD = frozenset({Tier.INTERPOLATED, Tier.NONE})


def touched(words: Iterable[Word], listened: Mapping[str, Any]) -> list[str]:
    """
    Return the ids of words that are new, or another word, since a version was listened to.

    ``listened`` is that version as it is stored: looking at it so takes a tenth of the
    time of reading it.
    """
    before = {
        word["id"]: word["text"] for turn in listened["turns"] for word in turn["words"]
    }
    return [word.id for word in words if is_touched(word, before.get(word.id))]


def is_touched(word: Word, before: str | None) -> bool:
    """
    Return whether a word has to be listened for; ``before`` is what it was, or None.

    >>> is_touched(Word("w1", "June", 0, 300, Tier.HEARD), "July")
    True
    >>> is_touched(Word("w1", "July,", 0, 300, Tier.HEARD), "July")
    False
    >>> is_touched(Word("w1", "June", 0, 300, Tier.TYPED), "July")
    False
    """
    if word.tier is Tier.TYPED:
        return False
    if before is None:
        return word.tier in UNHEARD
    return word.text != before and sounded(word.text) != sounded(before)
