"""Writing: what was cut goes to the disk in a thread of its own, and nobody waits for it."""

import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from callsign.air.clock import Clock
from callsign.air.cutting import Cut
from callsign.air.keeping import Keeper, free_bytes
from callsign.air.source import Say
from callsign.engines.stream.journal import Kind

# A disk that takes nothing for a minute is broken; memory must not fill up as well.
MOST_UNWRITTEN = 30


class Writing:
    """
    The thread that keeps what a service sends.

    ``write`` and ``tidy`` return at once; a segment that the disk is too slow for is lost.
    """

    def __init__(self, keeper: Keeper, *, clock: Clock, say: Say) -> None:
        self._keeper = keeper
        self._clock = clock
        self._say = say
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="disk")
        self._unwritten = threading.Semaphore(MOST_UNWRITTEN)

    def write(self, cut: Cut) -> None:
        if self._unwritten.acquire(blocking=False):
            self._begin(lambda: self._keep(cut))
        else:
            self._keeper.lose()

    def tidy(self) -> None:
        """Remove what is too old to be kept, or has no room."""
        self._begin(self._tidy)

    def finish(self) -> None:
        """Write what waits, and take no more."""
        self._thread.shutdown(wait=True)

    def _keep(self, cut: Cut) -> None:
        try:
            self._keeper.keep(cut)
        finally:
            self._unwritten.release()

    def _tidy(self) -> None:
        self._keeper.retire(self._clock.utc_ms())
        removed = self._keeper.make_room(free_bytes)
        if removed:
            free, _ = free_bytes(self._keeper.store.folder)
            self._say(Kind.DISK, removed=removed, free_mb=free // 1_000_000)

    def _begin(self, task: Callable[[], None]) -> None:
        self._thread.submit(task).add_done_callback(show_failure)


def show_failure(done: "Future[None]") -> None:
    """Show what went wrong in the disk's thread: nobody asks its futures."""
    error = done.exception()
    if error is not None:
        traceback.print_exception(error, file=sys.stderr)
