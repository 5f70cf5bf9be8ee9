import socket
import struct

import pytest

from callsign.air.http import connection
from callsign.air.http.refusals import Why
from callsign.engines.stream.journal import Kind
from tests.air.http.house import (
    basic,
    caller_of,
    calling,
    in_a_loop,
    kdemo,
    served,
    until,
)

GIGABYTES = "Content-Length: 5000000000\r\n"


def put(password: str = "morning", fields: str = "", mount: str = "/kdemo") -> bytes:
    return (
        f"PUT {mount} HTTP/1.1\r\nHost: air\r\nAuthorization: {basic(password)}\r\n"
        f"Content-Type: audio/mpeg\r\n{fields}\r\n"
    ).encode()


def source(login: str) -> bytes:
    return (
        f"SOURCE /kdemo ICE/1.0\nAuthorization: {login}\ncontent-type: audio/mpeg\n"
        "ice-name: KDEMO\nice-public: 0\n\n"
    ).encode()


def studio(program):
    return program.services["kdemo"].feeds["studio"]


class TestAnEncoder:
    @in_a_loop
    async def test_that_waits_to_continue_is_told_to(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as encoder:
            encoder.say(put(fields="Expect: 100-continue\r\n"))

            assert (await encoder.head())[0] == 100
            encoder.say(b"sound")
            await until(lambda: studio(program).fed)
        assert studio(program).fed == [b"sound"]

    @in_a_loop
    async def test_that_waits_for_nothing_is_let_in(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as encoder:
            encoder.say(put() + b"sound")

            assert (await encoder.head())[0] == 200
            await until(lambda: studio(program).fed == [b"sound"])

    @in_a_loop
    async def test_of_the_old_kind_is_let_in(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as encoder:
            encoder.say(source(basic("elsewhere", user="ada")))

            assert (await encoder.head())[0] == 200
            encoder.say(b"sound")
            await until(lambda: program.services["kdemo"].feeds["remote"].fed)

    @in_a_loop
    async def test_may_send_in_chunks_and_say_goodbye(self, tmp_path):
        program = kdemo(tmp_path)
        fields = "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n"
        async with caller_of(program) as encoder:
            encoder.say(put(fields=fields))
            await encoder.head()
            encoder.say(b"5\r\nsound\r\n0\r\n\r\n")

            assert (await encoder.answer()).status == 200
            assert studio(program).fed == [b"sound"]
            await until(lambda: studio(program).is_closed)
        assert studio(program).reason == "the encoder said that it was finished"

    @pytest.mark.parametrize(
        ("lingers", "reason"),
        [(None, "the connection was closed"), (0, "the connection broke off: ")],
    )
    def test_that_goes_is_remembered_by_how_it_went(self, tmp_path, lingers, reason):
        """A reset is told from a close, as far as the network tells them apart."""

        @in_a_loop
        async def go():
            program = kdemo(tmp_path)
            async with caller_of(program) as encoder:
                encoder.say(put() + b"sound")
                await encoder.head()
                if lingers is not None:
                    door = encoder.writer.get_extra_info("socket")
                    linger = struct.pack("ii", 1, lingers)
                    door.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                encoder.writer.transport.abort()
                await until(lambda: studio(program).is_closed)
            assert studio(program).reason.startswith(reason)

        go()

    @in_a_loop
    async def test_that_promises_gigabytes_is_taken_at_its_bytes(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as encoder:
            encoder.say(put(fields=GIGABYTES) + b"sound")

            assert (await encoder.head())[0] == 200
            await until(lambda: studio(program).fed == [b"sound"])

    @in_a_loop
    async def test_that_sends_a_lot_at_once_is_heard_whole(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as encoder:
            encoder.say(put() + b"sound" * 100_000)

            await encoder.head()
            await until(lambda: sum(map(len, studio(program).fed)) == 500_000)

    @in_a_loop
    async def test_that_sends_garbage_is_sent_away(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as encoder:
            encoder.say(put())
            await encoder.head()
            encoder.say(b"garbage")

            assert await encoder.rest() == b""
            assert studio(program).is_closed

    @in_a_loop
    async def test_whose_chunks_are_broken_is_sent_away(self, tmp_path):
        program = kdemo(tmp_path)
        async with caller_of(program) as encoder:
            encoder.say(put(fields="Transfer-Encoding: chunked\r\n") + b"what?\r\n")
            await encoder.head()

            assert await encoder.rest() == b""
            assert studio(program).is_closed

    @in_a_loop
    async def test_gives_way_to_the_one_that_replaces_it(self, tmp_path):
        program = kdemo(tmp_path)
        async with (
            served(program) as server,
            calling(server) as first,
            calling(server) as second,
        ):
            first.say(put())
            await first.head()
            second.say(put() + b"again")
            await second.head()

            assert await first.rest() == b""
            await until(lambda: studio(program).fed == [b"again"])
            assert not studio(program).is_closed


class TestAnEncoderThatIsRefused:
    @pytest.mark.parametrize(
        ("request_", "status", "why"),
        [
            (put("evening"), 401, Why.WRONG_PASSWORD),
            (put(""), 401, Why.WRONG_PASSWORD),
            (source("Basic !!!"), 401, Why.WRONG_PASSWORD),
            (source("Bearer morning"), 401, Why.WRONG_PASSWORD),
            (b"PUT /kdemo HTTP/1.1\r\n\r\n", 401, Why.WRONG_PASSWORD),
            (put(mount="/kexmp"), 404, Why.NO_SUCH_SERVICE),
            (put(mount="/live/kdemo"), 404, Why.NO_SUCH_SERVICE),
            (put().replace(b"audio/mpeg", b"text/html"), 415, Why.UNKNOWN_SOUND),
            (put(fields="Content-Length: lots\r\n"), 400, Why.MALFORMED),
        ],
    )
    def test_is_told_why(self, tmp_path, request_, status, why):
        """Also when it sends sound before it has been answered."""

        @in_a_loop
        async def call():
            async with served(kdemo(tmp_path)) as server, calling(server) as encoder:
                encoder.say(request_ + b"sound" * 20_000)
                answer = await encoder.answer()

                assert (answer.status, bool(answer.body)) == (status, True)
                assert server.reception.tally.counts == {why: 1}
                assert await encoder.rest() == b""

        call()

    @in_a_loop
    async def test_because_another_is_there_is_told_so(self, tmp_path):
        program = kdemo(tmp_path)
        program.services["kdemo"].is_taken = True
        async with caller_of(program) as encoder:
            encoder.say(put())
            answer = await encoder.answer()

        assert answer.status == 403
        assert "another encoder is connected" in answer.text
        assert program.journal.entries == [
            (Kind.REFUSED, "kdemo", {"source": "studio", "reason": answer.text.strip()})
        ]

    @in_a_loop
    async def test_all_night_does_not_fill_the_journal(self, tmp_path, monkeypatch):
        monkeypatch.setattr(connection, "GUESSING_S", 0.0)
        program = kdemo(tmp_path)
        async with served(program) as server:
            for _ in range(20):
                async with calling(server) as encoder:
                    encoder.say(put("evening"))
                    await encoder.answer()

        assert len(program.journal.entries) == 2  # it is wrong, and goes on being so


class TestMetadata:
    @in_a_loop
    async def test_reaches_the_encoders_feed(self, tmp_path):
        program = kdemo(tmp_path)
        address = "/admin/metadata?mount=/kdemo&mode=updinfo&song=Ren%E9%0A+Marie"
        async with served(program) as server, calling(server) as encoder:
            encoder.say(put())
            await encoder.head()
            async with calling(server) as caller:
                answer = await caller.ask(address, Authorization=basic("morning"))

        assert answer.status == 200
        assert "<return>1</return>" in answer.text
        assert studio(program).titles == ["René Marie"]

    @in_a_loop
    async def test_of_an_encoder_that_is_gone_is_answered_so(self, tmp_path):
        program = kdemo(tmp_path)
        address = "/admin/metadata?mount=/kdemo&mode=updinfo&song=News"
        async with served(program) as server, calling(server) as encoder:
            encoder.say(put())
            await encoder.head()
            studio(program).close()
            async with calling(server) as caller:
                answer = await caller.ask(address, Authorization=basic("morning"))

        assert answer.status == 404
        assert answer.text == (
            "no encoder is connected to studio; the title was not taken\n"
        )
        assert studio(program).titles == []

    @pytest.mark.parametrize(
        ("query", "password", "status"),
        [
            ("mount=/kdemo&mode=updinfo&song=x", "evening", 401),
            ("mount=/kdemo&mode=updinfo&song=x", "morning", 404),  # nobody connected
            ("mount=/kexmp&mode=updinfo&song=x", "morning", 404),
            ("mount=/kdemo&mode=kill", "morning", 400),
            ("&".join(["a=b"] * 50), "morning", 400),
        ],
    )
    def test_is_refused(self, tmp_path, query, password, status):
        @in_a_loop
        async def ask():
            async with caller_of(kdemo(tmp_path)) as caller:
                answer = await caller.ask(
                    f"/admin/metadata?{query}", Authorization=basic(password)
                )

                assert answer.status == status

        ask()
