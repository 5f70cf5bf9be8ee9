"""
Languages: which one a text is in, by its commonest words; of a short text nobody knows.

Source:  the commonest function words of each language, those of two languages left out
"""

from collections.abc import Iterable

from callsign.engines.transcript.identity import sounded

# Fewer words may be names and numbers alone.
FEWEST_WORDS = 20
# In running text every third word is one of the commonest; of another language's, hardly any.
ENOUGH_SHARE, MARGIN = 0.15, 2.5

NAMES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
}
_COMMON = {
    "en": "the and of to is was that it for you with they this are have but not what we",
    "es": "el los las y del por una con su para pero muy está fue como más ese esta lo",
    "fr": "le les et des est dans une pour pas qui sur au avec ce il sont nous vous mais",
    "de": "der die das und ist nicht ein eine zu den mit von auf für sich auch wir ich sie",
    "pt": "o os e do da em um uma não para com mais foi são mas ao dos ele isso você",
    "it": "il di che è per non gli della sono nel anche questo ma ha più dei alla ci era",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def language_of(words: Iterable[str]) -> str | None:
    """
    Return the language of a text as its code; None where that is not plain.

    >>> language_of(("the river rose and the bridge is closed, but we have " * 3).split())
    'en'
    >>> language_of("the river rose".split()) is None
    True
    """
    spoken = [sounded(word) for word in words]
    if len(spoken) < FEWEST_WORDS:
        return None
    counts = {
        language: sum(word in common for word in spoken)
        for language, common in _SETS.items()
    }
    best, second = sorted(counts, key=lambda one: counts[one], reverse=True)[:2]
    is_plain = counts[best] >= ENOUGH_SHARE * len(spoken)
    return best if is_plain and counts[best] >= MARGIN * counts[second] else None
