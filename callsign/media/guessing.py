"""Guessing: how an unknown name may sound, from its letters alone."""

import re
import unicodedata
from collections.abc import Iterator

# English spelling in one pass, longest match first; a rule may say where it
# applies: "^" at the start of a word, "$" at its end. Names that no dictionary
# has are as often Spanish or Arabic as English, so vowels take their plain sound.
RULES = {
    "^kn": "N", "^wr": "R", "^ps": "S", "^x": "Z", "^wh": "W", "^pn": "N", "^gn": "N",
    "^mc": "M AH K", "tion$": "SH AH N", "sion$": "ZH AH N", "tions$": "SH AH N Z",
    "ture$": "CH ER", "cious$": "SH AH S", "tious$": "SH AH S", "ous$": "AH S",
    "le$": "AH L", "les$": "AH L Z", "er$": "ER", "ers$": "ER Z", "or$": "ER",
    "ing$": "IH NG", "ings$": "IH NG Z", "ed$": "D", "es$": "Z", "ey$": "IY",
    "y$": "IY", "e$": "", "ez$": "EH Z", "a$": "AH", "o$": "OW", "i$": "IY", "que$": "K",
    "igh": "AY", "eigh": "EY", "augh": "AO", "ough": "AO", "sch": "SH", "tch": "CH",
    "dge": "JH", "ck": "K", "ch": "CH", "sh": "SH", "th": "TH", "ph": "F", "gh": "G",
    "ng": "NG", "qu": "K W", "wh": "W", "ll": "L", "ss": "S", "tt": "T", "nn": "N",
    "mm": "M", "rr": "R", "pp": "P", "bb": "B", "dd": "D", "ff": "F", "gg": "G",
    "zz": "Z", "cc": "K", "kh": "K", "zh": "ZH", "sci": "S AY", "sce": "S EH",
    "ce": "S", "ci": "S IH", "cy": "S IY", "ge": "JH EH", "gi": "JH IH", "gy": "JH IY",
    "ai": "EY", "ay": "EY", "au": "AO", "aw": "AO", "ee": "IY", "ea": "IY", "ei": "EY",
    "ew": "UW", "eu": "UW", "ie": "IY", "oa": "OW", "oe": "OW", "oi": "OY", "oo": "UW",
    "ou": "AW", "ow": "OW", "oy": "OY", "ue": "UW", "ui": "UW", "ar": "AA R",
    "er": "ER", "ir": "ER", "or": "AO R", "ur": "ER", "a": "AE", "b": "B", "c": "K",
    "d": "D", "e": "EH", "f": "F", "g": "G", "h": "HH", "i": "IH", "j": "JH", "k": "K",
    "l": "L", "m": "M", "n": "N", "o": "AA", "p": "P", "q": "K", "r": "R", "s": "S",
    "t": "T", "u": "AH", "v": "V", "w": "W", "x": "K S", "y": "IY", "z": "Z",
}  # fmt: skip

# A vowel, one consonant and a silent e: "cade" is K EY D.
LONG_VOWELS = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW"}
LONG = re.compile(r"([aeiou])(?=[bcdfgklmnpstvz]es?$)")
LONGEST_RULE = 5


def guess(word: str) -> str:
    """
    Return phones of the ARPAbet for a word; never empty.

    >>> guess("prieto"), guess("okafor"), guess("cade")
    ('P R IY T OW', 'AA K AE F ER', 'K EY D')
    """
    letters = plain_letters(word)
    phones: list[str] = []
    at = 0
    while at < len(letters):
        if LONG.match(letters, at):
            phones.append(LONG_VOWELS[letters[at]])
            at += 1
            continue
        pattern = next(matching(letters, at), "")
        phones += RULES.get(pattern, "").split()
        at += max(1, len(pattern.strip("^$")))
    # A word of a script nobody here can spell still takes its time to say.
    return " ".join(phones) or "AH"


def matching(letters: str, at: int) -> Iterator[str]:
    """Yield the rules that apply at a letter, the longest first."""
    for length in range(LONGEST_RULE, 0, -1):
        piece = letters[at : at + length]
        if len(piece) < length:
            continue
        for pattern in (
            f"^{piece}" if at == 0 else "",
            f"{piece}$" if at and at + length == len(letters) else "",
            piece,
        ):
            if pattern in RULES:
                yield pattern


def plain_letters(word: str) -> str:
    """
    Return the letters of a word without their marks.

    >>> plain_letters("Café"), plain_letters("o'neill")
    ('cafe', 'oneill')
    """
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in apart if "a" <= letter <= "z")
