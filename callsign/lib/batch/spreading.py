"""Spreading: jobs are handed to a crew, so many at a time, and never two of the same."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Task = TypeVar("Task", bound=Hashable)
Done = TypeVar("Done")
Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Ready(Generic[Known]):
    """Something among the tasks that nobody need do: it is known what becomes of it."""

    known: Known


class Crew(Protocol[Task, Done]):
    """Who does the jobs: this process, others, or other machines."""

    @property
    def width(self) -> int:
        """How many jobs may be with the crew at once."""
        ...

    def start(self, task: Task) -> None:
        """Hand over a job."""
        ...

    def finished(self) -> list[tuple[Task, Done]]:
        """Wait for a job to be done, and return those that are, with what they gave."""
        ...

    def close(self) -> None:
        """Give back what is not done, and end."""
        ...


def spread(
    tasks: Iterable[Task | Ready[Known]],
    crew: Crew[Task, Done],
    *,
    alike: Callable[[Task], Hashable | None],
) -> Iterator[tuple[Task, Done] | Ready[Known]]:
    """
    Yield what became of each task, in the order in which they are done.

    Of tasks that are ``alike`` one waits until the other is done, and finds its result;
    None is like nothing else.

    Memory: that of as many tasks as the crew takes, twice, whatever there is to do
    """
    queue = _Queue(tasks, alike)
    while True:
        while queue.at_work < crew.width:
            task = queue.next(most_held=crew.width)
            if task is None:
                break
            if isinstance(task, Ready):
                yield task
            else:
                crew.start(task)
        if not queue.at_work:
            return
        for done, result in crew.finished():
            queue.release(done)
            yield done, result


class _Queue(Generic[Task, Known]):
    """Tasks that wait, and what is at work."""

    def __init__(
        self,
        tasks: Iterable[Task | Ready[Known]],
        alike: Callable[[Task], Hashable | None],
    ) -> None:
        self._coming = iter(tasks)
        self._alike = alike
        self._held: deque[tuple[Task, Hashable]] = deque()
        self._begun: dict[Task, Hashable | None] = {}
        self._busy: set[Hashable] = set()

    @property
    def at_work(self) -> int:
        return len(self._begun)

    def next(self, *, most_held: int) -> Task | Ready[Known] | None:
        """Return a task that nothing at work is like, if there is one now."""
        for held in self._held:
            if held[1] not in self._busy:
                self._held.remove(held)
                return self._begin(*held)
        while len(self._held) < most_held:
            task = next(self._coming, None)
            if task is None or isinstance(task, Ready):
                return task
            # One after another, the second finds what the first has made anyway.
            likeness = self._alike(task) if most_held > 1 else None
            if likeness is None or likeness not in self._busy:
                return self._begin(task, likeness)
            self._held.append((task, likeness))
        return None

    def release(self, task: Task) -> None:
        self._busy.discard(self._begun.pop(task))

    def _begin(self, task: Task, likeness: Hashable | None) -> Task:
        self._begun[task] = likeness
        if likeness is not None:
            self._busy.add(likeness)
        return task
