import time

from callsign.air.http.connection import HEAD_S, IDLE_S
from callsign.air.http.refusals import Why
from callsign.air.http.sending import SILENT_S
from callsign.air.http.watched import LINGER_S, expire_late
from tests.air.http.house import basic, calling, in_a_loop, kdemo, served, until

LIVE = "/live/kdemo/aac128/live.m3u8"


def pass_by(server, seconds: float) -> None:
    """Do what the sweep would do so much later."""
    expire_late(server.reception.open_connections, time.monotonic() + seconds)


class TestPatience:
    @in_a_loop
    async def test_ends_with_a_head_that_does_not_end(self, tmp_path):
        """Byte after byte does not help: a head as a whole has ten seconds."""
        async with served(kdemo(tmp_path)) as server, calling(server) as caller:
            for byte in b"GET /live":
                caller.say(bytes([byte]))
                await until(lambda: server.reception.open_connections)
            await until(
                lambda: any(c.waiting for c in server.reception.open_connections)
            )
            pass_by(server, HEAD_S + 1)

            assert (await caller.answer()).status == 408
            assert server.reception.tally.counts == {Why.TOO_SLOW: 1}

    @in_a_loop
    async def test_is_longer_between_requests(self, tmp_path):
        async with (
            served(kdemo(tmp_path, segments=1)) as server,
            calling(server) as caller,
        ):
            await caller.ask(LIVE)
            pass_by(server, IDLE_S - 5)
            assert (await caller.ask(LIVE)).status == 200
            pass_by(server, IDLE_S + 1)

            assert await caller.rest() == b""

    @in_a_loop
    async def test_with_500_half_open_connections_harms_nobody(self, tmp_path):
        async with served(kdemo(tmp_path, segments=1)) as server:
            callers = [calling(server) for _ in range(500)]
            for one in callers:
                (await one.__aenter__()).say(b"GET /live/kdemo HTTP/1.1\r\nHos")
            async with calling(server) as caller:
                assert (await caller.ask(LIVE)).status == 200

            pass_by(server, HEAD_S + 1)
            pass_by(server, LINGER_S + 1)
            await until(lambda: not server.reception.open_connections)
            for one in callers:
                await one.__aexit__(None, None, None)

    @in_a_loop
    async def test_ends_with_an_encoder_that_sends_nothing(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server, calling(server) as encoder:
            login = basic("morning")
            encoder.say(f"SOURCE /kdemo ICE/1.0\nAuthorization: {login}\n\n".encode())
            await encoder.head()
            pass_by(server, SILENT_S - 5)
            assert not program.services["kdemo"].feeds["studio"].is_closed
            pass_by(server, SILENT_S + 1)

            assert await encoder.rest() == b""
            assert program.services["kdemo"].feeds["studio"].is_closed

    @in_a_loop
    async def test_with_who_does_not_read_ends_too(self, tmp_path):
        """Answers are drawn no faster than they are read."""
        async with (
            served(kdemo(tmp_path, segments=300)) as server,
            calling(server) as caller,
        ):
            caller.say(f"GET {LIVE} HTTP/1.1\r\n\r\n".encode() * 2_000)
            await until(
                lambda: any(c.is_full for c in server.reception.open_connections)
            )

            assert server.reception.requests < 2_000
            pass_by(server, IDLE_S + 1)
            await until(lambda: not server.reception.open_connections)
