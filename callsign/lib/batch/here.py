"""A crew of one: this process does each job when it is asked what is finished."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Task = TypeVar("Task", bound=Hashable)
Done = TypeVar("Done")


class Here(Generic[Task, Done]):
    """
    Does jobs one after another.

    >>> crew = Here(str.upper)
    >>> crew.start("good morning")
    >>> crew.finished()
    [('good morning', 'GOOD MORNING')]
    """

    width = 1

    def __init__(self, work: Callable[[Task], Done]) -> None:
        self._work = work
        self._waiting: list[Task] = []

    def start(self, task: Task) -> None:
        self._waiting.append(task)

    def finished(self) -> list[tuple[Task, Done]]:
        waiting, self._waiting = self._waiting, []
        return [(task, self._work(task)) for task in waiting]

    def close(self) -> None:
        self._waiting.clear()
