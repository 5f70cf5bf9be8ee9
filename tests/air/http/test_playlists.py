import gzip
from dataclasses import replace
from urllib.parse import urljoin

from callsign.air.http.rewinding import LONGEST_PIECE_MS
from callsign.engines.stream.moments import write_moment
from callsign.engines.stream.plan import Plan, Title
from callsign.engines.stream.segments import SEGMENT_MS, MediaSegment
from tests.air.http.house import FRIDAY_NOON_MS, KDEMO, caller_of, in_a_loop, kdemo

LIVE = "/live/kdemo/aac128/live.m3u8"
NOT_REWOUND = replace(KDEMO, rewind_hours=0)


def addresses(playlist: str, base: str) -> list[str]:
    lines = playlist.splitlines()
    return [urljoin(base, line) for line in lines if line and line[0] != "#"]


def moment(sequence: int) -> str:
    return write_moment(FRIDAY_NOON_MS + (sequence - 1) * SEGMENT_MS)


class TestTheLivePlaylist:
    @in_a_loop
    async def test_is_found_by_the_multivariant_one(self, tmp_path):
        """Its children carry a session, so that every player can be counted."""
        async with caller_of(kdemo(tmp_path, segments=3)) as caller:
            index = await caller.ask("/live/kdemo/index.m3u8?s=c0ffee00")
            children = addresses(index.text, "/live/kdemo/index.m3u8")

            assert children[0] == f"{LIVE}?s=c0ffee00"
            assert (await caller.ask(children[1])).status == 200

    @in_a_loop
    async def test_leads_to_segments(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=3)) as caller:
            playlist = await caller.ask(LIVE)
            segments = addresses(playlist.text, LIVE)

            assert segments == [f"/live/kdemo/aac128/{n}.m4s" for n in (1, 2, 3)]
            assert 'URI="init.mp4"' in playlist.text
            assert playlist.headers["content-type"] == "application/vnd.apple.mpegurl"
            assert playlist.headers["cache-control"] == "no-cache"

    @in_a_loop
    async def test_goes_on_with_every_segment(self, tmp_path):
        program = kdemo(tmp_path, segments=3)
        async with caller_of(program) as caller:
            before = await caller.ask(LIVE)
            program.services["kdemo"].put_on_air(1)
            after = await caller.ask(LIVE)

        assert "4.m4s" not in before.text
        assert "4.m4s" in after.text

    @in_a_loop
    async def test_is_zipped_for_those_who_ask(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=3)) as caller:
            plain = await caller.ask(LIVE)
            zipped = await caller.ask(LIVE, Accept_Encoding="gzip, br")

        assert zipped.headers["content-encoding"] == "gzip"
        assert gzip.decompress(zipped.body) == plain.body

    @in_a_loop
    async def test_is_asked_for_again_before_the_first_sound(self, tmp_path):
        """Players try again after a 503, and give up at a 404."""
        async with caller_of(kdemo(tmp_path)) as caller:
            assert (await caller.ask(LIVE)).status == 503


