"""Comparing: what two versions of a transcript say differently, turn by turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from callsign.newsroom.transcripts.document import Document


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of turns: as the first version has them, and as the second does."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def compare(ours: Document, theirs: Document) -> list[Difference]:
    """Return where two versions differ, in order; what both say is left out."""
    return list(differences(lines(ours), lines(theirs)))


def differences(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, our_start, our_end, their_start, their_end in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(
                tuple(ours[our_start:our_end]), tuple(theirs[their_start:their_end])
            )


def lines(document: Document) -> list[str]:
    """Return each turn as one line, with the name of who says it."""
    names = {one.id: one.name or one.id for one in document.speakers}
    return [
        f"{names[turn.speaker]}: {turn.text}" if turn.speaker in names else turn.text
        for turn in document.turns
    ]
