import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsign.air.http.refusals import Why
from callsign.engines.stream.configuration import AirConfig
from tests.air.http.house import caller_of, calling, in_a_loop, kdemo, served, sound_of

LIVE = "/live/kdemo/aac128/live.m3u8"


class TestAskingForSound:
    @in_a_loop
    async def test_gets_a_segment_that_may_be_kept_for_ever(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=3)) as caller:
            answer = await caller.ask("/live/kdemo/aac48/2.m4s")

        assert (answer.status, answer.body) == (200, sound_of("aac48", 2))
        assert answer.headers["content-type"] == "audio/mp4"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["access-control-allow-origin"] == "*"

    @in_a_loop
    async def test_gets_the_init_segment(self, tmp_path):
        async with caller_of(kdemo(tmp_path)) as caller:
            answer = await caller.ask("/live/kdemo/aac48/init.mp4")

        assert answer.body == b"ftyp of 48"

    @pytest.mark.parametrize(
        ("asked", "status", "content_range"),
        [
            ("bytes=6-6", 206, "bytes 6-6/360"),
            ("bytes=-4", 206, "bytes 356-359/360"),
            ("bytes=900-", 416, "bytes */360"),
            ("bytes=0-1,4-5", 200, None),  # several at once: all of it
        ],
    )
    def test_gets_a_part(self, tmp_path, asked, status, content_range):
        @in_a_loop
        async def ask():
            async with caller_of(kdemo(tmp_path, segments=3)) as caller:
                for _ in ("from the file", "from the shelf"):
                    answer = await caller.ask("/live/kdemo/aac128/2.m4s", Range=asked)

                    assert answer.status == status
                    assert answer.headers.get("content-range") == content_range

        ask()

    @in_a_loop
    async def test_reads_a_file_once_for_everybody(self, tmp_path):
        program = kdemo(tmp_path, segments=3)
        request = b"GET /live/kdemo/aac128/2.m4s HTTP/1.1\r\n\r\n"
        async with (
            served(program) as server,
            calling(server) as first,
            calling(server) as second,
        ):
            first.say(request * 2)
            second.say(request)
            answers = [await first.answer(), await first.answer()]
            answers.append(await second.answer())
            for path in tmp_path.rglob("*.m4s"):
                path.unlink()
            answers.append(await first.ask("/live/kdemo/aac128/2.m4s"))

        assert {answer.body for answer in answers} == {sound_of("aac128", 2)}

    @in_a_loop
    async def test_is_told_when_it_is_no_longer_kept(self, tmp_path):
        program = kdemo(tmp_path, segments=3)
        for path in tmp_path.rglob("2-*.m4s"):
            path.unlink()
        async with caller_of(program) as caller:
            for name in ("2.m4s", "99.m4s", "9999999999999999999.m4s"):
                answer = await caller.ask(f"/live/kdemo/aac128/{name}")

                assert answer.status == 404

    @in_a_loop
    async def test_is_answered_in_order_after_slow_reads(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=3)) as caller:
            caller.say(
                b"GET /live/kdemo/aac128/1.m4s HTTP/1.1\r\n\r\n"
                b"GET /live/kdemo/aac128/init.mp4 HTTP/1.1\r\n\r\n"
                b"HEAD /live/kdemo/aac128/2.m4s HTTP/1.1\r\n\r\n"
            )

            assert (await caller.answer()).body == sound_of("aac128", 1)
            assert (await caller.answer()).body == b"ftyp of 128"
            head = await caller.answer(is_head=True)
            assert head.headers["content-length"] == "360"


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        ("target", "why"),
        [
            ("/", Why.NO_SUCH_ADDRESS),
            ("/favicon.ico", Why.NO_SUCH_ADDRESS),
            ("/live/kdemo", Why.NO_SUCH_ADDRESS),
            ("/live/kexmp/index.m3u8", Why.NO_SUCH_SERVICE),
            ("/live/kdemo/aac999/live.m3u8", Why.NO_SUCH_ADDRESS),
            ("/live/../../etc/passwd", Why.NO_SUCH_SERVICE),
            ("/live/kdemo/../../../etc/passwd", Why.NO_SUCH_ADDRESS),
            ("/live/kdemo/aac128/..%2f..%2fair.json", Why.NO_SUCH_ADDRESS),
            ("/live/kdemo/aac128%00/1.m4s", Why.NO_SUCH_ADDRESS),
            ("/live/kdemo/aac128/%c3.m4s", Why.MALFORMED),
            ("/live/kdemo/aac128/\u0661.m4s", Why.MALFORMED),
            ("/live/kdemo/aac128/%d9%a1.m4s", Why.NOTHING_KEPT),  # an Arabic one
            ("/live/kdemo/at/yesterday.m3u8", Why.MALFORMED),
            ("/listen/kdemo.ogg", Why.NO_SUCH_ADDRESS),
            ("/listen/kdemo.mp3?burst=99", Why.MALFORMED),
            ("/air.json", Why.NO_SUCH_ADDRESS),
        ],
    )
    def test_is_refused_in_words_and_counted(self, tmp_path, target, why):
        @in_a_loop
        async def ask():
            async with served(kdemo(tmp_path, segments=1)) as server:
                async with calling(server) as caller:
                    answer = await caller.ask(target)

                assert 400 <= answer.status < 500
                assert answer.text.strip()
                assert server.reception.tally.counts == {why: 1}

        ask()

    @in_a_loop
    async def test_does_not_end_the_connection(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=1)) as caller:
            assert (await caller.ask("/nothing")).status == 404
            assert (await caller.ask(LIVE)).status == 200


