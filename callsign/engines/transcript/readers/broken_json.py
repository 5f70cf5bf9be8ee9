"""JSON that is not one document: several in a row, or a download that was cut off."""

import json
import re
from collections.abc import Sequence

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_SPACE = re.compile(r"\s*")
_CLOSING = {"[": "]", "{": "}"}
# No transcript nests so deep, and each comma costs so many steps.
DEEPEST = 50


def documents_in(text: str) -> list[object] | None:
    """
    Return the documents that stand in a row, as programs print them one by one.

    None where there are not several of a kind, or one of them is broken.

    >>> documents_in('{"text": "Good"}\\n{"text": "morning"}')
    [{'text': 'Good'}, {'text': 'morning'}]
    """
    decoder = json.JSONDecoder(strict=False)
    found: list[object] = []
    at, end = 0, len(text.rstrip())
    try:
        while at < end:
            start = _SPACE.match(text, at)
            value, at = decoder.raw_decode(text, start.end() if start else at)
            found.append(value)
    except (ValueError, RecursionError):
        return None
    return found if len(found) > 1 and _are_of_a_kind(found) else None


def values_before(text: str, damage: int) -> object:
    """
    Return the values that stand whole before a damage; None where none do.

    >>> values_before('{"words": [{"word": "Good"}, {"word": "morn', 38)
    {'words': [{'word': 'Good'}]}
    """
    open_ones: list[str] = []
    end, closing = 0, ""
    for token in _TOKEN.finditer(text, 0, damage):
        match token[0]:
            case "[" | "{":
                open_ones.append(_CLOSING[token[0]])
            case "]" | "}":
                if not open_ones or open_ones.pop() != token[0]:
                    break
                end, closing = token.end(), "".join(reversed(open_ones))
            case ",":
                end, closing = token.start(), "".join(reversed(open_ones))
        if len(open_ones) > DEEPEST:
            return None
    try:
        values: object = json.loads(text[:end] + closing, strict=False)
    except (ValueError, RecursionError):
        return None
    return values


def _are_of_a_kind(documents: Sequence[object]) -> bool:
    first = documents[0]
    return isinstance(first, dict) and all(
        isinstance(one, dict) and bool(one.keys() & first.keys()) for one in documents
    )
