"""
A crew of processes on this machine; one that dies takes no other job with it.

When the system kills one, most often for its memory, the pool breaks and nobody can tell
whose job it was. Each of the jobs that were under way is then done alone, in a process that
it may kill: which one does, has its answer.
"""

import multiprocessing
import signal
from collections.abc import Callable, Hashable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

Task = TypeVar("Task", bound=Hashable)
Done = TypeVar("Done")


class Processes(Generic[Task, Done]):
    """
    Does jobs in ``count`` processes.

    ``work`` and tasks are pickled; ``lost(task)`` is what became of a job that killed its
    process.
    """

    def __init__(
        self, work: Callable[[Task], Done], lost: Callable[[Task], Done], *, count: int
    ) -> None:
        self._work, self._lost, self._count = work, lost, count
        self._pool = pool_of(count)
        self._at_work: dict[Future[Done], Task] = {}

    @property
    def width(self) -> int:
        """As many again as there are processes, so that none of them waits for work."""
        return 2 * self._count

    def start(self, task: Task) -> None:
        try:
            future = self._pool.submit(self._work, task)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self._at_work[future] = task

    def finished(self) -> list[tuple[Task, Done]]:
        done, _ = wait(self._at_work, return_when=FIRST_COMPLETED)
        if any(isinstance(one.exception(), BrokenProcessPool) for one in done):
            return self._one_by_one()
        return [(self._at_work.pop(one), one.result()) for one in done]

    def close(self) -> None:
        """End; what is still under way is broken off, and puts nothing in place."""
        if self._at_work:
            for process in multiprocessing.active_children():
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _one_by_one(self) -> list[tuple[Task, Done]]:
        """Return what became of every job under way when the pool broke."""
        at_work, self._at_work = self._at_work, {}
        wait(at_work)  # a broken pool ends all of them at once
        self._pool.shutdown()
        with_answers = [
            (task, one.result() if one.exception() is None else self._alone(task))
            for one, task in at_work.items()
        ]
        self._pool = pool_of(self._count)
        return with_answers

    def _alone(self, task: Task) -> Done:
        with pool_of(1) as pool:
            try:
                return pool.submit(self._work, task).result()
            except BrokenProcessPool:
                return self._lost(task)


def pool_of(count: int) -> ProcessPoolExecutor:
    """Return processes that leave Ctrl-C to whoever started them."""
    return ProcessPoolExecutor(
        count,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
