"""
Encodings that were guessed: of a text that is no UTF-8, and of UTF-8 that was written twice.

Whole words of letters beyond ASCII are no western text: their alphabet is told by its
commonest letters. A western text is told by where its accents and quotes stand.
"""

import re
from typing import NamedTuple

SAMPLE = 200_000  # bytes; a text is in one language, and in one encoding
# Of the words with letters beyond ASCII, so many have no others: no western language.
SHARE_OF_FOREIGN_WORDS = 0.6
# So many of its letters must be the commonest of their alphabet, or be its own.
LEAST_COMMON = 0.55
# Below this share of letters in their right places, a guess is no more than one.
LEAST_PLAUSIBLE = 0.6

_TOKEN = re.compile(rb"[A-Za-z\x80-\xff]+")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_COMMON = (
    # Each with the dozen letters that make two thirds of its texts.
    ("cp1251", "Windows-1251", "оеаинтсрвлкм"),
    ("koi8-r", "KOI8-R", "оеаинтсрвлкм"),
    ("cp866", "DOS Cyrillic", "оеаинтсрвлкм"),
    ("mac-cyrillic", "Macintosh Cyrillic", "оеаинтсрвлкм"),
    ("cp1253", "Windows-1253", "αοιετσνηυρπκςάίόέή"),
    ("cp1255", "Windows-1255", "יוהלאתרבשמנדםח"),
    ("cp1256", "Windows-1256", "اليمنوترهبدع"),
)
_WIDE = (
    ("shift_jis", "Shift-JIS", "\u3040", "\u30ff", 0.3),
    ("euc_jp", "EUC-JP", "\u3040", "\u30ff", 0.3),
    ("euc_kr", "EUC-KR", "\uac00", "\ud7a3", 0.9),
    ("gb18030", "GB 18030", "\u4e00", "\u9fff", 0.7),
)
_WESTERN = (("cp1252", "Windows-1252"), ("mac-roman", "Mac Roman"))
_ACCENTS = frozenset("áàâäãåæçéèêëíìîïñóòôöõøœúùûüßšžýÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŠŽ")
_QUOTES = frozenset("‘’“”„\u201a«»–—…•¿¡\u00a0")
# What UTF-8 of two, three and four bytes looks like, read as if each byte were a letter.
_TWICE = re.compile(
    "[\u00c2-\u00df][^\x00-\x7f]|[\u00e0-\u00ef][^\x00-\x7f]{2}"
    "|[\u00f0-\u00f4][^\x00-\x7f]{3}"
)
# The letters that texts have; what else such marks may stand for, they do not.
_LIKELY = re.compile(
    "[\u00a0-\u017f\u0370-\u045f\u2010-\u203f\u20ac\u2122\u3000-\ud7ff\U0001f000-\U0001faff]"
)
# The first two of three marks, and the third lost on the way.
_LOST = re.compile("â€|[ÃÂ]\ufffd")
# A capital before a closing quote may be meant.
_MAY_BE_MEANT = re.compile("[\u00c3-\u00df][»®©°¿¡]")


class Guess(NamedTuple):
    """An encoding, what people call it, and whether the text is likely in it."""

    encoding: str
    title: str
    is_sure: bool


def guessed(content: bytes) -> Guess:
    """
    Return the likely encoding of a text that is not UTF-8.

    >>> guessed("Доброе утро, река поднялась.".encode("cp1251")).title
    'Windows-1251'
    >>> guessed("Año nuevo: “Grüezi”".encode("cp1252"))
    Guess(encoding='cp1252', title='Windows-1252', is_sure=True)
    """
    sample = content[:SAMPLE]
    words = [one for one in _TOKEN.findall(sample) if not one.isascii()]
    foreign = [one for one in words if _ASCII_LETTER.search(one) is None]
    letters = sum(len(one) for one in words)
    if sum(map(len, foreign)) > SHARE_OF_FOREIGN_WORDS * letters and letters > 3:
        narrow = _narrow(sample)
        if narrow is not None:
            return narrow
    wide = _wide(sample, words)
    return wide or _western(sample)


def _narrow(sample: bytes) -> Guess | None:
    best, share = None, LEAST_COMMON
    for encoding, title, common in _COMMON:
        text = sample.decode(encoding, "replace")
        letters = [one for one in text if one > "\x7f"]
        found = sum(one in common for one in letters) / max(1, len(letters))
        if found > share:
            best, share = Guess(encoding, title, is_sure=True), found
    return best


def _wide(sample: bytes, words: list[bytes]) -> Guess | None:
    """Return an encoding of two bytes for a letter, where most letters are its own."""
    if sum(map(len, words)) < 8:  # too short to tell
        return None
    runs = _BEYOND_ASCII.findall(sample)
    are_even = sum(len(one) % 2 == 0 for one in runs) > 0.9 * len(runs)
    for encoding, title, first, last, least in _WIDE:
        if not are_even and encoding != "shift_jis":
            continue  # only there the second byte of a letter may be one of ASCII
        text = sample.decode(encoding, "replace")
        letters = [one for one in text if one > "\x7f"]
        own = sum(first <= one <= last for one in letters)
        lost = text.count("\ufffd")
        if own > least * len(letters) and 50 * lost <= len(letters):
            return Guess(encoding, title, is_sure=True)
    return None


def _western(sample: bytes) -> Guess:
    shares = [
        (_plausible(sample.decode(encoding, "replace")), encoding, title)
        for encoding, title in _WESTERN
    ]
    best = shares[0]
    if shares[1][0] > best[0] + 0.1:  # Windows is what most files come from
        best = shares[1]
    return Guess(best[1], best[2], is_sure=best[0] >= LEAST_PLAUSIBLE)


def _plausible(text: str) -> float:
    """Return which share of letters and quotes stands where such stand."""
    right = total = 0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        at, mark = found.start(), found[0]
        before, behind = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        total += 1
        if mark in _ACCENTS:
            right += not (mark.isupper() and before.islower())
        elif mark in _QUOTES:
            is_inside = before.isalpha() and behind.isalpha()
            right += not is_inside or mark in "’—…"
        elif not mark.isalpha() and mark != "\ufffd":
            right += not (before.isalpha() and behind.isalpha())
    return right / total if total else 1.0


def mended(text: str) -> tuple[str, int, int]:
    """
    Return a text with what was written twice as UTF-8 read once; how much, and how much not.

    >>> mended("Iâ€™m in EspaÃ±a.")
    ('I’m in España.', 2, 0)
    >>> mended("« À Saint-Élie » – Ñandú")
    ('« À Saint-Élie » – Ñandú', 0, 0)
    """
    count = lost = 0

    def once(found: re.Match[str]) -> str:
        nonlocal count, lost
        read = _read_twice(found[0])
        count += read is not None
        lost += read is None and _LOST.match(found[0]) is not None
        return found[0] if read is None else read

    read = _TWICE.sub(once, text)
    if count == 1 and _MAY_BE_MEANT.search(text):
        return text, 0, lost
    return read, count, lost


def _read_twice(marks: str) -> str | None:
    """Return the letter whose UTF-8 some letters are, as Windows shows its bytes."""
    try:
        read = b"".join(map(_byte, marks)).decode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    return read if _LIKELY.fullmatch(read) else None


def _byte(mark: str) -> bytes:
    """Return the byte that Windows shows as a letter; some it shows as themselves."""
    if "\x80" <= mark <= "\x9f":
        return mark.encode("latin-1")
    return mark.encode("cp1252")
