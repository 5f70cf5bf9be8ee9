"""
Merging: two editors at one transcript.

Patches are made on one version while somebody else moved the head on. Those on turns
that nobody else touched are moved to where these turns stand now; what both made the
same of is done; the others are handed back, each with what the other editor made of the
same turns.

Source:  Khanna, Kunal and Pierce 2007, "A formal investigation of diff3"
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from callsign.engines.transcript.model import Transcript, Turn
from callsign.engines.transcript.patches import Mark, Patch, PatchedTurn
from callsign.engines.transcript.piecewise import PARAGRAPHS, as_patched, sounds_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    A patch on turns that somebody else changed; theirs stand at ``at`` to ``stop``.

    It covers all that they made other turns of, so either side can stand whole.
    """

    patch: Patch
    at: int
    stop: int


@dataclass(frozen=True, slots=True)
class Merged:
    """Patches that fit the head, and those that do not fit it."""

    patches: tuple[Patch, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Turns ``start`` to ``stop`` of the base, which stand at these places in the head."""

    start: int
    stop: int
    head_start: int
    head_stop: int

    @property
    def growth(self) -> int:
        """How many more turns the head has there."""
        return (self.head_stop - self.head_start) - (self.stop - self.start)

    def touches(self, patch: Patch) -> bool:
        """Whether both say what stands at one place."""
        if self.start == self.stop and patch.count == 0:
            return self.start == patch.at
        if self.start == self.stop:
            return patch.at < self.start < patch.stop
        if patch.count == 0:
            return self.start < patch.at < self.stop
        return self.start < patch.stop and patch.at < self.stop


@dataclass(slots=True)
class _Dispute:
    """Patches and changes that touch one another."""

    patches: list[Patch] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def merged(base: Transcript, head: Transcript, patches: Sequence[Patch]) -> Merged:
    """
    Return the patches of ``base`` as patches of ``head``, and the conflicts.

    Times are no change: whoever only listened stands in nobody's way.

    Cost:    near linear in the turns of versions of one transcript
    """
    changes = changed_turns(base, head)
    fitting: list[Patch] = []
    disputes: list[_Dispute] = []
    for patch in patches:
        touching = [one for one in changes if one.touches(patch)]
        if not touching:
            shift = sum(one.growth for one in changes if one.stop <= patch.at)
            fitting.append(replace(patch, at=patch.at + shift))
            continue
        if not disputes or disputes[-1].changes[-1] != touching[0]:
            disputes.append(_Dispute())
        known = disputes[-1].changes
        disputes[-1].patches.append(patch)
        known += [one for one in touching if one not in known]
    settled = (_conflict(base, one) for one in disputes)
    return Merged(
        tuple(fitting), tuple(one for one in settled if not _agrees(head, one))
    )


def changed_turns(base: Transcript, head: Transcript) -> list[Change]:
    """Return the turns that say something else in another version, or moved."""
    ours, theirs = _turns(base), _turns(head)
    start = _shared(ours, theirs)
    end = _shared(ours[start:][::-1], theirs[start:][::-1])
    matcher = SequenceMatcher(
        None,
        ours[start : len(ours) - end],
        theirs[start : len(theirs) - end],
        autojunk=False,
    )
    return [
        Change(i + start, i_stop + start, j + start, j_stop + start)
        for kind, i, i_stop, j, j_stop in matcher.get_opcodes()
        if kind != "equal"
    ]


def _shared(
    ours: Sequence[tuple[object, ...]], theirs: Sequence[tuple[object, ...]]
) -> int:
    """Return how many turns both begin with."""
    pairs = zip(ours, theirs, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other),
        min(len(ours), len(theirs)),
    )


def _conflict(base: Transcript, dispute: _Dispute) -> Conflict:
    """Return the patches of a dispute as one, on all that its changes touch."""
    first, last = dispute.changes[0], dispute.changes[-1]
    at = min(first.start, dispute.patches[0].at)
    stop = max(last.stop, dispute.patches[-1].stop)
    patch = Patch(at, stop - at, tuple(_retold(base, dispute.patches, at, stop)))
    return Conflict(
        patch,
        first.head_start - (first.start - at),
        last.head_stop + (stop - last.stop),
    )


def _retold(
    base: Transcript, patches: Sequence[Patch], at: int, stop: int
) -> Iterator[PatchedTurn]:
    """Yield the turns of a stretch of the base as the patches leave them."""
    for patch in patches:
        yield from _unpatched(base, at, patch.at)
        yield from patch.turns
        at = patch.stop
    yield from _unpatched(base, at, stop)


def _unpatched(transcript: Transcript, at: int, stop: int) -> Iterator[PatchedTurn]:
    if at >= stop:
        return
    sounds = sounds_of(transcript)
    for position in range(at, stop):
        yield as_patched(transcript.turns[position], sounds, is_first=position == 0)


def _agrees(head: Transcript, conflict: Conflict) -> bool:
    """Whether the head says there already what the patch wants."""
    theirs = _unpatched(head, conflict.at, conflict.stop)
    return _said(conflict.patch.turns) == _said(list(theirs))


def _said(turns: Sequence[PatchedTurn]) -> list[tuple[object, ...]]:
    said: list[tuple[object, ...]] = []
    for turn in turns:
        parts: list[Mark | tuple[str, ...]] = []
        for piece in turn.pieces:
            if isinstance(piece, Mark):
                parts.append(piece)
            else:
                parts += (tuple(row.split()) for row in PARAGRAPHS.split(piece.text))
        if any(parts):
            said.append((turn.speaker, *parts))
    return said


def _turns(transcript: Transcript) -> list[tuple[object, ...]]:
    """Return what each turn says, sounds included."""
    sounds = sounds_of(transcript)
    return [
        (
            turn.speaker,
            turn.text,
            tuple(
                (at, one.kind, one.text)
                for at, word_id in enumerate(_places(turn, is_first=not position))
                for one in sounds.get(word_id, ())
            )
            if sounds
            else (),
        )
        for position, turn in enumerate(transcript.turns)
    ]


def _places(turn: Turn, *, is_first: bool) -> list[str | None]:
    """Return where a sound can hang in a turn."""
    words: list[str | None] = [word.id for word in turn.words]
    return [None, *words] if is_first else words
