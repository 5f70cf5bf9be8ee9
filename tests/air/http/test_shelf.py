import asyncio
import logging

from callsign.air.http import playlists
from callsign.air.http.playlists import Playlists
from callsign.air.http.shelf import Shelf
from tests.air.http.house import Service, caller_of, in_a_loop, kdemo, sound_of

A_SOUND = len(sound_of("aac128", 1))


class TestTheShelf:
    @in_a_loop
    async def test_gives_up_what_was_asked_for_longest_ago(self, tmp_path):
        service = Service(tmp_path)
        service.put_on_air(4)
        shelf = Shelf(largest_bytes=2 * A_SOUND)

        for sequence in (1, 2, 3):
            await shelf.segment(service, "aac128", sequence)
            shelf.segment(service, "aac128", 1)

        assert [sequence for _, _, sequence in shelf.segments] == [3, 1]
        assert shelf.bytes == 2 * A_SOUND

    @in_a_loop
    async def test_reads_a_file_once_for_all_who_wait(self, tmp_path):
        service = Service(tmp_path)
        service.put_on_air(1)
        shelf = Shelf()

        readings = {shelf.segment(service, "aac128", 1) for _ in range(50)}
        (answer,) = [await reading for reading in readings]

        assert answer.body == sound_of("aac128", 1)
        assert not shelf.reading

    @in_a_loop
    async def test_tries_again_after_a_disk_that_did_not_read(self, tmp_path, caplog):
        program = kdemo(tmp_path, segments=1)
        service = program.services["kdemo"]
        path = service.segment_path("aac128", service.archive.latest)
        path.unlink()
        path.mkdir()
        async with caller_of(program) as caller:
            with caplog.at_level(logging.ERROR):
                assert (await caller.ask("/live/kdemo/aac128/1.m4s")).status == 503
            path.rmdir()
            path.write_bytes(b"sound")
            assert (await caller.ask("/live/kdemo/aac128/1.m4s")).body == b"sound"

        assert "cannot be read" in caplog.text

    @in_a_loop
    async def test_says_once_to_the_log_what_many_waited_for(self, tmp_path, caplog):
        program = kdemo(tmp_path, segments=1)
        service = program.services["kdemo"]
        path = service.segment_path("aac128", service.archive.latest)
        path.unlink()
        path.mkdir()
        shelf = Shelf()

        readings = [shelf.segment(service, "aac128", 1) for _ in range(50)]
        answers = await asyncio.gather(*readings, return_exceptions=True)

        assert {one.status for one in answers} == {503}
        assert caplog.text.count("cannot be read") == 1


class TestPlaylistsThatWereDrawn:
    @in_a_loop
    async def test_take_no_more_room_than_they_should(self, tmp_path, monkeypatch):
        service = Service(tmp_path)
        service.put_on_air(100)
        monkeypatch.setattr(playlists, "MOST_DRAWN_BYTES", 40_000)
        drawn = Playlists()

        for delay_ms in range(0, 100_000, 1_984):
            await drawn.behind(service, "aac128", str(delay_ms), at_ms=0, zipped=True)
        drawn.close()

        sizes = [one.size_bytes for _, one in drawn.drawn.values()]
        assert drawn.bytes == sum(sizes) <= 40_000
        assert len(sizes) > 1

    def test_are_the_same_for_all_who_ask_within_a_segment(self, tmp_path):
        service = Service(tmp_path)
        service.put_on_air(10)
        drawn = Playlists()

        first = drawn.live(service, "aac128", zipped=False)
        second = drawn.live(service, "aac128", zipped=False)
        service.put_on_air(1)
        third = drawn.live(service, "aac128", zipped=False)

        assert first is second
        assert first is not third
