"""Layers: what a slot yields to, and what yields to it."""

from enum import IntEnum


class Layer(IntEnum):
    """
    The layers of a grid, the lowest first; a higher one covers those below it.

    >>> Layer.PLEDGE > Layer.SEASON
    True
    >>> Layer.named("holiday")
    <Layer.HOLIDAY: 3>
    """

    BASE = 1
    SEASON = 2
    HOLIDAY = 3
    PLEDGE = 4
    SPECIAL = 5
    BREAKING = 6

    @property
    def word(self) -> str:
        """Its name as a grid file says it."""
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> "Layer":
        """
        Return the layer of this name.

        Raises: KeyError
        """
        return LAYERS_BY_WORD[word]


LAYERS_BY_WORD = {layer.word: layer for layer in Layer}
