"""
Listeners: how many there are at this moment, and nothing else about them.

Who plays HLS sends a random session id with its playlists, or a beat. Who leaves does not
say so and is counted for a while longer (measured against a known crowd: bench/results,
listener-count). Who plays the plain stream is counted while connected. No address, no
user agent and no history is kept.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Set

# A player asks for its playlist every two seconds, and without it has played all it has
# after six.
ASKS_WITHIN_S = 12.0

# A beat comes every 30 s, and may be late.
BEATS_WITHIN_S = 35.0

# An id costs some 150 bytes. Beyond this number the count stands still, and memory too.
MOST_SESSIONS = 50_000


class Sessions:
    """Sessions of a service that were seen within so many seconds."""

    def __init__(self, within_s: float) -> None:
        self.within_s = within_s
        self.seen_s: OrderedDict[str, float] = OrderedDict()

    def note(self, session: str, now_s: float) -> None:
        if session in self.seen_s or len(self.seen_s) < MOST_SESSIONS:
            self.seen_s[session] = now_s
            self.seen_s.move_to_end(session)
        self.forget_the_gone(now_s)

    def present(self, now_s: float) -> Set[str]:
        self.forget_the_gone(now_s)
        return self.seen_s.keys()

    def forget_the_gone(self, now_s: float) -> None:
        latest_gone_s = now_s - self.within_s
        while self.seen_s and next(iter(self.seen_s.values())) <= latest_gone_s:
            self.seen_s.popitem(last=False)


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
        self.asking: dict[str, Sessions] = {}
        self.beating: dict[str, Sessions] = {}
        self.connections: Counter[str] = Counter()

    def seen(self, service: str, session: str, *, by_beat: bool = False) -> None:
        """Note that a session asked for a playlist of this service just now, or beat."""
        if by_beat:
            sessions = self.beating.setdefault(service, Sessions(BEATS_WITHIN_S))
        else:
            sessions = self.asking.setdefault(service, Sessions(ASKS_WITHIN_S))
        sessions.note(session, self.clock())

    def opened(self, service: str) -> None:
        """Note that somebody began to hear the plain stream."""
        self.connections[service] += 1

    def closed(self, service: str) -> None:
        """Note that somebody stopped hearing the plain stream."""
        self.connections[service] -= 1

    def count(self, service: str) -> dict[str, int]:
        """Return how many hear this service, by the way they hear it."""
        now_s, present = self.clock(), set[str]()
        for sessions in (self.asking.get(service), self.beating.get(service)):
            if sessions is not None:
                present |= sessions.present(now_s)
        return {"hls": len(present), "plain": self.connections[service]}
