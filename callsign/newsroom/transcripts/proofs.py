"""Proofs: what an editor should look at again in one version of a transcript."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from callsign.engines.transcript.doubts import doubt, is_fitted
from callsign.engines.transcript.model import Word
from callsign.engines.transcript.spelling import Misspelling, Spelling, ordinary_in
from callsign.newsroom.transcripts.document import Document

# First word, the word behind the last, letters left before and behind, the name it is.
Suspicion = tuple[int, int, int, int, str]


class Proofs:
    """The doubtful words of a version, and its names that the newsroom writes otherwise."""

    def __init__(self, document: Document, names: Iterable[str]) -> None:
        self._document = document
        self._names = tuple(names)
        self.is_fitted = is_fitted(document)

    def grade(self, word: Word) -> int:
        """Return how much a word is to be doubted, from 0 to 3."""
        return int(doubt(word, is_timed=self.is_fitted))

    def suspicions(self, words: Sequence[str]) -> list[Suspicion]:
        """Return the names that a turn of this version probably misspells."""
        found = self._spelling.misspelled(words, ordinary=self._ordinary)
        return [as_suspicion(one) for one in found]

    @property
    def _spelling(self) -> Spelling:
        return spelling_of(self._names)

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        return ordinary_in(word.text for word in self._document.words)


@lru_cache(maxsize=4)
def spelling_of(names: tuple[str, ...]) -> Spelling:
    """Return the names ready to look texts through with: thousands take a moment."""
    return Spelling(names)


def as_suspicion(one: Misspelling) -> Suspicion:
    """Return a misspelling as the page is told of it; browsers count UTF-16 units."""
    before, behind = (
        len(text.encode("utf-16-le", "surrogatepass")) // 2
        for text in (one.before, one.behind)
    )
    return one.first, one.stop, before, behind, one.suggestion
