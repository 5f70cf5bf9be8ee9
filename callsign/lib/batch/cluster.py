"""
A crew of many machines: a scheduler of Dask hands the jobs to its workers.

Needs the extra ``archive``; whoever has no scheduler never loads this file. A worker that
dies gives its jobs back by itself; one job that was with several workers when they died is
taken for the reason, and goes to nobody else.

Source:  distributed 2026.8 (BSD-3-Clause), ``Client.submit``, ``KilledWorker``
"""

import queue
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar, cast
from uuid import uuid4

from distributed import CancelledError, Client
from distributed.scheduler import KilledWorker

Task = TypeVar("Task", bound=Hashable)
Done = TypeVar("Done")

CONNECT_S = 10
LOOK_S = 5.0  # how often the number of workers is asked for
# So many jobs for each that can be done at once: the scheduler never waits for the client,
# and holds thousands, not millions.
AHEAD = 4
FEWEST = 16


class NoCluster(Exception):
    """The scheduler is not there, went away, or has workers that cannot work."""


class Promise(Protocol):
    """The part of ``distributed.Future`` that is used here."""

    key: str
    status: str

    def exception(self) -> BaseException | None: ...

    def add_done_callback(self, call: Callable[["Promise"], None]) -> None: ...


class Scheduler(Protocol):
    """The part of ``distributed.Client`` that is used here, which has no types."""

    def submit(
        self, work: Callable[..., Any], task: object, *, key: str, pure: bool
    ) -> Promise: ...

    def gather(self, promises: list[Promise]) -> list[Any]: ...

    def nthreads(self) -> dict[str, int]: ...

    def close(self) -> None: ...


connect = cast("Callable[..., Scheduler]", Client)


class Cluster(Generic[Task, Done]):
    """
    Does jobs on the workers of a scheduler.

    ``work`` and tasks are pickled, and the workers import what they name. ``lost(task)``
    is what became of a job whose workers died; ``tell`` hears whether nobody is there.

    Raises: NoCluster
    """

    def __init__(
        self,
        address: str,
        work: Callable[[Task], Done],
        lost: Callable[[Task], Done],
        *,
        tell: Callable[[str], None],
    ) -> None:
        self._work, self._lost, self._tell = work, lost, tell
        self._run = uuid4().hex
        self._count = 0
        # A job whose promise nobody holds is called off.
        self._at_work: dict[str, tuple[Promise, Task]] = {}
        self._ready: queue.SimpleQueue[Promise] = queue.SimpleQueue()
        self._looked_s = float("-inf")
        self._threads = 0
        try:
            self._scheduler = connect(address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NoCluster(f"no scheduler answers at {address}: {error}") from error

    @property
    def width(self) -> int:
        """Return how many jobs may be out; workers come and go."""
        if time.monotonic() - self._looked_s >= LOOK_S:
            self._look()
        return max(FEWEST, AHEAD * self._threads)

    def start(self, task: Task) -> None:
        self._count += 1
        # A key of this run alone: nothing is taken from what the scheduler may remember.
        key = f"callsign-{self._run}-{self._count}"
        promise = self._scheduler.submit(self._work, task, key=key, pure=False)
        self._at_work[key] = (promise, task)
        promise.add_done_callback(self._ready.put)

    def finished(self) -> list[tuple[Task, Done]]:
        ready = [self._next()]
        with suppress(queue.Empty):
            while True:
                ready.append(self._ready.get_nowait())
        try:
            # Together: asked for one by one, each answer takes milliseconds.
            return self._answers(ready)
        except KilledWorker:
            # A worker died with answers that nobody had fetched, and so did the next.
            return [one for promise in ready for one in self._answer(promise)]

    def close(self) -> None:
        self._scheduler.close()

    def _next(self) -> Promise:
        """Return the next promise that is kept or broken; see meanwhile that anybody works."""
        while True:
            try:
                return self._ready.get(timeout=LOOK_S)
            except queue.Empty:
                self._look()
                if not self._threads:
                    self._tell("no worker is there; waiting for one")

    def _answer(self, promise: Promise) -> list[tuple[Task, Done]]:
        try:
            return self._answers([promise])
        except KilledWorker:
            _, task = self._at_work.pop(promise.key)
            return [(task, self._lost(task))]

    def _answers(self, promises: list[Promise]) -> list[tuple[Task, Done]]:
        """Return what jobs gave. Raises: KilledWorker, NoCluster"""
        try:
            answers = self._scheduler.gather(promises)
        except KilledWorker:
            raise
        except (CancelledError, OSError) as error:
            raise NoCluster(
                "the scheduler went away, or called the jobs off"
            ) from error
        except Exception as error:
            # Jobs answer for their own errors; this one is that of a worker.
            raise NoCluster(
                f"a worker cannot do these jobs: {type(error).__name__}: {error}"
            ) from error
        tasks = [self._at_work.pop(one.key)[1] for one in promises]
        return list(zip(tasks, answers, strict=True))

    def _look(self) -> None:
        self._looked_s = time.monotonic()
        try:
            self._threads = sum(self._scheduler.nthreads().values())
        except (OSError, ValueError) as error:
            raise NoCluster(f"the scheduler went away: {error}") from error
