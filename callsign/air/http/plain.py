"""The plain stream: one ring of MP3 for everybody, each at a place of its own."""

import asyncio

from callsign.air.http.icy import Weaver
from callsign.air.http.needs import Service
from callsign.air.http.refusals import Tally, Why
from callsign.air.listeners import Listeners

# Frames come every 24 ms. Sent one by one to 1,000 listeners they would be 42,000
# calls a second; gathered for a quarter of a second they are 4,000.
GATHERED_S = 0.25

BURST_S = 1.0
LONGEST_BURST_S = 4.0

# Beyond this a listener gets nothing more until it has taken what it has: what is kept for it
# stays small, and once the ring has gone past its place it is dropped.
MOST_UNSENT_BYTES = 48 * 1_024


class Listener:
    """Somebody who hears the plain stream, and where in it."""

    def __init__(
        self, transport: asyncio.Transport, position: int, weaver: Weaver | None
    ) -> None:
        self.transport = transport
        self.position = position
        self.weaver = weaver


class Outflow:
    """Sends one service's plain stream to all who listen to it; never waits for any of them."""

    def __init__(self, service: Service, listeners: Listeners, tally: Tally) -> None:
        self.service = service
        self.counter = listeners
        self.tally = tally
        self.listeners: set[Listener] = set()
        self.more = service.ring.subscribe(asyncio.get_running_loop())
        self.task = asyncio.get_running_loop().create_task(self.run())

    def join(
        self, transport: asyncio.Transport, *, burst_s: float, wants_titles: bool
    ) -> Listener:
        """Begin to send, with so much at once that a player can start at once."""
        burst_bytes = int(burst_s * self.service.config.mp3_kbps * 1_000 / 8)
        listener = Listener(
            transport,
            self.service.ring.start(burst_bytes),
            Weaver() if wants_titles else None,
        )
        self.listeners.add(listener)
        self.counter.opened(self.service.config.slug)
        self.send({listener})
        return listener

    def leave(self, listener: Listener) -> None:
        if listener in self.listeners:
            self.listeners.remove(listener)
            self.counter.closed(self.service.config.slug)

    async def run(self) -> None:
        while True:
            await self.more.wait()
            self.more.clear()
            self.send(self.listeners)
            await asyncio.sleep(GATHERED_S)

    def send(self, listeners: set[Listener]) -> None:
        """Send everybody what is new since their place."""
        ring, title = self.service.ring, self.service.title
        # Fetched together, so that those at one place now stay together at the next.
        places = {listener.position for listener in listeners}
        sounds = {position: ring.since(position) for position in places}
        for listener in list(listeners):
            sound = sounds[listener.position]
            if sound is None:
                self.drop(listener)
            elif listener.transport.get_write_buffer_size() <= MOST_UNSENT_BYTES:
                listener.position += len(sound)
                if listener.weaver is not None:
                    sound = listener.weaver.woven(sound, title)
                listener.transport.write(sound)

    def drop(self, listener: Listener) -> None:
        self.tally.add(Why.LISTENER_BEHIND)
        self.leave(listener)
        listener.transport.abort()

    def move_to(self, service: Service) -> None:
        """
        Go on with a service that was configured anew; nobody has to connect again.

        Also after a failure of ours, which asyncio logs when its task is let go.
        """
        self.stop_waiting()
        self.service = service
        for listener in self.listeners:
            listener.position = service.ring.start(0)
        self.more = service.ring.subscribe(asyncio.get_running_loop())
        self.task = asyncio.get_running_loop().create_task(self.run())

    def close(self) -> None:
        """End the stream for everybody."""
        self.stop_waiting()
        for listener in list(self.listeners):
            self.leave(listener)
            listener.transport.close()

    def stop_waiting(self) -> None:
        self.task.cancel()
        self.service.ring.unsubscribe(self.more)
