"""Pronouncing: how the words of a script sound, whether or not a dictionary has them."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from callsign.media.guessing import guess
from callsign.media.spelling_out import Form, spoken_forms
from callsign.media.synthesizer import ask_synthesizer

Ways = Mapping[str, tuple[str, ...]]
LookUp = Callable[[Set[str]], Ways]


@dataclass(frozen=True, slots=True)
class Pronounced:
    """
    The name of each word, and how each name is pronounced.

    Pronunciations are phones of the ARPAbet, parted by spaces.
    """

    names: tuple[str | None, ...]
    ways: Ways


def pronounce(words: Sequence[str], look_up: LookUp) -> Pronounced:
    """
    Name every word, and say how it sounds.

    A token nobody can speak, such as a dash, has no name. ``look_up`` is a
    dictionary: it returns the pronunciations of those words that it has.

    >>> known = {"five": ("F AY V",), "dollars": ("D AA L ER Z",), "just": ("JH AH S T",)}
    >>> said = pronounce(["Just", "$5", "--"], lambda wanted: known)
    >>> said.names
    ('just', 'five_dollars', None)
    >>> said.ways
    {'just': ('JH AH S T',), 'five_dollars': ('F AY V D AA L ER Z', 'F AY V')}
    """
    forms = {word: spoken_forms(word) for word in dict.fromkeys(words)}
    parts = ways_of_parts(
        {part for options in forms.values() for form in options for part in form},
        look_up,
    )
    names = {
        word: name_of(options) if options else None for word, options in forms.items()
    }
    ways = {
        name_of(options): ways_of(options, parts)
        for options in forms.values()
        if options
    }
    return Pronounced(tuple(names[word] for word in words), ways)


def name_of(options: Sequence[Form]) -> str:
    """Name a word by the first way to say it, as one word."""
    return "_".join(options[0])


def ways_of(options: Sequence[Form], parts: Ways) -> tuple[str, ...]:
    """Return every way to say a word; of words in a row only the first way of each."""
    ways: list[str] = []
    for form in options:
        if len(form) == 1:
            ways += parts[form[0]]
        else:
            ways.append(" ".join(parts[part][0] for part in form))
    return tuple(dict.fromkeys(ways))


def ways_of_parts(parts: Set[str], look_up: LookUp) -> Ways:
    """Pronounce by the dictionary, else by a synthesizer if there is one, else by rule."""
    known = look_up(parts)
    unknown = sorted(parts - known.keys())
    asked = ask_synthesizer(unknown)
    guessed = {part: (asked.get(part) or guess(part),) for part in unknown}
    return {**known, **guessed}
