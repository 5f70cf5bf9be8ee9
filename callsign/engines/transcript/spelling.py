"""
Spelling: the newsroom's names, misspelled.

A machine has never heard of Okafor and writes Okafur; a typist in a hurry too. Only names
are looked at: an ordinary word that resembles a name is left alone, for a desk that cries
wolf is switched off.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.pairing import unlikeness

# A family name alone must look very much like ours: two letters of ten differ.
ALONE = 0.38
# Beside the rest of the name it may differ more: Luis Preeto is surely Luis Prieto.
TOGETHER = 0.6
# Shorter names are one letter away from too much else: Reed, Read, Reid, Ried.
SHORTEST = 5  # letters

# What stands before a name in its words, the name, what stands behind.
_WITHIN = re.compile(r"(\W*)(.*?)((?:['’]s)?\W*)", re.DOTALL)
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_CAPITAL = re.compile(r"[\"'“‘(\[]*[^\W\d_a-z]")
_END = re.compile(r"[.!?:;…—][\"'”’)\]]*$")
_FIRST_SOUNDS = {"c": "k", "q": "k", "z": "s", "g": "j", "y": "j", "p": "f", "w": "v"}

# How unlike it is, where it begins, and the name it should be.
_Meant = tuple[float, int, str]


@dataclass(frozen=True, slots=True)
class Misspelling:
    """
    Words ``first`` to ``stop`` of a text, and the name they probably are.

    >>> wrong = Misspelling(0, 1, "“Okafur’s,", "Okafor")
    >>> wrong.before, wrong.suggestion, wrong.behind
    ('“', 'Okafor', '’s,')
    """

    first: int
    stop: int
    text: str
    suggestion: str

    @property
    def before(self) -> str:
        """What stands in front of the name, and stays."""
        return self._parts[0]

    @property
    def behind(self) -> str:
        """What stands behind the name, and stays."""
        return self._parts[2]

    @property
    def _parts(self) -> tuple[str, ...]:
        found = _WITHIN.fullmatch(self.text)
        return found.groups() if found else ("", self.text, "")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the list, and how its words are compared."""

    text: str
    words: tuple[str, ...]


class Spelling:
    """The names of a newsroom, ready to look through any number of texts."""

    def __init__(self, names: Iterable[str]) -> None:
        known = (_Name(" ".join(one.split()), _compared(one.split())) for one in names)
        self._names = [one for one in dict.fromkeys(known) if all(one.words)]
        self._known = {word for one in self._names for word in one.words}
        self._by_end: dict[str, list[_Name]] = {}
        for name in self._names:
            for pair in _pairs(name.words[-1]) if name.words else ():
                self._by_end.setdefault(pair, []).append(name)

    def misspelled(
        self, words: Sequence[str], *, ordinary: Container[str] = ()
    ) -> list[Misspelling]:
        """
        Return where a text misspells a name, in order.

        Where the text is a part of a longer one, ``ordinary`` are the words in small
        letters of the whole: see ``ordinary_in``.

        Cost:    linear in the text; of names, only those that share letters are compared

        >>> desk = Spelling(["Ada Okafor", "Osage River"])
        >>> said = "This is Ada Okafur, at the Osaje River.".split()
        >>> [(one.text, one.suggestion) for one in desk.misspelled(said)]
        [('Ada Okafur,', 'Ada Okafor'), ('Osaje River.', 'Osage River')]
        """
        plain = _compared(words)
        ordinary = ordinary or ordinary_in(words)
        near: dict[str, list[_Name]] = {}
        found: list[Misspelling] = []
        for at, word in enumerate(plain):
            if len(word) < 2 or not _CAPITAL.match(words[at]):
                continue
            if word not in near:
                near[word] = list(self._near(word))
            meant = [
                one
                for name in near[word]
                if (one := self._whole(words, plain, at, name))
                or (one := self._alone(words, at, word, name, ordinary))
            ]
            best = min(meant, key=lambda one: one[0], default=None)
            if best is not None and (not found or found[-1].stop <= best[1]):
                found.append(_found(words, best[1], at + 1, best[2]))
        return found

    def _near(self, word: str) -> Iterator[_Name]:
        """Yield the names whose last word looks like this one, or is it."""
        shared = Counter(
            name for pair in _pairs(word) for name in self._by_end.get(pair, ())
        )
        for name in shared:
            if unlikeness(word, name.words[-1]) <= TOGETHER:
                yield name

    def _whole(
        self, words: Sequence[str], plain: Sequence[str], at: int, name: _Name
    ) -> _Meant | None:
        """Return a name of several words of which one at least is right, and one is not."""
        first = at + 1 - len(name.words)
        said = tuple(plain[max(first, 0) : at + 1])
        if len(name.words) < 2 or len(said) < len(name.words) or said == name.words:
            return None
        unlike = [
            unlikeness(one, other) for one, other in zip(said, name.words, strict=True)
        ]
        is_one_sentence = not any(_END.search(word) for word in words[first:at])
        is_name = min(unlike) == 0 and max(unlike) <= TOGETHER and is_one_sentence
        # Where what differs is of another name we know, that one is meant.
        wrong = [one for one, amount in zip(said, unlike, strict=True) if amount]
        if not is_name or all(one in self._known for one in wrong):
            return None
        return sum(unlike) / len(unlike), first, name.text

    def _alone(
        self,
        words: Sequence[str],
        at: int,
        word: str,
        name: _Name,
        ordinary: Container[str],
    ) -> _Meant | None:
        """Return the last word of a name, misspelled, without the rest of the name."""
        wanted = name.words[-1]
        unlike = unlikeness(word, wanted)
        is_ordinary = word in self._known or word in ordinary
        # Martin is not a misspelled Martinez, and Rivers are not one River.
        is_stem = word.startswith(wanted) or wanted.startswith(word)
        begins_alike = _sound_of(word) == _sound_of(wanted)
        # Any word has a capital at the beginning of a sentence.
        most = ALONE if at and not _END.search(words[at - 1]) else ALONE / 2
        if (
            unlike > most
            or min(len(word), len(wanted)) < SHORTEST
            or is_ordinary
            or is_stem
            or not begins_alike
        ):
            return None
        return unlike, at, name.text.split()[-1]


def ordinary_in(words: Iterable[str]) -> frozenset[str]:
    """
    Return the words that a text writes in small letters somewhere: they are no names.

    >>> sorted(ordinary_in("Rivers rise. The rivers, too".split()))
    ['rise', 'rivers', 'too']
    """
    return frozenset(_compared([word for word in words if word[:1].islower()]))


def _found(words: Sequence[str], first: int, stop: int, name: str) -> Misspelling:
    return Misspelling(first, stop, " ".join(words[first:stop]), name)


def _sound_of(word: str) -> str:
    """
    Return the first sound of a name, roughly: Kristof and Christoph begin alike.

    >>> _sound_of("kristof") == _sound_of("christoph")
    True
    """
    return _FIRST_SOUNDS.get(word[:1], word[:1])


def _compared(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_POSSESSIVE.sub("", sounded(word)) for word in words)


def _pairs(word: str) -> frozenset[str]:
    edged = f"^{word}$"
    return frozenset(edged[at : at + 2] for at in range(len(edged) - 1))
