"""What is withheld is heard live, and by nobody afterwards."""

from dataclasses import replace

from callsign.engines.stream.archive import LIVE_MS
from callsign.engines.stream.segments import SEGMENT_MS
from callsign.engines.stream.withheld import Span, Withheld
from tests.air.http.house import FRIDAY_NOON_MS, KDEMO, caller_of, in_a_loop, kdemo
from tests.air.http.test_playlists import LIVE, addresses, moment

A_DAY_MS = 86_400_000
# More than the live list has, so that the first are no longer in it.
MANY = LIVE_MS // SEGMENT_MS + 100


def withholding(first: int, last: int):
    """A service that withholds so many segments."""
    start_ms = FRIDAY_NOON_MS + (first - 1) * SEGMENT_MS
    end_ms = FRIDAY_NOON_MS + last * SEGMENT_MS
    return replace(KDEMO, withheld=Withheld.of([Span(start_ms, end_ms)]))


def numbers(playlist: str, base: str) -> list[int]:
    last = [address.rpartition("/")[2] for address in addresses(playlist, base)]
    return [int(name.removesuffix(".m4s")) for name in last]


async def heard_at(caller, sequence: int) -> list[int]:
    """Return what is listed for who wants to hear a segment, a list a player asks for."""
    address = f"/live/kdemo/at/{moment(sequence)}.m3u8"
    index = await caller.ask(address)
    child = addresses(index.text, address)[0]
    playlist = await caller.ask(child)
    assert playlist.status == 200, playlist.text
    return numbers(playlist.text, child)


class TestWhatIsWithheld:
    @in_a_loop
    async def test_is_heard_live(self, tmp_path):
        async with caller_of(
            kdemo(tmp_path, withholding(1, 30), segments=30)
        ) as caller:
            playlist = await caller.ask(LIVE)
            sound = await caller.ask("/live/kdemo/aac128/30.m4s")
            a_part = await caller.ask("/live/kdemo/aac128/30.m4s", Range="bytes=0-9")

        assert numbers(playlist.text, LIVE) == list(range(1, 31))
        assert sound.status == 200
        # Nobody else may keep it: "immutable" would be a year.
        assert sound.headers["cache-control"] == "public, max-age=60"
        assert a_part.headers["cache-control"] == "public, max-age=60"

    @in_a_loop
    async def test_is_kept_by_no_cache_once_it_is_withheld(self, tmp_path):
        program = kdemo(tmp_path, segments=30)
        service, sound = program.services["kdemo"], "/live/kdemo/aac128/30.m4s"
        async with caller_of(program) as caller:
            before = await caller.ask(sound)
            service.config = withholding(1, 30)
            service.archive.withhold(service.config.withheld)
            after = await caller.ask(sound)

        assert "immutable" in before.headers["cache-control"]
        assert after.headers["cache-control"] == "public, max-age=60"
        assert after.body == before.body

    @in_a_loop
    async def test_is_jumped_over_by_who_comes_to_it(self, tmp_path):
        program = kdemo(tmp_path, withholding(21, 30), segments=60)
        async with caller_of(program) as caller:
            listed = await heard_at(caller, 20)
            landed = await heard_at(caller, 25)

        assert listed[:20] == list(range(1, 21))
        assert listed[20] == 31
        assert landed[20] == 31

    @in_a_loop
    async def test_is_marked_where_it_is_jumped_over(self, tmp_path):
        program = kdemo(tmp_path, withholding(21, 30), segments=60)
        async with caller_of(program) as caller:
            playlist = await caller.ask("/live/kdemo/aac128/behind/20000/since/20.m3u8")

        before, after = playlist.text.split("#EXT-X-DISCONTINUITY\n")
        assert before.endswith("20.m4s\n")
        assert "31.m4s" in after

    @in_a_loop
    async def test_is_left_out_of_a_piece(self, tmp_path):
        program = kdemo(tmp_path, withholding(21, 30), segments=60)
        async with caller_of(program) as caller:
            address = f"/live/kdemo/aac48/from/{moment(15)}/to/{moment(35)}.m3u8"
            playlist = await caller.ask(address)

        assert numbers(playlist.text, address) == [*range(15, 21), *range(31, 35)]

    @in_a_loop
    async def test_is_refused_where_nothing_else_is(self, tmp_path):
        program = kdemo(tmp_path, withholding(21, 80), segments=60)
        async with caller_of(program) as caller:
            for target in (
                f"/at/{moment(40)}.m3u8",
                f"/from/{moment(30)}/to/{moment(40)}.m3u8",
                f"/aac128/from/{moment(30)}/to/{moment(40)}.m3u8",
            ):
                answer = await caller.ask(f"/live/kdemo{target}")

                assert (target, answer.status) == (target, 403)
                assert "live only" in answer.text

    @in_a_loop
    async def test_sends_on_who_would_only_wait_for_its_end(self, tmp_path):
        """It is still on air, and six seconds before it a player would stall at once."""
        program = kdemo(tmp_path, withholding(21, 80), segments=60)
        async with caller_of(program) as caller:
            earlier = await caller.ask(f"/live/kdemo/at/{moment(15)}.m3u8")
            just_before = await caller.ask(f"/live/kdemo/at/{moment(20)}.m3u8")

        assert (earlier.status, just_before.status) == (200, 403)

    @in_a_loop
    async def test_is_no_longer_given_once_it_has_left_the_live_list(self, tmp_path):
        program = kdemo(tmp_path, withholding(1, 50), segments=40)
        async with caller_of(program) as caller:
            before = await caller.ask("/live/kdemo/aac128/20.m4s")
            program.services["kdemo"].put_on_air(MANY)
            after = await caller.ask("/live/kdemo/aac128/20.m4s")
            beside = await caller.ask("/live/kdemo/aac128/51.m4s")

        assert (before.status, after.status, beside.status) == (200, 403, 200)

    @in_a_loop
    async def test_may_be_said_later(self, tmp_path):
        """A list that was drawn before is not given again."""
        program = kdemo(tmp_path, segments=60)
        kdemo_on_air = program.services["kdemo"]
        address = f"/live/kdemo/aac48/from/{moment(15)}/to/{moment(35)}.m3u8"
        async with caller_of(program) as caller:
            before = await caller.ask(address)
            kdemo_on_air.config = withholding(21, 30)
            kdemo_on_air.archive.withhold(kdemo_on_air.config.withheld)
            after = await caller.ask(address)

        assert numbers(before.text, address) == list(range(15, 35))
        assert numbers(after.text, address) == [*range(15, 21), *range(31, 35)]