class TestRewinding:
    @in_a_loop
    async def test_begins_where_players_find_the_moment(self, tmp_path):
        """They begin six seconds before the end of a list."""
        async with caller_of(kdemo(tmp_path, segments=100)) as caller:
            address = f"/live/kdemo/at/{moment(20)}.m3u8"
            index = await caller.ask(address)
            child = addresses(index.text, address)[0]
            playlist = await caller.ask(child)

        assert child.startswith("/live/kdemo/aac128/behind/")
        last = addresses(playlist.text, child)[-1]
        assert last in ("/live/kdemo/aac128/21.m4s", "/live/kdemo/aac128/22.m4s")
        assert "ENDLIST" not in playlist.text

    @in_a_loop
    async def test_to_a_moment_without_sound_begins_with_what_came_next(self, tmp_path):
        program = kdemo(tmp_path, segments=40)
        down_ms = 20_000
        after = FRIDAY_NOON_MS + 40 * SEGMENT_MS + down_ms
        for number in range(41, 91):
            start_ms = after + (number - 41) * SEGMENT_MS
            segment = MediaSegment(number, start_ms, is_discontinuity=number == 41)
            program.services["kdemo"].archive.add(segment)
        async with caller_of(program) as caller:
            address = f"/live/kdemo/at/{moment(43)}.m3u8"
            index = await caller.ask(address)
            child = addresses(index.text, address)[0]
            playlist = await caller.ask(child)

        last = addresses(playlist.text, child)[-1]
        assert last in ("/live/kdemo/aac128/42.m4s", "/live/kdemo/aac128/43.m4s")

    @in_a_loop
    async def test_to_a_piece_finds_all_of_it(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=30)) as caller:
            address = f"/live/kdemo/from/{moment(5)}/to/{moment(9)}.m3u8"
            index = await caller.ask(address)
            child = addresses(index.text, address)[1]
            playlist = await caller.ask(child)
            segments = addresses(playlist.text, child)
            sound = await caller.ask(segments[0])

        assert segments == [f"/live/kdemo/aac48/{n}.m4s" for n in range(5, 9)]
        assert playlist.text.endswith("#EXT-X-ENDLIST\n")
        assert sound.status == 200

    @in_a_loop
    async def test_to_a_piece_that_still_runs_is_not_finished(self, tmp_path):
        program = kdemo(tmp_path, segments=5)
        async with caller_of(program) as caller:
            address = f"/live/kdemo/aac128/from/{moment(3)}/to/{moment(7)}.m3u8"
            before = await caller.ask(address)
            program.services["kdemo"].put_on_air(3)
            after = await caller.ask(address)

        assert "ENDLIST" not in before.text
        assert after.text.endswith("6.m4s\n#EXT-X-ENDLIST\n")

    @in_a_loop
    async def test_is_refused_where_nothing_is(self, tmp_path):
        too_long = write_moment(FRIDAY_NOON_MS + LONGEST_PIECE_MS + 1)
        async with caller_of(kdemo(tmp_path, segments=5)) as caller:
            for target, status in [
                ("/at/2026-11-20T17:00:00Z.m3u8", 404),  # before there was anything
                (f"/at/{moment(9)}.m3u8", 404),  # to come
                (f"/from/{moment(3)}/to/{moment(3)}.m3u8", 400),  # no length
                (f"/from/{moment(1)}/to/{too_long}.m3u8", 400),
                ("/from/2025-11-20T17:00:00Z/to/2025-11-20T18:00:00Z.m3u8", 404),
                ("/aac128/behind/99999999.m3u8", 404),
                ("/aac128/behind/soon.m3u8", 400),
            ]:
                answer = await caller.ask(f"/live/kdemo{target}")

                assert (target, answer.status) == (target, status)

    @in_a_loop
    async def test_is_refused_where_it_is_forbidden(self, tmp_path):
        async with caller_of(kdemo(tmp_path, NOT_REWOUND, segments=60)) as caller:
            for target in (
                f"/at/{moment(2)}.m3u8",
                f"/from/{moment(2)}/to/{moment(4)}.m3u8",
                f"/aac128/from/{moment(2)}/to/{moment(4)}.m3u8",
                "/aac128/behind/60000.m3u8",
            ):
                answer = await caller.ask(f"/live/kdemo{target}")

                assert answer.status == 403
                assert answer.text == "KDEMO 89.7 may be heard live, not rewound\n"
            assert (await caller.ask(LIVE)).status == 200


class TestTitles:
    @in_a_loop
    async def test_are_told_where_they_overlap_what_is_listed(self, tmp_path):
        program = kdemo(tmp_path, segments=6)
        middle_ms = FRIDAY_NOON_MS + 3 * SEGMENT_MS
        program.services["kdemo"].plan = Plan(
            "kdemo",
            0,
            0,
            titles=(
                Title("b-1", FRIDAY_NOON_MS - 60_000, FRIDAY_NOON_MS, "Night Owl"),
                Title("b-2", FRIDAY_NOON_MS, middle_ms, "Local Desk"),
                Title("b-3", middle_ms, middle_ms + 9_000_000, "Talk of the Flats"),
                Title("b-4", middle_ms + 9_000_000, middle_ms + 9_900_000, "Music"),
            ),
        )
        async with caller_of(program) as caller:
            live = await caller.ask(LIVE)
            piece = f"/live/kdemo/aac128/from/{moment(1)}/to/{moment(3)}.m3u8"
            rewound = await caller.ask(piece)

            assert [f'ID="b-{number}"' in live.text for number in (1, 2, 3, 4)] == [
                *(False, True),
                *(True, False),
            ]
            assert rewound.text.count("#EXT-X-DATERANGE") == 1
            assert 'X-TITLE="Local Desk"' in rewound.text
