"""
Differences by word: what two versions of a transcript say, turn by turn.

Words are struck and added where they stand, sounds too; a turn that another voice says now
is told with whose it was.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from callsign.engines.transcript.model import Event, Transcript
from callsign.engines.transcript.piecewise import pieces, sounds_of
from callsign.engines.transcript.same_words import same_words


class Change(StrEnum):
    """What became of words from one version to the other."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words beside each other with the same fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class TurnDiff:
    """
    A turn in both versions at once; ``was`` is who said it before, if somebody else.

    ``start_ms`` is when it begins, in the version that has it.
    """

    speaker: str | None
    was: str | None
    runs: tuple[Run, ...]
    start_ms: int | None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to see."""
        return self.was is not None or any(
            one.change is not Change.SAME for one in self.runs
        )


@dataclass(frozen=True, slots=True)
class WordDiff:
    """
    Two versions at once: who was renamed, what differs turn by turn, what was stated.

    ``renamed`` are pairs of a voice's names; a rename is told once, not at every turn.
    """

    renamed: tuple[tuple[str, str], ...]
    turns: tuple[TurnDiff, ...]
    notes_gone: tuple[str, ...]
    notes_new: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether both versions say the same by the same voices."""
        return not (
            self.renamed or self.notes_gone or self.notes_new or any(self.changed)
        )

    @property
    def changed(self) -> list[TurnDiff]:
        """The turns in which there is anything to see."""
        return [one for one in self.turns if one.is_changed]


def word_diff(before: Transcript, after: Transcript) -> WordDiff:
    """
    Return how ``after`` differs from ``before``.

    Cost:    near linear for versions of one transcript

    >>> from callsign.engines.transcript.script import read_script
    >>> found = word_diff(read_script("ADA: The river rose."),
    ...                   read_script("ADA: The old river rose."))
    >>> [(run.change.value, run.text) for run in found.turns[0].runs]
    [('same', 'The'), ('new', 'old'), ('same', 'river rose.')]
    """
    ours, theirs = _tokens(before), _tokens(after)
    pairs = same_words([one.text for one in ours], [one.text for one in theirs])
    steps = list(_steps(ours, theirs, pairs))
    notes, old_notes = _statements(after), _statements(before)
    return WordDiff(
        renamed=tuple(_renamed(before, after)),
        turns=tuple(_turn(before, after, one) for one in _by_turn(steps)),
        notes_gone=tuple(one for one in old_notes if one not in notes),
        notes_new=tuple(one for one in notes if one not in old_notes),
    )


def _renamed(before: Transcript, after: Transcript) -> Iterator[tuple[str, str]]:
    for speaker in before.speakers:
        was, now = _name(before, speaker.id), _name(after, speaker.id)
        if was and now and was != now:
            yield was, now


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or a sound, and the position of its turn."""

    text: str
    turn: int


@dataclass(frozen=True, slots=True)
class _Step:
    """A token of either version or of both, and the turn it has in each."""

    change: Change
    text: str
    old_turn: int = -1
    new_turn: int = -1


def _tokens(transcript: Transcript) -> list[_Token]:
    sounds = sounds_of(transcript)
    made = []
    for at, turn in enumerate(transcript.turns):
        for piece in pieces(turn, sounds, is_first=at == 0):
            texts = [piece.text] if isinstance(piece, Event) else piece.text.split()
            made += [_Token(text, at) for text in texts]
    return made


def _steps(
    ours: Sequence[_Token], theirs: Sequence[_Token], pairs: Sequence[tuple[int, int]]
) -> Iterator[_Step]:
    """Yield both versions in step; what is gone before what is new."""
    i = j = 0
    for old, new in [*pairs, (len(ours), len(theirs))]:
        for token in ours[i:old]:
            yield _Step(Change.GONE, token.text, old_turn=token.turn)
        for token in theirs[j:new]:
            yield _Step(Change.NEW, token.text, new_turn=token.turn)
        if new < len(theirs):
            token = theirs[new]
            yield _Step(Change.SAME, token.text, ours[old].turn, token.turn)
        i, j = old + 1, new + 1


def _by_turn(steps: Sequence[_Step]) -> Iterator[list[_Step]]:
    """
    Yield the steps of a turn at a time.

    Gone words stand in the turn in which the rest of theirs goes on; a turn of which
    nothing is left stands alone, where it stood.
    """
    home = {
        one.old_turn: one.new_turn
        for one in reversed(steps)
        if one.change is Change.SAME
    }
    turns: dict[int, list[_Step]] = {}
    lost: dict[int, dict[int, list[_Step]]] = {}
    latest = -1
    for step in steps:
        if step.change is Change.SAME:
            home[step.old_turn] = step.new_turn
        if step.change is not Change.GONE:
            latest = step.new_turn
            turns.setdefault(step.new_turn, []).append(step)
        elif step.old_turn in home:
            turns.setdefault(home[step.old_turn], []).append(step)
        else:
            behind = lost.setdefault(latest, {})
            behind.setdefault(step.old_turn, []).append(step)
    for at in range(-1, max([*turns, *lost], default=-1) + 1):
        if at in turns:
            yield turns[at]
        yield from lost.get(at, {}).values()


def _turn(before: Transcript, after: Transcript, steps: Sequence[_Step]) -> TurnDiff:
    stands_at = max(one.new_turn for one in steps)
    old = Counter(one.old_turn for one in steps if one.change is Change.SAME)
    if stands_at < 0:
        turn = before.turns[steps[0].old_turn]
        return TurnDiff(_name(before, turn.speaker), None, _runs(steps), turn.start_ms)
    turn = after.turns[stands_at]
    speaker, was = _name(after, turn.speaker), None
    if old:
        whose = before.turns[old.most_common(1)[0][0]].speaker
        # By what the voice is called now, so that a rename moves nobody.
        name = _name(after, whose) or _name(before, whose)
        was = (name or "nobody") if whose != turn.speaker and name != speaker else None
    return TurnDiff(speaker, was, _runs(steps), turn.start_ms)


def _runs(steps: Sequence[_Step]) -> tuple[Run, ...]:
    return tuple(
        Run(change, " ".join(one.text for one in many))
        for change, many in groupby(steps, key=lambda one: one.change)
    )


def _name(transcript: Transcript, speaker_id: str | None) -> str | None:
    speaker = transcript.speaker(speaker_id)
    return (speaker.name or speaker.id) if speaker else None


def _statements(transcript: Transcript) -> list[str]:
    return [
        f"{one.kind.replace('_', ' ').capitalize()}: {one.text}"
        for one in transcript.notes
    ]
