"""Pieces: what a machine calls a word may be a half of one, or two, or spelled anew."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from callsign.engines.transcript.same_words import same_words

Piece = TypeVar("Piece")

_NO_LETTER = re.compile(r"[\W_]+")


def matched(
    text: str, pieces: Sequence[Piece], spelled: Callable[[Piece], str]
) -> Iterator[tuple[str, list[Piece]]]:
    """
    Yield all words of a text in order, with the pieces they were heard in, if any.

    Marks and capitals need not agree; where words differ, those between two that agree
    are yielded together.

    >>> list(matched("Good morning.", ["good", "morn", "ing"], str))
    [('Good', ['good']), ('morning.', ['morn', 'ing'])]
    >>> list(matched("For $5 – now", ["for", "five", "dollars", "now"], str))
    [('For', ['for']), ('$5 –', ['five', 'dollars']), ('now', ['now'])]
    """
    for letters in (_without_spaces, letters_of):
        if letters(text) == "".join(letters(spelled(one)) for one in pieces):
            yield from said_together(text, pieces, spelled, letters)
            return
    yield from _around_pairs(text.split(), pieces, spelled)


def said_together(
    text: str,
    pieces: Sequence[Piece],
    spelled: Callable[[Piece], str],
    letters: Callable[[str], str] = "".join,
) -> Iterator[tuple[str, list[Piece]]]:
    """
    Yield the words of a text, each with the pieces it was heard in.

    Text and pieces must have the same ``letters``. A piece that holds a space yields its
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
        ahead -= len(letters(token))
        while ahead < 0:
            piece = next(remaining)
            parts.append(piece)
            ahead += len(letters("".join(spelled(piece).split())))
        if ahead == 0 and parts:
            yield " ".join(tokens), parts
            tokens, parts = [], []
    if tokens:
        yield " ".join(tokens), parts


def has_same_letters(text: str, spelled: Sequence[str]) -> bool:
    """
    Return whether pieces are a text, but for spaces.

    >>> has_same_letters("Good morning.", ["Good ", "morn", "ing."])
    True
    """
    return _without_spaces("".join(spelled)) == _without_spaces(text)


def letters_of(text: str) -> str:
    """
    Return the letters and digits of a text, small.

    >>> letters_of("Good-bye, Ada!")
    'goodbyeada'
    """
    return _NO_LETTER.sub("", text).casefold()


def _around_pairs(
    tokens: Sequence[str], pieces: Sequence[Piece], spelled: Callable[[Piece], str]
) -> Iterator[tuple[str, list[Piece]]]:
    """Yield words that agree with a piece alone, and what is between them together."""
    at = piece_at = 0
    heard = [letters_of(spelled(one)) for one in pieces]
    pairs = same_words([letters_of(token) for token in tokens], heard)
    for found, piece_found in [*pairs, (len(tokens), len(pieces))]:
        if at < found:
            yield " ".join(tokens[at:found]), list(pieces[piece_at:piece_found])
        if found < len(tokens):
            yield tokens[found], [pieces[piece_found]]
        at, piece_at = found + 1, piece_found + 1


def _without_spaces(text: str) -> str:
    return "".join(text.split())
