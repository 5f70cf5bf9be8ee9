"""
Listeners: how many there are at this moment, and nothing else about them.

Who plays HLS sends a random session id with its playlists, or a beat; whoever was seen
within 30 s is counted, so who leaves is counted up to 30 s too long (measured against
a known crowd: bench/results, air-server). Who plays the plain stream is counted while
connected. No address, no user agent and no history is kept.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable

WINDOW_S = 30.0

# An id costs some 150 bytes. Beyond this number the count stands still, and memory too.
MOST_SESSIONS = 50_000


class Listeners:
    """
    >>> listeners = Listeners(clock=lambda: 100.0)
    >>> listeners.seen("kdemo", "c0ffee00")
    >>> listeners.opened("kdemo")
    >>> listeners.count("kdemo")
    {'hls': 1, 'plain': 1}
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.sessions: dict[str, OrderedDict[str, float]] = {}
        self.connections: Counter[str] = Counter()

    def seen(self, service: str, session: str) -> None:
        """Note that a session asked for something of this service just now."""
        sessions = self.sessions.setdefault(service, OrderedDict())
        if session in sessions or len(sessions) < MOST_SESSIONS:
            sessions[session] = self.clock()
            sessions.move_to_end(session)
        self.forget_the_gone(sessions)

    def opened(self, service: str) -> None:
        """Note that somebody began to hear the plain stream."""
        self.connections[service] += 1

    def closed(self, service: str) -> None:
        """Note that somebody stopped hearing the plain stream."""
        self.connections[service] -= 1

    def count(self, service: str) -> dict[str, int]:
        """Return how many hear this service, by the way they hear it."""
        sessions = self.sessions.get(service)
        if sessions is not None:
            self.forget_the_gone(sessions)
        return {"hls": len(sessions or ()), "plain": self.connections[service]}

    def forget_the_gone(self, sessions: OrderedDict[str, float]) -> None:
        latest_gone = self.clock() - WINDOW_S
        while sessions and next(iter(sessions.values())) <= latest_gone:
            sessions.popitem(last=False)
