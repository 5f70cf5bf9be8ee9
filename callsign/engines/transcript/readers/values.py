"""The values of somebody else's JSON: what is not as expected is nothing, never an error."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

MOST_VOICES = 1_000_000

NOTHING: Mapping[str, object] = MappingProxyType({})


def mapped(value: object) -> Mapping[str, object]:
    """
    Return an object's members; nothing where it is no object.

    >>> dict(mapped([1]))
    {}
    """
    return value if isinstance(value, dict) else NOTHING


def first_of(value: object) -> Mapping[str, object]:
    """
    Return the members of the first object in a list; nothing where there is none.

    >>> first_of([None, {"word": "Good"}, {"word": "day."}])["word"]
    'Good'
    """
    if not isinstance(value, list):
        return NOTHING
    return next((one for one in value if isinstance(one, dict) and one), NOTHING)


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


def label_at(values: Mapping[str, object], key: str) -> str:
    """
    Return what a voice is called; machines often number them.

    >>> label_at({"speaker": 2}, "speaker"), label_at({"speaker": "B"}, "speaker")
    ('Speaker 2', 'Speaker B')
    >>> label_at({"speaker": "spk_0"}, "speaker"), label_at({}, "speaker")
    ('spk_0', '')
    """
    value = values.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        # Nobody has so many voices, and Python refuses to print some numbers.
        return f"Speaker {value}" if 0 <= value < MOST_VOICES else ""
    if isinstance(value, str) and (value.isdecimal() or len(value) == 1):
        return f"Speaker {value}"
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
    return float(value) if 0 <= value <= 1 else None


def lowest(scores: Iterable[float | None]) -> float | None:
    """
    Return the score of a word that was heard in pieces: that of the doubtful one.

    >>> lowest([0.9, None, 0.4])
    0.4
    """
    return min((one for one in scores if one is not None), default=None)
