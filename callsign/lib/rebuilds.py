"""Rebuilds: of many who want the same thing made, one makes it and the others wait."""

from collections.abc import Hashable
from threading import Event, Lock


class Rebuild:
    """One making under way."""

    def __init__(self) -> None:
        self.done = Event()
        self.kept = False


class Rebuilds:
    """
    The makings under way, by what is being made.

    >>> rebuilds = Rebuilds()
    >>> first, leads = rebuilds.join("/news/")
    >>> leads
    True
    >>> second, leads = rebuilds.join("/news/")
    >>> leads, second is first
    (False, True)
    >>> rebuilds.finish("/news/", kept=True)
    >>> second.done.is_set(), second.kept, rebuilds.under_way("/news/")
    (True, True, False)
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way: dict[Hashable, Rebuild] = {}

    def join(self, key: Hashable) -> tuple[Rebuild, bool]:
        """Return the making of a thing, and whether the caller is the one who makes it."""
        with self._lock:
            if key in self._under_way:
                return self._under_way[key], False
            rebuild = self._under_way[key] = Rebuild()
            return rebuild, True

    def under_way(self, key: Hashable) -> bool:
        """Return whether somebody is making it."""
        return key in self._under_way

    def finish(self, key: Hashable, *, kept: bool) -> None:
        """Wake those who wait, and say whether there is something for them."""
        with self._lock:
            rebuild = self._under_way.pop(key)
        rebuild.kept = kept
        rebuild.done.set()
