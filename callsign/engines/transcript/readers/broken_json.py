"""
JSON that no parser takes: several documents in a row, a download that was cut off, numbers
of thousands of digits, nests without end.
"""

import json
import re
from collections.abc import Sequence

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_SPACE = re.compile(r"\s*")
_CLOSING = {"[": "]", "{": "}"}
# No transcript nests so deep, and each comma costs so many steps.
DEEPEST = 50
# Python refuses to read numbers of more digits than some thousands; no time has twenty.
MOST_DIGITS = 20


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
            break
    try:
        values: object = json.loads(
            text[:end] + closing, strict=False, parse_int=whole_number
        )
    except (ValueError, RecursionError):
        return None
    return values


def whole_number(digits: str) -> float:
    """
    Read a whole number; one that nobody can mean is infinite, and so no time.

    >>> whole_number("1200"), whole_number("9" * 5_000)
    (1200, inf)
    """
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def without_depths(text: str) -> tuple[str, int | None]:
    """
    Return JSON with null in place of what nests too deep, and where that first begins.

    >>> flat, at = without_depths('{"text": "Good", "deep": ' + "[" * 99 + "]" * 99 + "}")
    >>> len(json.loads(flat)["deep"]), at
    (1, 74)
    """
    kept: list[str] = []
    depth = read = 0
    deep: int | None = None  # where the nest begins that is being left out
    first: int | None = None
    for token in _BRACKET.finditer(text):
        if token[0] in _CLOSING:
            depth += 1
            if depth > DEEPEST and deep is None:
                deep = token.start()
                first = deep if first is None else first
        elif token[0] in "]}":
            depth -= 1
            if depth == DEEPEST and deep is not None:
                kept.append(f"{text[read:deep]}null")
                read, deep = token.end(), None
    kept.append(text[read:deep])
    return "".join(kept), first


def _are_of_a_kind(documents: Sequence[object]) -> bool:
    first = documents[0]
    return isinstance(first, dict) and all(
        isinstance(one, dict) and bool(one.keys() & first.keys()) for one in documents
    )
