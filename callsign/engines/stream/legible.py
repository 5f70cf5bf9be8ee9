"""Legible: texts without what nobody can see and what formats have no room for."""

import re

# Controls but the tab and the line feed; marks that turn the direction of what follows;
# halves of pairs; what Unicode keeps for no character. XML 1.0 (2.2) forbids the most of
# them, iCalendar (RFC 5545, 3.3.11) the controls, UTF-8 the halves.
PLANES = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
    for plane in range(0, 0x110000, 0x10000)
)
UNSEEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    f"{PLANES}]"
)


def legible(text: str) -> str:
    r"""
    Return a text without characters that cannot be seen or written.

    >>> legible("Local\a Desk\x1b\ufffe \u202eksed\ud800")
    'Local Desk ksed'
    >>> legible("Line\r\n\tby line")
    'Line\n\tby line'
    """
    return UNSEEN.sub("", text)


def one_line(text: str) -> str:
    r"""
    Return a text as a line of a header, a playlist or a list of titles can hold it.

    >>> one_line(" News\n at   noon\a ")
    'News at noon'
    """
    letters = (one if one.isprintable() else " " for one in legible(text))
    return " ".join("".join(letters).split())
