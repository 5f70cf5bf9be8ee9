"""
Where text may break, between two captions or two lines: how bad is each place?

Best behind a sentence, then behind a comma, then before what begins a phrase; bad behind a
word that leads on to the next: an article, a preposition, a pronoun; worst inside a name.

Source:  BBC Subtitle Guidelines, Netflix Timed Text Style Guide (line treatment)
"""

import re

from callsign.engines.transcript.names import TITLES, folded

SENTENCE, CLAUSE, PHRASE, ANYWHERE, LEADS_ON, IN_A_NAME = 0, 15, 30, 50, 100, 120
# A pause of the voice makes a place better; people also stop to think behind "the".
PAUSE_MS = 400
_PAUSED = 40
_HEAD_LEFT = 40  # the first word of a sentence, cut off from the others

_ENDS_A_SENTENCE = re.compile(r"[.?!…][\"'”’)\]]*$")
_ENDS_A_CLAUSE = re.compile(r"(?:[,;:—–]|--)[\"'”’)\]]*$")
_INITIAL = re.compile(r"[A-Z]\.$")
_LEADING_ON = frozenset(
    """a an the this that these those my your his her its our their no some any each
    every of to in on at by for with from into onto over under about between through
    during before after against without within upon as than like per via
    and or but nor so because if when while although though unless until since which who
    whose whom what where why how
    is are was were be been being am has have had do does did will would can could may
    might must shall should not very too i'm it's you're we're they're he's she's that's
    there's don't doesn't didn't can't won't isn't wasn't aren't
    i we you they he she i've we've you've they've i'd we'd i'll we'll all like just""".split()
)
_BEGINNING = frozenset(
    """and or but nor so because if when while although though unless until since which
    who whose whom that what where why how of to in on at by for with from into onto over
    under about between through during before after against without within upon as
    than""".split()
)


def badness(
    before: str, after: str, *, pause_ms: int = 0, begins_sentence: bool = False
) -> int:
    """
    Return how bad it is to break between two words; 0 is a good place.

    ``begins_sentence``: the word before the break is the first of a sentence.

    >>> badness("night.", "The"), badness("Ada", "Okafor"), badness("of", "water")
    (0, 120, 100)
    """
    if ends_a_sentence(before):
        return SENTENCE
    price = _inside_a_sentence(before, after)
    if begins_sentence:
        price += _HEAD_LEFT
    if pause_ms >= PAUSE_MS:
        price = max(price - _PAUSED, min(price, CLAUSE))
    return price


def ends_a_sentence(word: str) -> bool:
    """Return whether a sentence ends with a word: a title or an initial ends none."""
    return _ENDS_A_SENTENCE.search(word) is not None and not _is_of_a_name(word)


def _inside_a_sentence(before: str, after: str) -> int:
    if _ENDS_A_CLAUSE.search(before):
        return CLAUSE
    if is_inside_a_name(before, after):
        return IN_A_NAME
    if leads_on(before) or before[-1].isdigit():
        return LEADS_ON
    return PHRASE if _bare(after) in _BEGINNING else ANYWHERE


def is_inside_a_name(before: str, after: str) -> bool:
    """
    Return whether two words seem to be parts of one name.

    >>> is_inside_a_name("Dr.", "Bell"), is_inside_a_name("In", "Boise")
    (True, False)
    """
    if not after[:1].isupper() or not before[:1].isupper():
        return False
    if _is_of_a_name(before):
        return True
    return before[-1].isalnum() and _bare(before) not in _LEADING_ON and before != "I"


def leads_on(word: str) -> bool:
    """Return whether a word belongs to what follows: an article, a preposition."""
    return word[-1:].isalnum() and _bare(word) in _LEADING_ON


def _is_of_a_name(word: str) -> bool:
    """Return whether a full stop ends a title or an initial, and no sentence."""
    return word.endswith(".") and (
        _INITIAL.search(word) is not None or folded(word) in TITLES
    )


def _bare(word: str) -> str:
    return word.strip("\"'“”‘’()[]").replace("’", "'").lower()
