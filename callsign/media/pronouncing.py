"""Pronouncing: how the words of a script sound, whether or not a dictionary has them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from callsign.media.guessing import guess
from callsign.media.spelling_out import Form, spoken_forms
from callsign.media.synthesizer import ask_synthesizer

Lookup = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Pronounced:
    """
    The name of each word, and the pronunciations of names no dictionary has.

    Pronunciations are phones of the ARPAbet, parted by spaces.
    """

    names: tuple[str | None, ...]
    new: Mapping[str, tuple[str, ...]]


def pronounce(words: Sequence[str], look_up: Lookup) -> Pronounced:
    """
    Name every word and pronounce what the dictionary does not have.

    A token nobody can speak, such as a dash, has no name.

    >>> dictionary = {"five": "F AY V", "dollars": "D AA L ER Z", "just": "JH AH S T"}
    >>> said = pronounce(["Just", "$5", "--"], dictionary.get)
    >>> said.names
    ('just', 'five_dollars', None)
    >>> said.new
    {'five_dollars': ('F AY V D AA L ER Z',)}
    """
    forms = {word: spoken_forms(word) for word in dict.fromkeys(words)}
    parts = {
        part for options in forms.values() for option in options for part in option
    }
    ways = ways_to_say(parts, look_up)
    new = {
        name_of(options): tuple(dict.fromkeys(said(option, ways) for option in options))
        for options in forms.values()
        if options and look_up(name_of(options)) is None
    }
    names = {
        word: name_of(options) if options else None for word, options in forms.items()
    }
    return Pronounced(tuple(names[word] for word in words), new)


def name_of(options: Sequence[Form]) -> str:
    """Name a word by the first way to say it, as one word."""
    return "_".join(options[0])


def said(form: Form, ways: Mapping[str, str]) -> str:
    return " ".join(ways[part] for part in form)


def ways_to_say(parts: set[str], look_up: Lookup) -> dict[str, str]:
    """Pronounce by the dictionary, else by a synthesizer if there is one, else by rule."""
    known = {part: look_up(part) for part in parts}
    unknown = sorted(part for part, phones in known.items() if phones is None)
    guessed = {part: guess(part) for part in unknown} | ask_synthesizer(unknown)
    return {part: phones or guessed[part] for part, phones in known.items()}
