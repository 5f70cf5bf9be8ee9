"""The values of somebody else's JSON: what is not as expected is nothing, never an error."""

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

NOTHING: Mapping[str, object] = MappingProxyType({})


def mapped(value: object) -> Mapping[str, object]:
    """
    Return an object's members; nothing where it is no object.

    >>> dict(mapped([1]))
    {}
    """
    return value if isinstance(value, dict) else NOTHING


def listed(values: Mapping[str, object], key: str) -> list[object]:
    """
    Return a list; an empty one where there is none.

    >>> listed({"words": None}, "words")
    []
    """
    value = values.get(key)
    return value if isinstance(value, list) else []


def text_at(values: Mapping[str, object], key: str) -> str:
    """
    Return a text; an empty one where there is none.

    >>> text_at({"word": 5}, "word")
    ''
    """
    value = values.get(key)
    return value if isinstance(value, str) else ""


def score(value: object) -> float | None:
    """
    Return how sure a machine was, as a share; None where it does not tell.

    >>> score("0.93"), score(1.2), score(None)
    (0.93, None, None)
    """
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    share = float(value) if math.isfinite(value) else -1.0
    return share if 0 <= share <= 1 else None


def lowest(scores: Iterable[float | None]) -> float | None:
    """
    Return the score of a word that was heard in pieces: that of the doubtful one.

    >>> lowest([0.9, None, 0.4])
    0.4
    """
    return min((one for one in scores if one is not None), default=None)
