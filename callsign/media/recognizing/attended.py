"""Attended work: something that blocks is done aside, while somebody stays awake."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from callsign.media.recognizing.recognizer import WhileWaiting

EVERY_S = 1.0

Result = TypeVar("Result")


def attended(
    work: Callable[[], Result],
    *,
    while_waiting: WhileWaiting,
    break_off: Callable[[], None],
    every_s: float = EVERY_S,
) -> Result:
    """
    Return what ``work`` returns, and raise what it raises.

    Meanwhile ``while_waiting`` is called in this thread; when it raises, ``break_off``
    has to bring the work to its end.

    >>> attended(lambda: 2, while_waiting=lambda: None, break_off=lambda: None)
    2
    """
    with ThreadPoolExecutor(max_workers=1) as aside:
        result = aside.submit(work)
        try:
            while not wait([result], timeout=every_s).done:
                while_waiting()
        except BaseException:
            break_off()
            raise
        return result.result()
