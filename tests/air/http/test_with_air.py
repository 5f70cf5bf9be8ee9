"""The server in front of a real service: decoders, encoders, journal."""

import asyncio

import numpy as np

from callsign.air.clock import SystemClock
from callsign.air.journal import Journal
from callsign.air.service import Service
from callsign.engines.stream.configuration import ServiceConfig
from callsign.engines.stream.journal import Kind
from tests.air.http.house import STUDIO, Program, basic, calling, in_a_loop, served
from tests.air.studio import entries_in, files_config, tape_folder

ONE_SOURCE = ServiceConfig("kdemo", "KDEMO 89.7", (STUDIO,))
LET_ME_IN = f"SOURCE /kdemo ICE/1.0\nAuthorization: {basic('morning')}\n\n".encode()


def on_air(folder, config: ServiceConfig) -> Program:
    """Return a program whose service is real and sounding."""
    journal = Journal(folder / "journal", SystemClock())
    service = Service(config, folder=folder / "media", journal=journal)
    service.start()
    return Program(folder, {"kdemo": service}, journal=journal)


def off_air(program: Program) -> None:
    program.services["kdemo"].stop()
    program.journal.sync()
    program.journal.close()


class TestGarbageInsteadOfAudio:
    @in_a_loop
    async def test_is_sent_away_and_journaled(self, tmp_path):
        program = on_air(tmp_path, ONE_SOURCE)
        noise = np.random.default_rng(1).bytes(40_000)
        async with served(program) as server, calling(server) as encoder:
            encoder.say(LET_ME_IN)
            await encoder.head()
            async with asyncio.timeout(20):
                while not encoder.reader.at_eof():
                    encoder.say(noise)
                    await asyncio.sleep(0.05)
        await asyncio.to_thread(off_air, program)

        # In noise a decoder may see a frame or two, and be connected for a moment.
        gone = [
            entry.details
            for entry in entries_in(tmp_path / "journal")
            if entry.kind in (Kind.REFUSED, Kind.LOST)
        ]
        assert len(gone) == 1
        assert gone[0]["source"] == "studio"
        assert "it is not what it says it is" in gone[0]["reason"]


class TestASecondEncoder:
    @in_a_loop
    async def test_is_refused_while_the_first_sends(self, tmp_path):
        program = on_air(tmp_path, ONE_SOURCE)
        async with served(program) as server, calling(server) as first:
            first.say(LET_ME_IN + b"\xff\xfb")
            await first.head()
            async with calling(server) as second:
                second.say(LET_ME_IN)
                answer = await second.answer()
        await asyncio.to_thread(off_air, program)

        assert answer.status == 403
        assert "another encoder is connected" in answer.text


class TestThePlainStream:
    @in_a_loop
    async def test_is_mp3_from_its_first_byte(self, tmp_path):
        config = ServiceConfig(
            "kdemo", "KDEMO 89.7", (files_config(tape_folder(tmp_path / "tapes")),)
        )
        program = on_air(tmp_path, config)
        async with served(program) as server, calling(server) as caller:
            async with asyncio.timeout(20):
                while program.services["kdemo"].ring.position < 16_000:
                    await asyncio.sleep(0.05)
            caller.say(b"GET /listen/kdemo.mp3 HTTP/1.0\r\n\r\n")
            await caller.head()
            sound = await caller.reader.readexactly(16_000)
        await asyncio.to_thread(off_air, program)

        # A frame's sync word: MPEG-1, layer III.
        assert sound[0] == 0xFF
        assert sound[1] & 0xFE == 0xFA
