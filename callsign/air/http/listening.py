"""A connection that hears the plain stream until one of the two has enough."""

from callsign.air.http.plain import Listener
from callsign.air.http.reception import Tuned
from callsign.air.http.watched import Watched


class Listening(Watched):
    """What it sends is not read; what it does not take is not waited for."""

    def __init__(self, open_connections: set[Watched], tuned: Tuned) -> None:
        super().__init__(open_connections)
        self.tuned = tuned
        self.listener: Listener | None = None

    def start(self) -> None:
        tuned = self.tuned
        self.listener = tuned.outflow.join(
            self.transport, burst_s=tuned.burst_s, wants_titles=tuned.wants_titles
        )

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.listener is not None:
            self.tuned.outflow.leave(self.listener)
