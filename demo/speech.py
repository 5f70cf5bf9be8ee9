"""Script to speech: how a synthesizer must be told what people read without thinking."""

import re

NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
SPOKEN = (
    (re.compile(rf"\${NUMBER} (million|billion)"), r"\1 \2 dollars"),
    (re.compile(r"\$(\d+)\.(\d\d)\b"), r"\1 dollars and \2 cents"),
    (re.compile(r"\$(\d[\d,]*)"), r"\1 dollars"),
    (re.compile(r"\b(\d{1,2}):00\b"), r"\1 o'clock"),
    (re.compile(r"\b(\d{1,2}):(\d\d)\b"), r"\1 \2"),
    (re.compile(r"(?<=\d),(?=\d{3})"), ""),
    (re.compile(r"\s--\s*"), ", "),
)


def as_spoken(text: str) -> str:
    """
    Return a text as it is said.

    >>> as_spoken("It costs $41 million, or $19.40 an hour, at 4:15.")
    'It costs 41 million dollars, or 19 dollars and 40 cents an hour, at 4 15.'
    """
    for written, said in SPOKEN:
        text = written.sub(said, text)
    return text
