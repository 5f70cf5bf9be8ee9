"""The buffer of a connection: held at the delay of the service."""

import threading

import pytest

from callsign.air.source_buffer import BufferClosed, SourceBuffer
from tests.air.studio import stereo

BLOCK_MS = 21


def play(buffer: SourceBuffer, now_ms: int) -> int:
    """Take a tenth of a second, bring one, and return the level after that."""
    buffer.take(4_800, now_ms)
    buffer.write(stereo(0.1))
    return buffer.buffered_ms


class TestABuffer:
    def test_is_ready_when_it_has_its_delay_in_hand(self):
        buffer = SourceBuffer(2_000)

        buffer.write(stereo(1.9))
        was_ready = buffer.is_ready
        buffer.write(stereo(0.2))

        assert not was_ready
        assert buffer.is_ready

    def test_is_not_ready_again_before_it_is_full_again(self):
        buffer = SourceBuffer(500, is_steered=False)
        buffer.write(stereo(0.5))

        while buffer.take(1_024, 0).shape[1] == 1_024:
            pass
        buffer.write(stereo(0.4))
        was_ready = buffer.is_ready
        buffer.write(stereo(0.2))

        assert not was_ready
        assert buffer.is_ready

    def test_plays_to_its_end_what_was_sent_before_it_was_finished(self):
        buffer = SourceBuffer(500, is_steered=False)
        buffer.write(stereo(1.0))
        buffer.finish()

        heard = sum(buffer.take(1_000, 0).shape[1] for _ in range(60))

        assert heard == 48_000
        assert buffer.is_over

    def test_begins_with_what_is_to_be_heard_now(self):
        """Of what came before anybody listened, only the delay is kept."""
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(6.0))

        levels = [play(buffer, now_ms) for now_ms in range(0, 5_000, 100)]

        assert all(1_890 < level < 2_010 for level in levels)

    def test_leaves_out_what_a_burst_brought_later(self):
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(2.1))
        play(buffer, 0)
        buffer.write(stereo(4.0))

        levels = [play(buffer, now_ms) for now_ms in range(100, 5_000, 100)]

        assert min(levels[:29]) > 5_800
        assert all(1_890 < level < 2_010 for level in levels[30:])

    def test_begins_anew_with_what_is_to_be_heard_after_the_mixer_stood_still(self):
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(2.0))
        for now_ms in range(0, 8_000, 100):
            play(buffer, now_ms)
        buffer.write(stereo(5.0))
        buffer.settle_anew()

        assert 1_890 < play(buffer, 8_000) < 2_010

    def test_is_not_too_full_because_it_is_emptied_late(self):
        """A busy machine wakes the mixer late; sound came in meanwhile."""
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(2.4))

        for now_ms in range(0, 400, 100):
            buffer.take(4_800, now_ms, behind_ms=400 - now_ms)

        assert 1_990 <= buffer.buffered_ms <= 2_000

    def test_is_put_right_while_nobody_hears_it(self):
        """An encoder lost half a second of what it should have sent, later none."""
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(2.0))
        for now_ms in range(0, 5_000, 100):
            play(buffer, now_ms)
        for now_ms in range(5_000, 5_500, 100):
            buffer.take(4_800, now_ms)

        for now_ms in range(5_500, 15_000, 100):
            buffer.take(4_800, now_ms, is_heard=False)
            buffer.write(stereo(0.1))

        assert 1_970 <= buffer.buffered_ms <= 2_110

    def test_runs_dry_though_nobody_hears_it(self):
        buffer = SourceBuffer(5_000)
        buffer.write(stereo(5.0))
        for now_ms in range(0, 5_000, 100):
            play(buffer, now_ms)

        for now_ms in range(5_000, 11_000, 100):
            buffer.take(4_800, now_ms, is_heard=False)

        assert not buffer.is_ready

    def test_counts_what_its_sender_holds_back(self):
        """FFmpeg sends a page of Ogg when the next is whole."""
        buffer = SourceBuffer(2_000)
        for _ in range(2):
            buffer.write(stereo(0.5), held_ms=500, piece_ms=500)
        was_ready = buffer.is_ready
        buffer.write(stereo(0.5), held_ms=500, piece_ms=500)
        buffer.take(4_800, 0)

        assert not was_ready
        assert buffer.is_ready
        assert buffer.late_ms == 0
        assert 1_390 <= buffer.buffered_ms <= 1_400

    def test_is_late_rather_than_dry_between_long_pieces(self):
        buffer = SourceBuffer(2_000)
        levels = []
        for now_ms in range(0, 10_000, 100):
            if now_ms % 1_000 == 0:
                buffer.write(stereo(1.0), held_ms=1_000, piece_ms=1_000)
            buffer.take(4_800, now_ms)
            levels.append(buffer.buffered_ms)

        assert buffer.late_ms == 200
        assert min(levels[20:]) >= 190

    def test_does_not_cut_a_hiccup_short(self):
        """A network that stood still sends all at once what it held up."""
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(2.0))
        for now_ms in range(0, 8_000, 100):
            play(buffer, now_ms)
        for now_ms in range(8_000, 9_500, 100):
            buffer.take(4_800, now_ms)
        buffer.write(stereo(1.5))

        levels = [play(buffer, now_ms) for now_ms in range(9_500, 14_000, 100)]

        assert all(1_890 < level < 2_010 for level in levels)

    def test_is_held_by_what_came_with_the_least_delay(self):
        """A page of Ogg brings a second at once; it is not a second too long."""
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(2.5))
        levels = []
        for now_ms in range(0, 30_000, 100):
            buffer.take(4_800, now_ms)
            if now_ms % 1_000 == 900:
                buffer.write(stereo(1.0))
                levels.append(buffer.buffered_ms)

        assert all(1_890 < level < 2_010 for level in levels[5:])

    def test_lets_go_a_writer_that_waits_when_it_is_closed(self):
        buffer = SourceBuffer(100, most_ms=200)
        ends: list[str] = []

        def write() -> None:
            try:
                while True:
                    buffer.write(stereo(0.1))
            except BufferClosed:
                ends.append("closed")

        writer = threading.Thread(target=write)
        writer.start()
        buffer.close()
        writer.join(10)

        assert ends == ["closed"]
        with pytest.raises(BufferClosed):
            buffer.write(stereo(0.1))


class TestDrift:
    @pytest.mark.parametrize("ppm", [200, -200])
    def test_of_an_encoder_is_absorbed(self, ppm):
        """Ten minutes; the engine's own tests hold the week."""
        buffer = SourceBuffer(2_000)
        buffer.write(stereo(2.0))
        sound = stereo(0.1)
        sent = 2.0
        for step in range(600_000 // BLOCK_MS):
            now_ms = step * BLOCK_MS
            while sent < 2.0 + now_ms / 1_000 * (1 + ppm / 1e6):
                buffer.write(sound)
                sent += 0.1
            assert buffer.take(1_008, now_ms).shape[1] == 1_008

        assert abs(buffer.buffered_ms - 2_000) < 200
