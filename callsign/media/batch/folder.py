"""A folder's jobs: those that are lacking go to the crew, the others have their receipts."""

import hashlib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

from callsign.lib.batch.known import Known
from callsign.lib.batch.naming import name_of
from callsign.lib.batch.results import Results
from callsign.lib.batch.spreading import Crew, Ready, spread
from callsign.media.batch.finding import Item, LeftOut, find
from callsign.media.batch.order import Order, Outcome, Task
from callsign.media.batch.work import what_stands

LIKENESS_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file, or of a pair."""

    paths: tuple[str, ...]
    size: int
    outcome: Outcome | LeftOut


@dataclass(slots=True)
class Batch:
    """
    An order for a folder.

    ``known`` are the digests of earlier runs; with ``again`` none of them is trusted, and
    what failed for good is tried once more.
    """

    order: Order
    folder: Path
    results: Results
    version: str
    known: Known
    again: bool = False

    def found(self) -> Iterator[Item | LeftOut]:
        """Yield what the folder holds. Raises nothing: what cannot be opened is left out."""
        return find(self.folder, self.order.kind, except_in=self.results.folder)

    def rows(self, crew: Crew[Task, Outcome]) -> Iterator[Row]:
        """Yield what became of each file; each has its row, in the order they are done."""
        sizes: dict[Task, int] = {}

        def tasks() -> Iterator[Task | Ready[Row]]:
            for one in self.found():
                if isinstance(one, LeftOut):
                    yield Ready(Row((one.path,), 0, one))
                elif standing := self.standing(one):
                    yield Ready(Row(one.paths, one.size, standing))
                else:
                    task = self.task(one)
                    sizes[task] = one.size
                    yield task

        for done in spread(tasks(), crew, alike=likeness):
            if isinstance(done, Ready):
                yield done.known
                continue
            task, outcome = done
            self.remember(outcome)
            yield Row(task.paths, sizes.pop(task), outcome)

    def task(self, item: Item) -> Task:
        return Task(
            self.order,
            str(self.folder),
            item.paths,
            str(self.results.folder),
            self.version,
            self.again,
        )

    def standing(self, item: Item) -> Outcome | None:
        """Return what became of files before, where none was touched since."""
        if self.again:
            return None
        digests = []
        for path in item.paths:
            digest = self.known.digest(self.folder / path)
            if digest is None:
                return None
            digests.append(digest)
        name = name_of(self.order.made, digests)
        receipt = what_stands(self.results, name, again=False)
        return Outcome(receipt) if receipt else None

    def remember(self, outcome: Outcome) -> None:
        for source in outcome.sources:
            self.known.keep(self.folder / source.path, source)


def likeness(task: Task) -> Hashable | None:
    """
    Return what two tasks share when their files may be the same.

    Sizes and beginnings, because hashing an archive is the workers' business.
    """
    shared: list[Hashable] = []
    for path in task.paths:
        file = Path(task.folder, path)
        try:
            with file.open("rb") as opened:
                head = opened.read(LIKENESS_BYTES)
            shared += [file.stat().st_size, hashlib.sha256(head).digest()]
        except OSError:
            return None
    return tuple(shared)