class TestThePages:
    @in_a_loop
    async def test_of_another_origin_may_ask(self, tmp_path):
        async with caller_of(kdemo(tmp_path)) as caller:
            answer = await caller.ask(
                "/live/kdemo/index.m3u8", "OPTIONS", Origin="null"
            )

        assert answer.status == 204
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Range" in answer.headers["access-control-allow-headers"]

    @in_a_loop
    async def test_see_no_metrics_through_a_proxy(self, tmp_path):
        async with caller_of(kdemo(tmp_path)) as caller:
            assert (await caller.ask("/metrics")).status == 200
            answer = await caller.ask("/metrics", X_Forwarded_For="203.0.113.9")

        assert answer.status == 404


class TestStrangers:
    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),  # TLS
            (b"GET / HTTP/1.1\r\nX: " + b"a" * 17_000, 431),
            (b"GET / HTTP/1.1" + b"\r\na: b" * 101 + b"\r\n\r\n", 431),
            (b"GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", 400),
            (b"DELETE /kdemo HTTP/1.1\r\n\r\n", 501),
        ],
    )
    def test_are_answered_and_left(self, tmp_path, sent, status):
        @in_a_loop
        async def call():
            async with caller_of(kdemo(tmp_path)) as caller:
                caller.say(sent)
                answer = await caller.answer()

                assert answer.status == status
                assert answer.headers["connection"] == "close"
                assert await caller.rest() == b""

        call()

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(st.binary(max_size=120), max_size=5))
    def test_who_send_anything_are_answered_or_left(self, tmp_path, pieces):
        """Nothing that is sent raises, and the next is served as if nothing had been."""

        @in_a_loop
        async def call():
            failures = []
            asyncio.get_running_loop().set_exception_handler(
                lambda _, context: failures.append(context)
            )
            async with (
                served(kdemo(tmp_path, segments=1)) as server,
                calling(server) as stranger,
                calling(server) as caller,
            ):
                for piece in pieces:
                    stranger.say(piece)
                    await asyncio.sleep(0)
                stranger.writer.write_eof()
                await stranger.rest()

                assert (await caller.ask(LIVE)).status == 200
            assert failures == []

        call()

    @in_a_loop
    async def test_are_turned_away_when_the_house_is_full(self, tmp_path):
        async with served(kdemo(tmp_path, segments=1)) as server:
            server.reception.most_connections = 1
            async with calling(server) as first:
                assert (await first.ask(LIVE)).status == 200
                async with calling(server) as second:
                    assert await second.rest() == b""

            assert server.reception.tally.counts == {Why.FULL: 1}


class TestTheServer:
    @in_a_loop
    async def test_says_when_its_port_is_taken(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server:
            program.config = AirConfig((), port=server.port)

            with pytest.raises(OSError, match="in use"):
                async with served(program):
                    pass
