"""
Patching: turns are replaced, and their words stay the words they were.

Typing never costs a word its time: words that are still said keep their ids and times,
also where one was respelled. New words share the time between their neighbors, until
somebody listens again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from callsign.engines.transcript.corrections import moved
from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.model import (
    Event,
    Note,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.pairing import paired
from callsign.engines.transcript.patches import (
    NO_LETTER,
    Mark,
    NotAPatch,
    Patch,
    PatchedTurn,
    Said,
    known_kind,
)

_PARAGRAPHS = re.compile(r"\n\s*\n")


def patched(
    transcript: Transcript, patches: Sequence[Patch], *, after_word: int
) -> Transcript:
    """
    Return the transcript with runs of its turns replaced.

    New words are numbered on from ``after_word``, the highest number any version had.
    Sounds of the replaced turns are those the patches name, those before the first word
    being the first turn's; one that was there before keeps its times. Notes hang on the nearest word before them that is still there.

    Raises:  NotAPatch: a patch reaches beyond the turns, or names an unknown speaker
    """
    _require_fitting(transcript, patches)
    working = _Patching(transcript, count(after_word + 1))
    at = 0
    for patch in patches:
        working.keep(transcript.turns[at : patch.at])
        working.put(patch)
        at = patch.stop
    working.keep(transcript.turns[at:])
    return working.result()


def _require_fitting(transcript: Transcript, patches: Sequence[Patch]) -> None:
    known = {one.id for one in transcript.speakers} | {None}
    for patch in patches:
        if patch.stop > len(transcript.turns):
            raise NotAPatch(f"there is no turn {patch.stop - 1}")
        for turn in patch.turns:
            if turn.speaker not in known:
                raise NotAPatch(f"nobody here is {turn.speaker}")


@dataclass(slots=True)
class _Patching:
    """The turns so far, and what hangs on their words."""

    transcript: Transcript
    numbers: Iterator[int]
    turns: list[Turn] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    latest: str | None = None
    gone: set[str] = field(default_factory=set)
    hanging: dict[str | None, list[Event]] = field(init=False)

    def __post_init__(self) -> None:
        hanging: dict[str | None, list[Event]] = {}
        for event in self.transcript.events:
            hanging.setdefault(event.after_word, []).append(event)
        self.hanging = hanging

    def keep(self, turns: Sequence[Turn]) -> None:
        """Take turns over as they are."""
        if turns and turns[0] is self.transcript.turns[0]:
            self.events += self.hanging.pop(None, ())
        for turn in turns:
            self.turns.append(turn)
            for word in turn.words:
                self.latest = word.id
                self.events += self.hanging.pop(word.id, ())

    def put(self, patch: Patch) -> None:
        """Replace turns: give each new word the id and the time of the one it was."""
        old = self.transcript.turns[patch.at : patch.stop]
        old_words = [word for turn in old for word in turn.words]
        tokens = [token for turn in patch.turns for token in tokens_of(turn)]
        words = iter(self._words(old_words, tokens))
        hung_on = [word.id for word in old_words]
        opening = [None] if patch.at == 0 < patch.count else []
        sounds = [
            one for at in (*opening, *hung_on) for one in self.hanging.pop(at, ())
        ]
        kept: set[str] = set()
        for turn in patch.turns:
            made = self._turn(turn, words, sounds)
            kept.update(word.id for word in made.words)
            if made.words:
                self.turns.append(made)
        self.gone |= {word.id for word in old_words} - kept

    def result(self) -> Transcript:
        """Return the transcript as it is now."""
        astray = [one for many in self.hanging.values() for one in many]
        return replace(
            self.transcript,
            turns=tuple(self.turns),
            events=(*self.events, *astray),
            notes=self._notes(),
        )

    def _words(self, old: Sequence[Word], tokens: Sequence[str]) -> list[Word]:
        pairs = paired(
            [word.text for word in old],
            tokens,
            times=[(word.start_ms, word.end_ms) for word in old],
        )
        partner = {j: old[i] for i, j in pairs}
        words = [
            _respelled(partner[at], token)
            if at in partner
            else Word(f"w{next(self.numbers)}", token)
            for at, token in enumerate(tokens)
        ]
        return between_neighbors(words)

    def _turn(
        self, turn: PatchedTurn, words: Iterator[Word], sounds: list[Event]
    ) -> Turn:
        said: list[Word] = []
        paragraphs: list[list[str]] = [[]]
        for piece in turn.pieces:
            if isinstance(piece, Mark):
                self.events.append(self._sound(piece, sounds))
                continue
            for number, row in enumerate(_rows(piece)):
                if number and paragraphs[-1]:
                    paragraphs.append([])
                paragraphs[-1] += row
                for _ in row:
                    said.append(next(words))
                    self.latest = said[-1].id
        text = "\n\n".join(" ".join(row) for row in paragraphs if row)
        starts = [word.start_ms for word in said if word.start_ms is not None]
        ends = [word.end_ms for word in said if word.end_ms is not None]
        return Turn(
            turn.speaker,
            text,
            tuple(said),
            min(starts, default=None),
            max(ends, default=None),
        )

    def _sound(self, mark: Mark, sounds: list[Event]) -> Event:
        text = NO_LETTER.sub("", mark.text)
        for position, one in enumerate(sounds):
            if (known_kind(one.kind), one.text) == (mark.kind, text):
                return replace(sounds.pop(position), after_word=self.latest)
        return Event(self.latest, mark.kind, text)

    def _notes(self) -> tuple[Note, ...]:
        notes = self.transcript.notes
        if not notes or not self.gone:
            return notes
        return tuple(moved(notes, self.transcript.words, self.gone))


def between_neighbors(words: Sequence[Word]) -> list[Word]:
    """
    Return the words; new ones between two timed words share the time between them.

    >>> words = [Word("w1", "Good", 0, 200), Word("w9", "old"), Word("w2", "day", 500, 900)]
    >>> [(word.start_ms, word.end_ms) for word in between_neighbors(words)]
    [(0, 200), (200, 500), (500, 900)]
    """
    made = list(words)
    at = 0
    while at < len(made):
        stop = at
        while stop < len(made) and made[stop].start_ms is None:
            stop += 1
        if at and at < stop < len(made):
            made[at:stop] = _shared(made[at:stop], made[at - 1], made[stop])
        at = max(stop, at + 1)
    return made


def _shared(words: Sequence[Word], before: Word, behind: Word) -> list[Word]:
    start_ms, end_ms = before.end_ms, behind.start_ms
    # Less than this for a letter is faster than anybody speaks: no room, no time.
    letters = sum(len(word.text) for word in words)
    if start_ms is None or end_ms is None or end_ms - start_ms < 20 * letters:
        return list(words)
    made, so_far = [], 0
    for word in words:
        from_ms = start_ms + (end_ms - start_ms) * so_far // letters
        so_far += len(word.text)
        to_ms = start_ms + (end_ms - start_ms) * so_far // letters
        made.append(Word(word.id, word.text, from_ms, to_ms, Tier.INTERPOLATED))
    return made


def _respelled(word: Word, text: str) -> Word:
    """Return a word as it is spelled now; whoever respells it, is sure of it."""
    if word.text == text:
        return word
    is_same = sounded(word.text) == sounded(text)
    return replace(word, text=text, score=word.score if is_same else None)


def tokens_of(turn: PatchedTurn) -> Iterator[str]:
    """Yield the words of a turn; one without any is no turn."""
    for piece in turn.pieces:
        if isinstance(piece, Said):
            for row in _rows(piece):
                yield from row


def _rows(piece: Said) -> Iterator[list[str]]:
    for paragraph in _PARAGRAPHS.split(NO_LETTER.sub("", piece.text)):
        yield paragraph.split()
