"""Pieces: what a machine calls a word may be a half of one, or two."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Piece = TypeVar("Piece")


def said_together(
    text: str, pieces: Sequence[Piece], spelled: Callable[[Piece], str]
) -> Iterator[tuple[str, list[Piece]]]:
    """
    Yield the words of a text, each with the pieces it was heard in.

    Text and pieces must have the same letters. A piece that holds a space yields its
    words together.

    >>> list(said_together("Good morning.", ["Good", "morn", "ing."], str))
    [('Good', ['Good']), ('morning.', ['morn', 'ing.'])]
    >>> list(said_together("in New York.", ["in", "New York", "."], str))
    [('in', ['in']), ('New York.', ['New York', '.'])]
    """
    remaining = iter(pieces)
    tokens: list[str] = []
    parts: list[Piece] = []
    ahead = 0  # letters of the pieces that the tokens have not reached
    for token in text.split():
        tokens.append(token)
        ahead -= len(token)
        while ahead < 0:
            piece = next(remaining)
            parts.append(piece)
            ahead += len("".join(spelled(piece).split()))
        if ahead == 0:
            yield " ".join(tokens), parts
            tokens, parts = [], []


def has_same_letters(text: str, spelled: Sequence[str]) -> bool:
    """
    Return whether pieces are a text, but for spaces.

    >>> has_same_letters("Good morning.", ["Good ", "morn", "ing."])
    True
    """
    return "".join("".join(spelled).split()) == "".join(text.split())
