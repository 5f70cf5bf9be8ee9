"""Broken JSON: a download that was cut off still holds what came before."""

import json
import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_CLOSING = {"[": "]", "{": "}"}
# No transcript nests so deep, and each comma costs so many steps.
DEEPEST = 50


def values_before(text: str, damage: int) -> object:
    """
    Return the values that stand whole before a damage; None where none do.

    >>> values_before('{"words": [{"word": "Good"}, {"word": "mor', 38)
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
