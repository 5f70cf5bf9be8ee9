"""Landing: times that were found while others went on editing, written where they belong."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from callsign.engines.alignment.passages import runs
from callsign.engines.transcript.model import Tier, Word
from callsign.engines.transcript.patching import between_neighbors
from callsign.engines.transcript.retiming import retimed
from callsign.newsroom.transcripts.changes import timed_word
from callsign.newsroom.transcripts.document import Document


def landed(document: Document, before: Document, heard: Document) -> Document:
    """
    Return the document with the times that hearing changed, and no other time.

    ``before`` is the version that was heard, ``heard`` what became of it. A word that is
    another one by now keeps what it has. Words typed meanwhile beside those whose times
    changed share the time between their neighbors anew.
    """
    had = {word.id: word for word in before.words}
    found = {
        word.id: word for word in heard.words if word.id in had and word != had[word.id]
    }
    words = list(document.words)
    moved = {}
    for number, word in enumerate(words):
        timed = timed_word(word, found.get(word.id))
        if timed != word:
            moved[number] = words[number] = timed
    shared = dict(between(words, moved.keys(), had.keys()))
    return retimed(document, moved | shared)


def between(
    words: Sequence[Word], moved: AbstractSet[int], known: AbstractSet[str]
) -> Iterator[tuple[int, Word]]:
    """Yield the new times of words typed meanwhile, beside those that moved."""
    typed = (
        number
        for number, word in enumerate(words)
        if word.id not in known and word.tier is Tier.INTERPOLATED
    )
    for first, stop in runs(typed):
        if first - 1 in moved or stop in moved:
            opening = max(0, first - 1)
            row = list(words[opening : stop + 1])
            row[first - opening : stop - opening] = [
                Word(word.id, word.text) for word in words[first:stop]
            ]
            shared = between_neighbors(row)[first - opening : stop - opening]
            yield from zip(range(first, stop), shared, strict=True)
