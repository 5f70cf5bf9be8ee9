"""The ring: eight seconds of MP3 that every listener reads at a place of its own."""

import asyncio

from callsign.air.ring import Ring

FRAME = 384  # bytes of an MP3 frame at 128 kbit/s and 48 kHz


def full_ring() -> Ring:
    ring = Ring(seconds=8, kbps=128)
    for number in range(400):
        ring.append(bytes([number % 256]) * FRAME)
    return ring


class TestAListener:
    def test_begins_on_a_frame_with_its_burst(self):
        ring = full_ring()

        place = ring.start(burst_bytes=64_000)

        assert place % FRAME == 0
        assert 64_000 - FRAME < len(ring.since(place)) <= 64_000

    def test_begins_with_what_there_is_when_that_is_less(self):
        ring = Ring(seconds=8, kbps=128)
        ring.append(b"a" * FRAME)

        assert ring.since(ring.start(burst_bytes=64_000)) == b"a" * FRAME

    def test_that_wants_no_burst_begins_with_the_newest_piece(self):
        ring = full_ring()

        assert len(ring.since(ring.start(burst_bytes=0))) == FRAME

    def test_gets_nothing_twice(self):
        ring = full_ring()
        place = ring.position

        ring.append(b"next")

        assert ring.since(place) == b"next"
        assert ring.since(ring.position) == b""

    def test_may_stand_inside_a_frame(self):
        ring = Ring(seconds=8, kbps=128)
        ring.append(b"abcdef")
        ring.append(b"ghi")

        assert ring.since(4) == b"efghi"

    def test_that_fell_behind_is_told(self):
        ring = full_ring()

        assert ring.since(0) is None
        assert ring.since(ring.position + 1) is None


class TestWaiting:
    def test_ends_when_a_thread_appends(self):
        async def listen() -> bytes | None:
            ring = Ring(seconds=8, kbps=128)
            event = ring.subscribe(asyncio.get_running_loop())
            await asyncio.to_thread(ring.append, b"good morning")
            await asyncio.wait_for(event.wait(), 10)
            ring.unsubscribe(event)
            return ring.since(0)

        assert asyncio.run(listen()) == b"good morning"

    def test_leaves_no_trace_of_a_loop_that_closed(self):
        ring = Ring(seconds=8, kbps=128)

        async def come_and_go() -> None:
            ring.subscribe(asyncio.get_running_loop())

        asyncio.run(come_and_go())
        ring.append(b"good morning")

        assert ring.since(0) == b"good morning"
