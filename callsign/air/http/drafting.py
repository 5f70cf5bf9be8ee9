"""Drafting: rewound lists are drawn beside the loop, one at a time, and only so many wait."""

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from callsign.air.http.refusals import Refused, Why

Draft = TypeVar("Draft")

# Five lists of six hours, or 200 of ten minutes: some two seconds of drawing.
MOST_WAITING = 60_000
# A list longer than this is a long one; those leave half of the room to the others.
LONGEST_SHORT = 1_000
RETRY_S = 5

# Python gives one thread at a time its turn, and takes it back late: thousands of small
# sends would wait 5 ms each beside a thread that only draws. It rests more than it works.
LINES_AT_ONCE = 1_000
REST_S = 0.003


class Drafting:
    """A thread that draws what takes too long to be drawn between two other answers."""

    def __init__(self) -> None:
        self.waiting = 0
        self.executor = ThreadPoolExecutor(1, thread_name_prefix="playlists")

    def begin(self, segments: int, draw: Callable[[], Draft]) -> asyncio.Task[Draft]:
        """
        Have something drawn of so many media segments.

        Raises: Refused: too much waits already
        """
        room = MOST_WAITING if segments <= LONGEST_SHORT else MOST_WAITING // 2
        if self.waiting and self.waiting + segments > room:
            words = f"too many rewind at once; try again in {RETRY_S} s"
            raise Refused(
                503, Why.TOO_MANY_REWIND, words, {"Retry-After": str(RETRY_S)}
            )
        self.waiting += segments
        return asyncio.get_running_loop().create_task(self._drawn(segments, draw))

    async def _drawn(self, segments: int, draw: Callable[[], Draft]) -> Draft:
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.executor, draw)
        finally:
            self.waiting -= segments

    def close(self) -> None:
        """Draw nothing more."""
        self.executor.shutdown(wait=False, cancel_futures=True)


def at_leisure(lines: Iterable[str]) -> str:
    r"""
    Join lines, resting between some and others; not to be called in the loop.

    >>> at_leisure(["#EXTM3U", "1.m4s"])
    '#EXTM3U\n1.m4s\n'
    """
    left = iter(lines)
    parts: list[str] = []
    while part := list(islice(left, LINES_AT_ONCE)):
        if parts:
            time.sleep(REST_S)
        parts.append(at_once(part))
    return "".join(parts)


def at_once(lines: Iterable[str]) -> str:
    r"""
    Join the lines of a short list.

    >>> at_once(["#EXTM3U", "1.m4s"])
    '#EXTM3U\n1.m4s\n'
    """
    return "\n".join(lines) + "\n"
