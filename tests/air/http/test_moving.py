"""The server goes to another place while people listen."""

import asyncio
import socket

import pytest

from callsign.air.program import Program
from callsign.engines.stream.configuration import AirConfig
from callsign.engines.stream.journal import Kind
from tests.air.http.house import calling, in_a_loop, kdemo, served
from tests.air.running import free_port
from tests.air.studio import entries_in

LIVE = "/live/kdemo/index.m3u8"


async def status_at(host: str, port: int) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"GET /live/kdemo/index.m3u8 HTTP/1.0\r\n\r\n")
    line = await reader.readline()
    writer.close()
    return int(line.split()[1])


class TestAServerThatMoves:
    @in_a_loop
    async def test_listens_there_and_no_longer_here(self, tmp_path):
        async with served(kdemo(tmp_path)) as server:
            here, there = server.port, free_port()
            await server.move(("127.0.0.1", there))

            assert await status_at("127.0.0.1", there) == 200
            with pytest.raises(ConnectionRefusedError):
                await status_at("127.0.0.1", here)

    @in_a_loop
    async def test_keeps_who_is_connected(self, tmp_path):
        async with served(kdemo(tmp_path)) as server, calling(server) as caller:
            assert (await caller.ask(LIVE)).status == 200
            await server.move(("127.0.0.1", free_port()))

            assert (await caller.ask(LIVE)).status == 200

    @in_a_loop
    async def test_may_keep_its_port(self, tmp_path):
        """From one address to all of them."""
        async with served(kdemo(tmp_path)) as server:
            port = free_port()
            await server.move(("127.0.0.1", port))
            await server.move(("0.0.0.0", port))

            assert await status_at("127.0.0.2", port) == 200

    @in_a_loop
    async def test_stays_where_it_is_when_it_cannot(self, tmp_path):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            place = taken.getsockname()
            async with served(kdemo(tmp_path)) as server:
                with pytest.raises(OSError, match="in use"):
                    await server.move(place)

                assert await status_at("127.0.0.1", server.port) == 200

    @in_a_loop
    async def test_goes_back_when_its_port_of_another_address_is_not_ours(
        self, tmp_path
    ):
        async with served(kdemo(tmp_path)) as server:
            port = free_port()
            await server.move(("127.0.0.1", port))
            with pytest.raises(OSError, match="assign"):
                await server.move(("192.0.2.1", port))

            assert await status_at("127.0.0.1", port) == 200


class TestTheProgram:
    @in_a_loop
    async def test_says_once_why_it_did_not_move(self, tmp_path):
        program = Program(tmp_path / "air")
        program.folder.mkdir()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            async with served(kdemo(tmp_path)) as server:
                port = taken.getsockname()[1]
                program.config = AirConfig((), port=port)
                await program._move(server)
                await program._move(server)  # after a file that was refused
        program.stop()

        entries = entries_in(program.folder / "journal")
        [told] = [one for one in entries if one.kind is Kind.MISCONFIGURED]
        assert f"cannot listen at 127.0.0.1:{port}" in told.details["reason"]
