import asyncio

from callsign.air.http.plain import GATHERED_S
from callsign.air.http.refusals import Why
from tests.air.http.house import (
    Service,
    caller_of,
    calling,
    in_a_loop,
    kdemo,
    served,
    until,
)

SECOND = 16_000
LISTEN = b"GET /listen/kdemo.mp3 HTTP/1.1\r\n\r\n"


def frames(second: int) -> bytes:
    """Return a second of sound that can be told from every other."""
    return f"{second:07d} ".encode() * (SECOND // 8)


class TestListening:
    @in_a_loop
    async def test_begins_with_a_second_at_once(self, tmp_path):
        program = kdemo(tmp_path)
        for second in range(5):
            program.services["kdemo"].ring.append(frames(second))
        async with caller_of(program) as caller:
            caller.say(LISTEN)
            status, headers = await caller.head()

            assert (status, headers["content-type"]) == (200, "audio/mpeg")
            assert headers["icy-name"] == "KDEMO 89.7"
            assert headers["icy-br"] == "128"
            assert "icy-metaint" not in headers
            assert await caller.reader.readexactly(SECOND) == frames(4)

    @in_a_loop
    async def test_may_ask_for_more_or_for_less(self, tmp_path):
        """Less than the latest piece there is not: it begins on a frame."""
        program = kdemo(tmp_path)
        for second in range(5):
            program.services["kdemo"].ring.append(frames(second))
        async with served(program) as server:
            for burst, first in [("3", frames(2)), ("0", frames(4))]:
                async with calling(server) as caller:
                    caller.say(
                        f"GET /listen/kdemo.mp3?burst={burst} HTTP/1.0\r\n\r\n".encode()
                    )
                    await caller.head()

                    assert await caller.reader.readexactly(SECOND) == first

    @in_a_loop
    async def test_gets_titles_when_asked_for(self, tmp_path):
        program = kdemo(tmp_path)
        program.services["kdemo"].ring.append(frames(0))
        async with caller_of(program) as caller:
            caller.say(b"GET /listen/kdemo.mp3 HTTP/1.1\r\nIcy-MetaData: 1\r\n\r\n")
            _, headers = await caller.head()

            assert headers["icy-metaint"] == "16000"
            assert await caller.reader.readexactly(SECOND) == frames(0)
            length = (await caller.reader.readexactly(1))[0] * 16
            title = await caller.reader.readexactly(length)
            assert title.rstrip(b"\0") == b"StreamTitle='Local Desk';"

    @in_a_loop
    async def test_is_counted_while_it_lasts(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server:
            async with calling(server) as caller:
                caller.say(LISTEN)
                await caller.head()
                assert program.listeners.count("kdemo")["plain"] == 1
            await until(lambda: not program.listeners.count("kdemo")["plain"])

    @in_a_loop
    async def test_asked_about_only_is_not_counted(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as caller:
            answer = await caller.ask("/listen/kdemo.mp3", "HEAD")

            assert answer.headers["icy-br"] == "128"
            assert program.listeners.count("kdemo")["plain"] == 0

    @in_a_loop
    async def test_too_slowly_ends_and_others_hear_every_byte(self, tmp_path):
        program = kdemo(tmp_path)
        ring = program.services["kdemo"].ring
        ring.append(frames(0))
        async with (
            served(program) as server,
            calling(server, received_bytes=4_096) as slow,
            calling(server) as other,
        ):
            slow.say(LISTEN)
            slow.writer.transport.pause_reading()
            other.say(LISTEN)
            await other.head()
            assert await other.reader.readexactly(SECOND) == frames(0)
            await until(lambda: program.listeners.count("kdemo")["plain"] == 2)

            # More than the system keeps for a socket: it has to be seen to be behind.
            second = 0
            while program.listeners.count("kdemo")["plain"] == 2:
                for _ in range(6):
                    second += 1
                    ring.append(frames(second))
                heard = await other.reader.readexactly(6 * SECOND)
                assert heard == b"".join(map(frames, range(second - 5, second + 1)))

            assert server.reception.tally.counts == {Why.LISTENER_BEHIND: 1}

    @in_a_loop
    async def test_goes_on_when_the_service_is_configured_anew(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server, calling(server) as caller:
            caller.say(LISTEN)
            await caller.head()
            program.services["kdemo"] = Service(tmp_path)
            server.reception.follow_changes()
            program.services["kdemo"].ring.append(frames(1))

            assert await caller.reader.readexactly(SECOND) == frames(1)

    @in_a_loop
    async def test_goes_on_after_a_failure(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server, calling(server) as caller:
            caller.say(LISTEN)
            await caller.head()
            outflow = server.reception.outflows["kdemo"]
            outflow.task.cancel()
            await until(outflow.task.done)
            server.reception.follow_changes()
            program.services["kdemo"].ring.append(frames(1))

            assert await caller.reader.readexactly(SECOND) == frames(1)

    @in_a_loop
    async def test_ends_with_the_service(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server, calling(server) as caller:
            caller.say(LISTEN)
            await caller.head()
            del program.services["kdemo"]
            server.reception.follow_changes()

            assert await caller.rest() == b""
            assert program.listeners.count("kdemo")["plain"] == 0

    @in_a_loop
    async def test_is_one_wake_up_for_everybody(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server:
            callers = [calling(server) for _ in range(20)]
            for one in callers:
                caller = await one.__aenter__()
                caller.say(LISTEN)
                await caller.head()
            tasks = len(asyncio.all_tasks())
            await asyncio.sleep(GATHERED_S / 10)

            assert len(asyncio.all_tasks()) <= tasks
            assert len(server.reception.outflows) == 1
            for one in callers:
                await one.__aexit__(None, None, None)
