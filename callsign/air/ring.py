"""The ring: the last seconds of an MP3 stream, which every listener reads at a place of its own."""

import asyncio
import threading
from collections import deque


class Ring:
    """
    The last ``seconds`` of a stream of bytes.

    One thread appends, whole frames at a time; event loops read. Positions count bytes
    since the stream began. A reader that waits subscribes to an event, which is set
    after every append; it clears the event before it reads.

    >>> ring = Ring(seconds=8, kbps=128)
    >>> ring.append(b"first frames")
    >>> place = ring.start(burst_bytes=64)
    >>> ring.append(b"and more")
    >>> ring.since(place)
    b'first framesand more'
    """

    def __init__(self, seconds: int, kbps: int) -> None:
        self.most_bytes = seconds * kbps * 1_000 // 8
        self.position = 0
        self._first = 0
        self._pieces: deque[tuple[int, bytes]] = deque()
        self._lock = threading.Lock()
        self._waiting: dict[asyncio.AbstractEventLoop, set[asyncio.Event]] = {}
        self._latest: tuple[int, int, bytes] = (0, 0, b"")

    def append(self, data: bytes) -> None:
        """Add whole frames at the end; the oldest make room."""
        if not data:
            return
        with self._lock:
            self._pieces.append((self.position, data))
            self.position += len(data)
            while self.position - self._pieces[0][0] > self.most_bytes:
                if len(self._pieces) == 1:
                    break
                self._pieces.popleft()
            self._first = self._pieces[0][0]
            loops = list(self._waiting)
        for loop in loops:
            self._wake(loop)

    def start(self, burst_bytes: int) -> int:
        """
        Return where a new listener begins: on a frame, with no more than that to play
        at once, and no less than the newest piece.
        """
        with self._lock:
            start = self._pieces[-1][0] if self._pieces else self._first
            for place, _ in reversed(self._pieces):
                if self.position - place > burst_bytes:
                    break
                start = place
            return start

    def since(self, position: int) -> bytes | None:
        """Return what came after a place; None when the ring has gone past it."""
        with self._lock:
            if not self._first <= position <= self.position:
                return None
            start, end, found = self._latest
            # Listeners move together: most ask for the very piece another has got.
            if (start, end) != (position, self.position):
                found = self._joined(position)
                self._latest = (position, self.position, found)
            return found

    def subscribe(self, loop: asyncio.AbstractEventLoop) -> asyncio.Event:
        """Return an event that is set in its loop whenever there is more."""
        event = asyncio.Event()
        with self._lock:
            self._waiting.setdefault(loop, set()).add(event)
        return event

    def unsubscribe(self, event: asyncio.Event) -> None:
        with self._lock:
            for loop in list(self._waiting):
                self._waiting[loop].discard(event)
                if not self._waiting[loop]:
                    del self._waiting[loop]

    def _joined(self, position: int) -> bytes:
        parts: list[bytes] = []
        for place, data in reversed(self._pieces):
            if place + len(data) <= position:
                break
            parts.append(data[max(0, position - place) :])
        return b"".join(reversed(parts))

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            loop.call_soon_threadsafe(self._set_events, loop)
        except RuntimeError:
            # The loop has closed, and its readers went with it.
            with self._lock:
                self._waiting.pop(loop, None)

    def _set_events(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            events = list(self._waiting.get(loop, ()))
        for event in events:
            event.set()
