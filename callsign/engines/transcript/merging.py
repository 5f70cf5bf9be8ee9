"""
Merging: two editors at one transcript.

Patches are made on one version while somebody else moved the head on. Those on turns
that nobody else touched are moved to where these turns stand now; the others are handed
back, each with what the other editor made of the same turns.

Source:  Khanna, Kunal and Pierce 2007, "A formal investigation of diff3"
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.patches import Patch


@dataclass(frozen=True, slots=True)
class Conflict:
    """A patch on turns that somebody else changed; theirs stand at ``at`` to ``stop``."""

    patch: Patch
    at: int
    stop: int


@dataclass(frozen=True, slots=True)
class Merged:
    """Patches that fit the head, and those that do not fit it."""

    patches: tuple[Patch, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """Turns ``start`` to ``stop`` of the base, which stand at these places in the head."""

    start: int
    stop: int
    head_start: int
    head_stop: int

    @property
    def growth(self) -> int:
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


def merged(base: Transcript, head: Transcript, patches: Sequence[Patch]) -> Merged:
    """
    Return the patches of ``base`` as patches of ``head``, and the conflicts.

    Times are no change: whoever only listened stands in nobody's way.

    Cost:    near linear in the turns of versions of one transcript
    """
    changes = list(_changes(_turns(base), _turns(head)))
    fitting, conflicts = [], []
    for patch in patches:
        touching = [one for one in changes if one.touches(patch)]
        shift = sum(one.growth for one in changes if one.stop <= patch.at)
        if touching:
            conflicts.append(_conflict(patch, touching))
        else:
            fitting.append(replace(patch, at=patch.at + shift))
    return Merged(tuple(fitting), tuple(conflicts))


def _conflict(patch: Patch, touching: Sequence[_Change]) -> Conflict:
    """Return a conflict with the whole of their turns where the patch is."""
    first, last = touching[0], touching[-1]
    ahead = max(0, first.start - patch.at)
    behind = max(0, patch.stop - last.stop)
    return Conflict(patch, first.head_start - ahead, last.head_stop + behind)


def _changes(
    base: Sequence[tuple[object, ...]], head: Sequence[tuple[object, ...]]
) -> Iterator[_Change]:
    matcher = SequenceMatcher(None, base, head, autojunk=False)
    for kind, start, stop, head_start, head_stop in matcher.get_opcodes():
        if kind != "equal":
            yield _Change(start, stop, head_start, head_stop)


def _turns(transcript: Transcript) -> list[tuple[object, ...]]:
    """Return what each turn says, sounds included."""
    sounds: dict[str | None, list[tuple[str, str]]] = {}
    for event in transcript.events:
        sounds.setdefault(event.after_word, []).append((event.kind, event.text))
    return [
        (
            turn.speaker,
            turn.text,
            tuple(
                (at, one)
                for at, word in enumerate(turn.words)
                for one in sounds.get(word.id, ())
            ),
        )
        for turn in transcript.turns
    ]
