"""Comparing: two versions of a transcript for the desk, word by word, without the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from callsign.engines.transcript.word_diff import (
    Change,
    Run,
    TurnDiff,
    WordDiff,
    word_diff,
)
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.rendering import clock

# Words that stay the same are shown this far around what differs.
CONTEXT = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A turn in which something differs, as the desk draws it."""

    speaker: str
    was: str
    starts: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one version became another."""

    diff: WordDiff
    turns: tuple[Shown, ...]
    words_gone: int
    words_new: int


def compare(before: Document, after: Document) -> Comparison:
    """Return what differs between two versions, in order; what both say is cut short."""
    diff = word_diff(before, after)
    return Comparison(
        diff,
        tuple(map(shown, diff.changed)),
        count_of(diff, Change.GONE),
        count_of(diff, Change.NEW),
    )


def shown(turn: TurnDiff) -> Shown:
    return Shown(
        turn.speaker or "",
        turn.was or "",
        "" if turn.start_ms is None else clock(turn.start_ms),
        tuple(shortened(turn.runs)),
    )


def shortened(runs: tuple[Run, ...]) -> Iterator[Run]:
    """
    Yield the runs of a turn; of long ones that are the same, the words near others.

    >>> words = " ".join(str(number) for number in range(100))
    >>> same, new = Run(Change.SAME, words), Run(Change.NEW, "now")
    >>> [run.text for run in shortened((same, new))]
    ['… 88 89 90 91 92 93 94 95 96 97 98 99', 'now']
    """
    for at, run in enumerate(runs):
        words = run.text.split()
        head = CONTEXT if at else 0
        tail = CONTEXT if at < len(runs) - 1 else 0
        if not head and not tail:
            head = CONTEXT
        if run.change is Change.SAME and len(words) > head + tail + 1:
            kept = [*words[:head], "…", *words[len(words) - tail :]]
            yield Run(run.change, " ".join(kept))
        else:
            yield run


def count_of(diff: WordDiff, change: Change) -> int:
    return sum(
        len(run.text.split())
        for turn in diff.turns
        for run in turn.runs
        if run.change is change
    )
