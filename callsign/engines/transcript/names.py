"""Names as people write them, from labels that a transcriber set in capitals."""

import re
from collections.abc import Mapping, Sequence
from unicodedata import combining, normalize

# Read from a label's front, longest first; a label keeps its title in print,
# a name does without.
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor doctor sir dame lord lady madam madame
    sen senator rep representative gov governor lt gov lieutenant governor
    mayor president vice president secretary undersecretary minister
    prime minister chancellor congressman congresswoman delegate councilman
    councilwoman councilmember council member commissioner ambassador attorney general
    district attorney judge justice chief justice chief sheriff deputy officer
    detective sergeant sgt staff sgt lieutenant lt captain capt major maj
    lt col lieutenant colonel colonel col general gen brigadier general brig gen
    maj gen lt gen admiral adm commander cmdr corporal cpl private pvt
    rev reverend father brother sister rabbi imam pastor bishop archbishop
    cardinal pope king queen prince princess superintendent principal coach
    dean chairman chairwoman chairperson speaker first lady former
    """.split()
)

# These stay in a name of one word: nobody writes "Francis" for Pope Francis.
TITLES_OF_ONE_NAME = frozenset(["pope", "king", "queen", "prince", "princess"])

WOMENS_TITLES = frozenset(["mrs", "ms", "miss", "madam", "madame", "dame", "lady"])
MENS_TITLES = frozenset(["mr", "sir", "lord", "congressman", "chairman", "councilman"])

_SUFFIXES = frozenset(
    ["jr", "sr", "ii", "iii", "iv", "md", "phd", "psyd", "esq", "rn", "jd", "dds"]
)
PARTICLES = frozenset(
    """de del della der den des di da do dos das du la las los von zu ten ter
    bin ibn ben al el y e und af av and &""".split()
)
_ROMAN = frozenset(["II", "III", "IV"])
_CAMEL = re.compile(r"\b[A-Z]?[a-z]{1,4}[A-Z][a-z]\w*")
_PARTS = re.compile(r"([-'’.])")


def folded(token: str) -> str:
    """
    Return a token of a name as it compares: without case, dots and quotes.

    >>> folded("O’BRIEN"), folded("Ph.D.")
    ("o'brien", 'phd')
    """
    plain = token.casefold().replace("’", "'").replace(".", "").strip('"“”,;')
    if plain.isascii():
        return plain
    # MARTINEZ and MARTÍNEZ are one person to whoever types a script.
    return "".join(one for one in normalize("NFKD", plain) if not combining(one))


def key_of(tokens: Sequence[str]) -> tuple[str, ...]:
    """
    Return the part of a name that later labels repeat, ready to compare.

    >>> key_of(["Robert", "F.", "Kennedy", "Jr."])
    ('robert', 'f', 'kennedy')
    """
    key = [folded(token) for token in tokens]
    while len(key) > 1 and key[-1] in _SUFFIXES:
        key.pop()
    return tuple(part for part in key if part)


def is_suffix_of_names(token: str) -> bool:
    """Return whether a token follows a name after a comma: Jr., PhD."""
    return folded(token) in _SUFFIXES


def split_title(tokens: Sequence[str]) -> tuple[str, list[str]]:
    """
    Part a title from the name behind it; at least one word stays a name.

    >>> split_title(["Lt.", "Gov.", "JUNE", "BELL"])
    ('lt gov', ['JUNE', 'BELL'])
    """
    end = _end_of_office(tokens)
    while end < len(tokens) - 1 and folded(tokens[end]) in TITLES:
        end += 1
    if end and folded(tokens[end - 1]) in TITLES_OF_ONE_NAME and end == len(tokens) - 1:
        end -= 1
    return " ".join(map(folded, tokens[:end])), list(tokens[end:])


def _end_of_office(tokens: Sequence[str]) -> int:
    """Return where ``SECRETARY OF STATE`` ends: a name of two words follows it."""
    is_office = len(tokens) > 4 and folded(tokens[0]) in TITLES
    return len(tokens) - 2 if is_office and folded(tokens[1]) in ("of", "for") else 0


def titles_agree(one: str, other: str) -> bool:
    """Return whether two titles can be one person's: Mr. and Ms. cannot."""
    ours, theirs = set(one.split()), set(other.split())
    return not (
        (ours & WOMENS_TITLES and theirs & MENS_TITLES)
        or (ours & MENS_TITLES and theirs & WOMENS_TITLES)
    )


def spelled_in(text: str) -> dict[str, str]:
    """
    Return the words a text writes with a capital inside, by their folded form.

    >>> spelled_in("Good evening, I'm Kelly McEvers.")
    {'mcevers': 'McEvers'}
    """
    return {folded(word): word for word in _CAMEL.findall(text)}


def as_written(tokens: Sequence[str], spellings: Mapping[str, str]) -> str:
    """
    Write a name as people write names.

    ``spellings`` holds what the speech itself shows (see ``spelled_in``); the
    rules decide the rest. A token that is not all capitals stays as it is.

    >>> as_written(["STACEY", "VANEK", "SMITH"], {})
    'Stacey Vanek Smith'
    >>> as_written(["LULU", "GARCIA-NAVARRO"], {}), as_written(["McEVERS"], {})
    ('Lulu Garcia-Navarro', 'McEvers')
    """
    return " ".join(
        _token_as_written(token, spellings, is_first=position == 0)
        for position, token in enumerate(tokens)
    )


def _token_as_written(
    token: str, spellings: Mapping[str, str], *, is_first: bool
) -> str:
    seen = spellings.get(folded(token))
    if seen is not None:
        return seen
    if not is_shouted(token):
        return token
    if token in _ROMAN or len(token) == 1:
        return token
    if not is_first and token.casefold() in PARTICLES:
        return token.lower()
    return "".join(map(_part_as_written, _PARTS.split(token)))


def is_shouted(token: str) -> bool:
    """Return whether a token is in capitals but for a small prefix: McEVERS."""
    return token.isupper() or (len(token) > 4 and token[3:].isupper())


def _part_as_written(part: str) -> str:
    if len(part) > 2 and part[:2].casefold() == "mc":
        return "Mc" + part[2:].capitalize()
    if len(part) > 4 and not part.isupper() and part[2:].isupper():
        return part[:2] + part[2:].capitalize()  # DeSHAWN, LaPOINTE
    if len(part) > 5 and not part.isupper() and part[3:].isupper():
        return part[:3] + part[3:].capitalize()  # MacARTHUR
    return part.capitalize()
