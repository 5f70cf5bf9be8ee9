"""The server: air's own door, for listeners and encoders alike."""

import asyncio
import resource
import time

from callsign.air.http.connection import Connection
from callsign.air.http.needs import Program
from callsign.air.http.reception import Reception
from callsign.air.http.watched import expire_late

# A thousand players that connect again in the same second must find room in line.
BACKLOG = 1_024
SWEEP_S = 1.0

# Files air itself needs: segments, journal, sources that are pulled.
FILES_KEPT_FREE = 256
MOST_FILES = 65_536


Place = tuple[str, int]


class Server:
    """The server of a program; ``port`` is where it listens, also when any was asked for."""

    def __init__(
        self,
        listening: asyncio.Server,
        place: Place,
        reception: Reception,
        sweeping: asyncio.Task[None],
    ) -> None:
        self.listening = listening
        self.place = place
        self.reception = reception
        self.sweeping = sweeping

    @property
    def port(self) -> int:
        port: int = self.listening.sockets[0].getsockname()[1]
        return port

    @property
    def is_listening(self) -> bool:
        return self.listening.is_serving()

    async def move(self, place: Place) -> None:
        """
        Listen at another host and port; who is connected stays.

        Raises: OSError: the port is taken, or is not ours to take; all is as before,
        unless the old place was taken meanwhile
        """
        if place == self.place and self.is_listening:
            return
        if place[1] == self.place[1]:
            # The same port of all addresses cannot be had beside that of one.
            self.listening.close()
        try:
            listening = await listening_at(place, self.reception)
        except OSError:
            if not self.is_listening and place != self.place:
                self.listening = await listening_at(self.place, self.reception)
            raise
        self.listening.close()
        self.listening, self.place = listening, place

    def close(self) -> None:
        """Take no more connections and end those there are."""
        self.listening.close()
        self.sweeping.cancel()
        self.reception.playlists.close()
        for outflow in self.reception.outflows.values():
            outflow.close()
        for connection in list(self.reception.open_connections):
            connection.transport.close()

    async def wait_closed(self) -> None:
        # A turn of the loop in which those that can take what was written; the rest
        # have had their time.
        await asyncio.sleep(0)
        for connection in list(self.reception.open_connections):
            connection.transport.abort()
        await asyncio.sleep(0)
        await self.listening.wait_closed()


async def start(program: Program) -> Server:
    """
    Serve a program at the host and port of its configuration.

    Raises: OSError: the port is taken, or is not ours to take
    """
    reception = Reception(program, most_connections=most_connections())
    place = (program.config.host, program.config.port)
    listening = await listening_at(place, reception)
    sweeping = asyncio.get_running_loop().create_task(sweep(reception))
    return Server(listening, place, reception, sweeping)


async def listening_at(place: Place, reception: Reception) -> asyncio.Server:
    """Raises: OSError"""
    return await asyncio.get_running_loop().create_server(
        lambda: Connection(reception), *place, backlog=BACKLOG
    )


def most_connections() -> int:
    """Ask the system for as many open files as it grants, and leave some for air itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    granted = most_files(hard)
    if soft != resource.RLIM_INFINITY and soft < granted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (granted, hard))
    return max(1, granted - FILES_KEPT_FREE)


def most_files(hard_limit: int) -> int:
    """
    Return how many files to ask for.

    >>> most_files(20_000), most_files(resource.RLIM_INFINITY)
    (20000, 65536)
    """
    if hard_limit == resource.RLIM_INFINITY:
        return MOST_FILES
    return min(hard_limit, MOST_FILES)


async def sweep(reception: Reception) -> None:
    while True:
        await asyncio.sleep(SWEEP_S)
        expire_late(reception.open_connections, time.monotonic())
        reception.follow_changes()
