"""Remembered: what was read of the content, until the content changes."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

from callsign.lib.generation import Token
from callsign.newsroom.station.changes import content

Thing = TypeVar("Thing")


class Remembered(Generic[Thing]):
    """
    Things of one generation of the content, for all threads of this process.

    A change to the content, by whatever process, makes all of them be read anew.
    """

    def __init__(self, *, at_most: int) -> None:
        self._at_most = at_most
        self._lock = Lock()
        self._generation: Token | None = None
        self._things: dict[Hashable, Thing] = {}

    def recall(self, key: Hashable, read: Callable[[], Thing | None]) -> Thing | None:
        """Return what is remembered under a key, or read it; None is not remembered."""
        # Inside a transaction a reader may see what nobody else does, and must not tell.
        if connection.in_atomic_block:
            return read()
        generation = content().now()
        with self._lock:
            if self._generation == generation and key in self._things:
                return self._things[key]
        thing = read()
        with self._lock:
            self._keep(key, thing, generation)
        return thing

    def _keep(self, key: Hashable, thing: Thing | None, generation: Token) -> None:
        if self._generation != generation:
            self._generation, self._things = generation, {}
        if thing is None:
            return
        while len(self._things) >= self._at_most:
            del self._things[next(iter(self._things))]
        self._things[key] = thing
