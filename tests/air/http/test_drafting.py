import asyncio
import threading

import pytest

from callsign.air.http import drafting
from callsign.air.http.drafting import MOST_WAITING, Drafting, at_leisure
from callsign.air.http.refusals import Refused
from callsign.engines.stream.moments import write_moment
from tests.air.http.house import (
    FRIDAY_NOON_MS,
    calling,
    in_a_loop,
    kdemo,
    served,
    until,
)
from tests.air.http.test_playlists import LIVE, moment

HALF = MOST_WAITING // 2


class TestDrafting:
    @in_a_loop
    async def test_draws_beside_the_loop(self):
        drafts = Drafting()

        thread = await drafts.begin(300, threading.current_thread)
        drafts.close()

        assert thread is not threading.current_thread()
        assert drafts.waiting == 0

    @in_a_loop
    async def test_refuses_what_cannot_be_drawn_soon(self):
        """Long lists leave room to those who are a few minutes behind."""
        drafts, may_go_on = Drafting(), threading.Event()
        long = drafts.begin(HALF, may_go_on.wait)

        with pytest.raises(Refused) as refused:
            drafts.begin(10_000, may_go_on.wait)
        short = drafts.begin(300, may_go_on.wait)
        may_go_on.set()
        await asyncio.gather(long, short)
        again = drafts.begin(10_000, may_go_on.wait)
        await again
        drafts.close()

        assert refused.value.status == 503
        assert refused.value.headers == {"Retry-After": "5"}

    @in_a_loop
    async def test_takes_a_list_of_any_length_when_nothing_waits(self):
        drafts = Drafting()

        assert await drafts.begin(2 * MOST_WAITING, lambda: "drawn") == "drawn"
        drafts.close()

    def test_rests_between_many_lines(self, monkeypatch):
        rests: list[float] = []
        monkeypatch.setattr(drafting.time, "sleep", rests.append)

        text = at_leisure(f"{number}.m4s" for number in range(2_500))

        assert text.splitlines() == [f"{number}.m4s" for number in range(2_500)]
        assert len(rests) == 2


class TestRewoundLists:
    @in_a_loop
    async def test_leave_the_loop_to_the_live_one(self, tmp_path):
        program, may_go_on = kdemo(tmp_path, segments=30), threading.Event()
        async with (
            served(program) as server,
            calling(server) as rewinding,
            calling(server) as live,
        ):
            reception = server.reception
            blocking = reception.playlists.drafting.begin(300, may_go_on.wait)
            piece = f"/live/kdemo/aac128/from/{moment(5)}/to/{moment(9)}.m3u8"
            rewinding.say(f"GET {piece} HTTP/1.1\r\nHost: air\r\n\r\n".encode())
            await until(lambda: reception.playlists.drawing)
            heard = await live.ask(LIVE)
            may_go_on.set()
            await blocking
            rewound = await rewinding.answer()

        assert heard.status == rewound.status == 200

    @in_a_loop
    async def test_are_drawn_once_whichever_milliseconds_are_asked_for(self, tmp_path):
        program = kdemo(tmp_path, segments=30)
        bodies = set()
        async with served(program) as server, calling(server) as caller:
            for ms in range(1, 60):
                start = write_moment(FRIDAY_NOON_MS + 10_000 + ms)
                end = write_moment(FRIDAY_NOON_MS + 30_000 + ms)
                address = f"/live/kdemo/aac128/from/{start}/to/{end}.m3u8"
                bodies.add((await caller.ask(address)).body)
            drawn = len(server.reception.playlists.drawn)

        assert len(bodies) == drawn == 1

    @in_a_loop
    async def test_say_when_to_ask_again_where_too_many_are_asked_for(self, tmp_path):
        program, may_go_on = kdemo(tmp_path, segments=30), threading.Event()
        async with served(program) as server, calling(server) as caller:
            drafts = server.reception.playlists.drafting
            blocking = drafts.begin(MOST_WAITING, may_go_on.wait)
            piece = f"/live/kdemo/aac128/from/{moment(5)}/to/{moment(9)}.m3u8"
            refused = await caller.ask(piece)
            heard = await caller.ask(LIVE)
            may_go_on.set()
            await blocking
            found = await caller.ask(piece)

        assert (refused.status, refused.headers["retry-after"]) == (503, "5")
        assert (heard.status, found.status) == (200, 200)
