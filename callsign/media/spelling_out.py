"""Spelling out: the words somebody says for what a script writes as digits and signs."""

import re
import unicodedata
from collections.abc import Iterator

from num2words import num2words

Form = tuple[str, ...]

SIGNS = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "#": "number",
    "°": "degrees", "½": "one half", "¼": "a quarter", "¾": "three quarters",
}  # fmt: skip
MONEY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "¢": "cents"}
SCALES = {
    "k": "thousand",
    "m": "million",
    "bn": "billion",
    "b": "billion",
    "tn": "trillion",
}
UNITS = {
    "mph": "miles per hour", "km": "kilometers", "kg": "kilograms", "am": "a. m",
    "pm": "p m", "ft": "feet", "in": "inches", "lbs": "pounds",
}  # fmt: skip
SHORT = {
    "mr": "mister", "mrs": "missus", "ms": "miz", "dr": "doctor", "st": "saint",
    "vs": "versus", "etc": "et cetera", "sgt": "sergeant", "lt": "lieutenant",
    "gov": "governor", "sen": "senator", "rep": "representative", "jr": "junior",
    "sr": "senior",
}  # fmt: skip

NUMBER = re.compile(
    r"(?P<money>[$€£¥])?(?P<digits>\d[\d,]*)(?P<decimals>\.\d+)?(?P<after>[a-z]+|[%°¢])?",
    re.IGNORECASE,
)
TIME = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?P<half>am|pm)?", re.IGNORECASE)
PIECE = re.compile(
    r"[$€£¥]?\d[\d,]*(?::\d\d)?(?:\.\d+)?[^\W\d_]*[%°¢]?|[^\W\d_](?:[^\W\d_]|')*|[&+=@%#°½¼¾]"
)
INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}")

# Nobody reads a number longer than this aloud; it is a product code.
LONGEST_NUMBER = 15


def spoken_forms(word: str) -> tuple[Form, ...]:
    """
    Return the ways to say a word of a script, each a row of lower-case words.

    A token nobody can speak has none.

    >>> spoken_forms("Boise,")
    (('boise',),)
    >>> spoken_forms("2019")
    (('twenty', 'nineteen'), ('two', 'thousand', 'and', 'nineteen'), ('two', 'thousand', 'nineteen'))
    >>> spoken_forms("$3.5bn")[0], spoken_forms("9:05"), spoken_forms("--")
    (('three', 'point', 'five', 'billion', 'dollars'), (('nine', 'oh', 'five'),), ())
    """
    plain = unicodedata.normalize("NFKC", word).replace(
        "\N{RIGHT SINGLE QUOTATION MARK}", "'"
    )
    if INITIALS.fullmatch(plain.strip(',;:!?"()')):
        return (tuple(letters(plain)),)
    pieces = [pronounceable(piece) for piece in PIECE.findall(plain)]
    options = [option for piece in pieces if (option := piece)]
    if not options:
        return ()
    if len(options) == 1:
        return options[0]
    return (tuple(part for option in options for part in option[0]),)


def pronounceable(piece: str) -> tuple[Form, ...]:
    """Return the ways to say one number, sign or word."""
    if piece[0].isdigit() or piece[0] in MONEY:
        return numbers(piece)
    if piece in SIGNS:
        return (tuple(SIGNS[piece].split()),)
    name = piece.strip("'.").lower()
    if not name:
        return ()
    if name in SHORT:
        return tuple(dict.fromkeys([(SHORT[name],), (name,)]))
    if piece.isupper() and 1 < len(piece) <= 5:
        return ((name,), tuple(letters(piece)))
    return ((name,),)


def letters(piece: str) -> Iterator[str]:
    """Yield the names of letters; the dictionary's "a" is the article, "a." the letter."""
    for letter in piece.lower():
        if letter.isalpha():
            yield "a." if letter == "a" else letter


def numbers(piece: str) -> tuple[Form, ...]:
    """Return the ways to say a time of day, an amount, a year, an ordinal or a count."""
    if time := TIME.fullmatch(piece):
        return (tuple(time_of_day(time)),)
    match = NUMBER.match(piece)
    if match is None:
        return ()
    digits = match["digits"].replace(",", "")
    if len(digits) > LONGEST_NUMBER:
        return (tuple(part for digit in digits for part in count(digit)),)
    after = (match["after"] or "").lower()
    is_bare = match["digits"] == digits and not (match["money"] or match["decimals"])
    ways = [*year(digits, after)] if is_bare else []
    if after in ("st", "nd", "rd", "th"):
        ways = [plain_words(num2words(int(digits), to="ordinal"))]
    elif after != "s":
        amount = digits + (match["decimals"] or "")
        ways += [
            (*way, *tail(money, after))
            # "$41 million" is forty-one, and the dollars come with the million.
            for money in dict.fromkeys([match["money"], None])
            for way in counts(amount)
        ]
    return tuple(dict.fromkeys(ways))


def time_of_day(match: re.Match[str]) -> Iterator[str]:
    """Yield "nine thirty", "nine oh five", "nine o'clock"."""
    yield from count(match["hour"])
    minute = match["minute"]
    if minute != "00":
        if minute.startswith("0"):
            yield "oh"
        yield from count(minute.lstrip("0"))
    if match["half"]:
        yield from UNITS[match["half"].lower()].split()


def year(digits: str, after: str) -> Iterator[Form]:
    """Yield "nineteen eighty-four" and "nineteen eighties" where they are possible."""
    if after == "s":
        yield plural(year_words(digits))
    elif len(digits) == 4 and not after and digits[0] in "12" and digits[1:3] != "00":
        yield year_words(digits)


def year_words(digits: str) -> Form:
    if len(digits) == 4 and digits[2:] != "00" and digits[1:3] != "00":
        return (
            *count(digits[:2]),
            *(("oh",) if digits[2] == "0" else ()),
            *count(digits[2:]),
        )
    if len(digits) == 4 and digits[1:] != "000":
        return (*count(digits[:2]), "hundred")
    return count(digits)


def plural(form: Form) -> Form:
    """
    Return "nineteen eighties" for "nineteen eighty".

    >>> plural(("nineteen", "eighty"))
    ('nineteen', 'eighties')
    """
    last = form[-1]
    return (*form[:-1], last[:-1] + "ies" if last.endswith("y") else last + "s")


def counts(amount: str) -> Iterator[Form]:
    """Yield a number as the British and the Americans say it."""
    words = count(amount)
    yield words
    if "and" in words:
        yield tuple(word for word in words if word != "and")


def count(amount: str) -> Form:
    return plain_words(num2words(amount))


def tail(money: str | None, after: str) -> Form:
    """Return what follows the number: its scale, its unit, its currency."""
    scale = (
        SCALES.get(after)
        or UNITS.get(after)
        or SIGNS.get(after)
        or MONEY.get(after)
        or after
    )
    return (*scale.split(), *([MONEY[money]] if money else []))


def plain_words(text: str) -> Form:
    return tuple(re.findall(r"[a-z]+", text.lower()))
