"""Doubting: whether a script that would replace a public transcript belongs to it."""

from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.languages import NAMES, language_of
from callsign.engines.transcript.same_words import same_words
from callsign.newsroom.transcripts.document import Document

# Of two scripts of one recording, nine of ten longer words are the same; of two
# recordings in one language, hardly one in ten is, in the same order.
TOO_FEW = 0.25
LONGER = 4  # letters; every text has the short words


def doubt_about(document: Document, before: Document) -> str:
    """Return what makes a new text seem another recording's, or "" where nothing does."""
    new = language_of(word.text for word in document.words)
    old = language_of(word.text for word in before.words)
    if new and old and new != old:
        return (
            f"This script seems to be in {NAMES[new]}, and the transcript that readers"
            f" see is in {NAMES[old]}."
        )
    ours, theirs = longer_words(before), longer_words(document)
    shared = len(same_words(ours, theirs))
    count = min(len(ours), len(theirs))
    if shared < TOO_FEW * count:
        return (
            "This seems to be another recording's script: of its"
            f" {len(document.words):,} words, next to none is in the transcript that"
            " readers see."
        )
    return ""


def longer_words(document: Document) -> list[str]:
    """Return what two texts are told apart by; of the shortest text, all it has."""
    spoken = [sounded(word.text) for word in document.words]
    return [word for word in spoken if len(word) >= LONGER] or spoken
