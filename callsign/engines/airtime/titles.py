"""Titles: one line of letters, that every file, page and player can show."""

import re

# Unicode's own: no letters, for whichever use, the last two places of each plane.
NONCHARACTERS = "".join(
    chr(plane << 16 | place) for plane in range(17) for place in (0xFFFE, 0xFFFF)
)
NO_LETTER = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    f"{NONCHARACTERS}]"
)


class NotATitle(ValueError):
    """A text with something in it that is no letter; the message names it."""


def check_title(text: str) -> str:
    """
    Return a text that can be a title, or any other line that is shown.

    Raises: NotATitle

    >>> check_title("Jazz\\u0007 at nine")
    Traceback (most recent call last):
        ...
    callsign.engines.airtime.titles.NotATitle: character 5 is U+0007, which is no letter
    """
    if found := NO_LETTER.search(text):
        raise NotATitle(
            f"character {found.start() + 1} is U+{ord(found[0]):04X}, which is no letter"
        )
    return text


def titled(text: str) -> str:
    """
    Return a text as one line, with a space for whatever is no letter.

    >>> titled("Jazz\\x07\\n at  nine")
    'Jazz at nine'
    """
    return " ".join(NO_LETTER.sub(" ", text).split())
