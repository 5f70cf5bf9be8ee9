"""
Edit lists: what an edition of a recording is made of, and its clock beside the master's.

The master is the recording that a transcript is of. An edition (a later feed, a podcast
without promos) is stretches of it and stretches of something else, one after another.
Every stretch is half-open, ``[start_ms, end_ms)``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise


class ImpossibleEdits(ValueError):
    """No edition can be made of these parts."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The master from one moment to another."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms < self.end_ms:
            raise ImpossibleEdits(
                f"nothing runs from {self.start_ms} to {self.end_ms} ms"
            )

    @property
    def duration_ms(self) -> int:
        """How long the edition plays it."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Other:
    """Something the master has not; ``label`` says what, as far as anybody knows."""

    duration_ms: int
    label: str = ""

    def __post_init__(self) -> None:
        if self.duration_ms <= 0:
            raise ImpossibleEdits(f"nothing takes {self.duration_ms} ms")


Part = Kept | Other


@dataclass(frozen=True)
class EditList:
    """
    The parts of an edition, in the order they are heard.

    The master's stretches may come in another order than there, but none twice: a word
    has one id, and so one place.

    Raises:  ImpossibleEdits: a stretch of the master is heard twice

    >>> podcast = EditList((Kept(0, 60_000), Other(15_000, "Ad"), Kept(90_000, 120_000)))
    >>> podcast.duration_ms
    105000
    >>> podcast.to_edition_ms(100_000), podcast.to_edition_ms(75_000)
    (85000, None)
    >>> podcast.to_master_ms(85_000), podcast.to_master_ms(70_000)
    (100000, None)
    """

    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        kept = sorted(self.kept, key=lambda one: one.start_ms)
        for one, following in pairwise(kept):
            if one.end_ms > following.start_ms:
                raise ImpossibleEdits(
                    f"{following.start_ms} to {min(one.end_ms, following.end_ms)} ms of"
                    " the master would be heard twice"
                )

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What it has of the master."""
        return tuple(part for part in self.parts if isinstance(part, Kept))

    @property
    def kept_ms(self) -> int:
        """How much it has of the master."""
        return sum(part.duration_ms for part in self.kept)

    @property
    def duration_ms(self) -> int:
        """How long the edition is."""
        return sum(part.duration_ms for part in self.parts)

    @cached_property
    def placed(self) -> tuple[tuple[int, Part], ...]:
        """Each part, with the moment of the edition at which it begins."""
        ends = accumulate((part.duration_ms for part in self.parts), initial=0)
        return tuple(zip(ends, self.parts, strict=False))

    def to_edition_ms(self, master_ms: int) -> int | None:
        """Return when a moment of the master is heard; None if it was cut out."""
        for at_ms, part in self.placed:
            if isinstance(part, Kept) and part.start_ms <= master_ms < part.end_ms:
                return at_ms + master_ms - part.start_ms
        return None

    def to_master_ms(self, edition_ms: int) -> int | None:
        """Return which moment of the master is heard; None for what it has not."""
        for at_ms, part in self.placed:
            if isinstance(part, Kept) and 0 <= edition_ms - at_ms < part.duration_ms:
                return part.start_ms + edition_ms - at_ms
        return None

    def cuts(self, master_ms: int) -> Iterator[Kept]:
        """
        Yield what a master of ``master_ms`` has and the edition has not.

        >>> list(EditList((Kept(0, 10), Kept(30, 40))).cuts(50))
        [Kept(start_ms=10, end_ms=30), Kept(start_ms=40, end_ms=50)]
        """
        at_ms = 0
        for part in sorted(self.kept, key=lambda one: one.start_ms):
            if part.start_ms > at_ms:
                yield Kept(at_ms, part.start_ms)
            at_ms = part.end_ms
        if at_ms < master_ms:
            yield Kept(at_ms, master_ms)


def composed(first: EditList, second: EditList) -> EditList:
    """
    Return the edit list of an edition of an edition.

    ``first`` makes an edition of the master, ``second`` another edition of that one;
    what ``second`` takes from beyond the end of ``first`` nobody knows.

    >>> feed = EditList((Other(10, "News"), Kept(0, 50)))
    >>> composed(feed, EditList((Kept(5, 30),))).parts
    (Other(duration_ms=5, label='News'), Kept(start_ms=0, end_ms=20))
    """
    parts: list[Part] = []
    for part in second.parts:
        parts.extend(_within(first, part) if isinstance(part, Kept) else [part])
    return EditList(tuple(joined(parts)))


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """
    Yield the same edition in as few parts as it has.

    >>> list(joined([Kept(0, 10), Kept(10, 20), Other(5), Other(5)]))
    [Kept(start_ms=0, end_ms=20), Other(duration_ms=10, label='')]
    """
    last: Part | None = None
    for part in parts:
        whole = _together(last, part)
        if whole is None and last is not None:
            yield last
        last = whole or part
    if last is not None:
        yield last


def _together(one: Part | None, following: Part) -> Part | None:
    """Return two parts as one, where nothing lies between them."""
    match one, following:
        case Kept(start_ms, end_ms), Kept(next_ms, last_ms) if end_ms == next_ms:
            return Kept(start_ms, last_ms)
        case Other(first_ms, label), Other(more_ms, same) if label == same:
            return Other(first_ms + more_ms, label)
    return None


def _within(edits: EditList, stretch: Kept) -> Iterator[Part]:
    """Yield what an edition is made of between two of its moments."""
    for at_ms, part in edits.placed:
        first = max(stretch.start_ms - at_ms, 0)
        stop = min(stretch.end_ms - at_ms, part.duration_ms)
        if first >= stop:
            continue
        if isinstance(part, Kept):
            yield Kept(part.start_ms + first, part.start_ms + stop)
        else:
            yield Other(stop - first, part.label)
    beyond = stretch.end_ms - max(stretch.start_ms, edits.duration_ms)
    if beyond > 0:
        yield Other(beyond)
