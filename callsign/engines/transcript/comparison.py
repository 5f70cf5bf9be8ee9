"""
Comparison: what is on the tape and not in the script, and the other way round.

The last feed of a broadcast is archived and transcribed, so a script and a recording of
another feed differ by whole passages; a script and a machine's draft of one recording
differ by words the machine misheard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.model import Transcript, Word
from callsign.engines.transcript.pairing import paired

# Shorter than this, a difference is what a machine misses or an editor tidies.
PASSAGE = 6  # words
# A recording and a script that share fewer of their words are not of one broadcast.
SAME_BROADCAST = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that only one side has; times where that side knows them."""

    first_word: str
    word_count: int
    text: str
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    How what was heard on the tape differs from the script.

    ``misheard`` counts words that stand at one place on both sides and differ;
    ``shared`` is the share of the script's words that were heard.
    """

    only_on_tape: tuple[Passage, ...]
    only_in_script: tuple[Passage, ...]
    misheard: int
    shared: float

    @property
    def is_other_broadcast(self) -> bool:
        """Whether script and tape have too little in common to be of one broadcast."""
        return self.shared < SAME_BROADCAST

    @property
    def is_other_feed(self) -> bool:
        """Whether they are of one broadcast, with passages that only one feed has."""
        has_passages = bool(self.only_on_tape or self.only_in_script)
        return has_passages and not self.is_other_broadcast


def compared(tape: Transcript, script: Transcript) -> Comparison:
    """
    Return how a transcript of the tape differs from a script.

    Cost:    near linear for versions of one talk

    >>> from callsign.engines.transcript.script import read_script
    >>> tape = read_script("ADA OKAFOR: The river rows.")
    >>> compared(tape, read_script("ADA OKAFOR: The river rose.")).misheard
    1
    """
    heard, written = tape.words, script.words
    pairs = paired([word.text for word in heard], [word.text for word in written])
    same = [
        (i, j) for i, j in pairs if sounded(heard[i].text) == sounded(written[j].text)
    ]
    return Comparison(
        only_on_tape=tuple(_alone(heard, {i for i, _ in same})),
        only_in_script=tuple(_alone(written, {j for _, j in same})),
        misheard=len(pairs) - len(same),
        shared=len(same) / len(written) if written else 0.0,
    )


def _alone(words: Sequence[Word], shared: set[int]) -> Iterator[Passage]:
    """Yield the runs of words that the other side has nothing of."""
    run: list[Word] = []
    for at, word in enumerate([*words, None]):
        if word is not None and at not in shared:
            run.append(word)
            continue
        if len(run) >= PASSAGE:
            yield _passage(run)
        run = []


def _passage(run: Sequence[Word]) -> Passage:
    starts = [word.start_ms for word in run if word.start_ms is not None]
    ends = [word.end_ms for word in run if word.end_ms is not None]
    return Passage(
        run[0].id,
        len(run),
        " ".join(word.text for word in run),
        min(starts, default=None),
        max(ends, default=None),
    )
