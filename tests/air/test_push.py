"""Push: whatever an encoder sends becomes sound, or is refused with a reason."""

import io
import time

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame

from callsign.air.push import FORMATS, FeedClosed, MountTaken, PushSource, UnknownFormat
from callsign.engines.stream.journal import Kind
from tests.air.studio import RATE_HZ, ScriptedClock, Told, push_config, stereo

PATIENCE_S = 20

SENT = [
    ("audio/mpeg", "mp3", "libmp3lame"),
    ("audio/aac", "adts", "aac"),
    ("audio/ogg", "ogg", "libopus"),
    ("application/ogg", "ogg", "vorbis"),
    ("audio/ogg; codecs=flac", "ogg", "flac"),
    ("audio/flac", "flac", "flac"),
]


def sent(
    container: str,
    codec: str,
    sound: np.ndarray,
    rate_hz: int = RATE_HZ,
    **comments: str,
) -> bytes:
    """Return sound as an encoder sends it."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        output.metadata.update(comments)
        # Ours of Vorbis is called experimental; the decoder is not.
        options = {"strict": "experimental"} if codec == "vorbis" else {}
        stream = output.add_stream(codec, rate=rate_hz, options=options)
        stream.layout = "stereo" if len(sound) == 2 else "mono"
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(sound), format="fltp", layout=stream.layout.name
        )
        frame.sample_rate = rate_hz
        packets = [*stream.encode(frame), *stream.encode(None)]
        output.mux([packet for packet in packets if packet.size])
    return file.getvalue()


def mount(told: Told | None = None, *, delay_ms: int = 500) -> PushSource:
    return PushSource(
        push_config(), delay_ms=delay_ms, clock=ScriptedClock(), say=told or Told()
    )


def until(condition) -> None:
    patience = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < patience
        time.sleep(0.005)


class TestAnEncoder:
    @pytest.mark.parametrize(("content_type", "container", "codec"), SENT)
    def test_of_every_kind_is_heard(self, content_type, container, codec):
        told = Told()
        source = mount(told)
        feed = source.open(content_type)

        data = sent(container, codec, stereo(3.0))
        for first in range(0, len(data), 1_400):
            feed.feed(data[first : first + 1_400])
        feed.close()
        feed.join()

        block, missing = source.take(4_096, 0)
        assert missing == 0
        assert np.abs(block).max() > 0.05
        assert len(told.of(Kind.CONNECTED)) == 1
        assert told.of(Kind.LOST)[0]["reason"] == "the connection was closed"
        source.stop()

    def test_may_change_its_rate_and_channels(self):
        source = mount()
        feed = source.open("audio/mpeg")

        feed.feed(sent("mp3", "libmp3lame", stereo(2.0)))
        mono = stereo(2.0)[:1]
        feed.feed(sent("mp3", "libmp3lame", mono, rate_hz=44_100))
        feed.close()
        feed.join()

        buffered_ms = source.status()["buffered_ms"]
        # 96,000 samples at 44.1 kHz are 2,177 ms.
        assert abs(buffered_ms - 4_177) < 150
        source.stop()

    def test_that_sends_something_else_is_refused(self):
        told = Told()
        source = mount(told)
        feed = source.open("audio/ogg")

        feed.feed(b"<html>good morning</html>" * 4_000)
        feed.close()
        feed.join()

        assert "it is not what it says it is" in told.of(Kind.REFUSED)[0]["reason"]
        assert not told.of(Kind.CONNECTED)
        source.stop()

    def test_is_told_when_nothing_more_is_taken(self):
        source = mount()
        feed = source.open("audio/ogg")
        feed.feed(b"\x00" * 100_000)

        def is_closed() -> bool:
            try:
                feed.feed(b"\x00" * 10_000)
            except FeedClosed:
                return True
            return False

        until(is_closed)
        source.stop()

    def test_that_sends_too_fast_is_let_go(self):
        source = mount()
        feed = source.open("audio/flac")
        noise = np.random.default_rng(1).normal(0, 0.1, (2, RATE_HZ)).astype("f4")
        data = sent("flac", "flac", np.tile(noise, (1, 60)))

        with pytest.raises(FeedClosed, match="faster"):
            for first in range(0, len(data), 1 << 16):
                feed.feed(data[first : first + (1 << 16)])
        source.stop()


class TestOgg:
    @pytest.mark.parametrize("codec", ["libopus", "flac"])
    def test_is_heard_as_soon_as_its_page_is_there(self, codec):
        """FFmpeg's reader would wait for the page that follows."""
        source = mount()
        feed = source.open("audio/ogg")

        feed.feed(sent("ogg", codec, stereo(2.0)))

        until(lambda: source.status()["buffered_ms"] >= 1_990)
        source.stop()

    def test_goes_on_without_a_gap_when_another_track_begins(self):
        """Liquidsoap and BUTT end one stream and begin the next."""
        told = Told()
        source = mount(told, delay_ms=2_500)
        feed = source.open("audio/ogg")

        # 440 whole waves a second: the end of the tone fits its beginning.
        for _ in range(3):
            feed.feed(sent("ogg", "flac", stereo(1.0)))
        feed.close()
        feed.join()

        sound, missing = source.take(2 * RATE_HZ, 0)
        # So it is with a tone that has no break: each sample tells its neighbors.
        twice_cosine = 2 * np.cos(2 * np.pi * 440 / RATE_HZ)
        breaks = sound[:, 2:] + sound[:, :-2] - twice_cosine * sound[:, 1:-1]
        assert missing == 0
        assert np.abs(sound).max() > 0.09
        assert np.abs(breaks).max() < 1e-3
        assert len(told.of(Kind.CONNECTED)) == 1
        source.stop()

    def test_leaves_out_what_fills_the_last_packet_of_a_track(self):
        source = mount()
        feed = source.open("audio/ogg")

        for _ in range(3):
            feed.feed(sent("ogg", "libopus", stereo(1.005)))
        feed.close()
        feed.join()

        assert source.status()["buffered_ms"] == 3_015
        source.stop()

    def test_tells_what_its_comments_say_it_plays(self):
        told = Told()
        source = mount(told)
        feed = source.open("audio/ogg")

        feed.feed(sent("ogg", "flac", stereo(1.0), title="Morning"))

        until(lambda: told.of(Kind.METADATA))
        assert told.of(Kind.METADATA)[0]["text"] == "Morning"
        source.stop()


class TestAMount:
    def test_takes_one_encoder_at_a_time(self):
        source = mount()
        source.open("audio/mpeg").feed(b"x")

        with pytest.raises(MountTaken, match="another encoder"):
            source.open("audio/mpeg")
        source.stop()

    def test_takes_another_when_the_first_has_gone(self):
        source = mount()
        source.open("audio/mpeg").close()

        source.open("audio/mpeg")
        source.stop()

    def test_takes_another_when_the_first_is_quiet(self):
        source = mount()
        first = source.open("audio/mpeg")
        first._heard_at_s -= 2.5

        source.open("audio/mpeg")

        with pytest.raises(FeedClosed, match="taken its place"):
            first.feed(b"x")
        source.stop()

    def test_names_what_it_takes(self):
        with pytest.raises(UnknownFormat, match="audio/mpeg"):
            mount().open("video/webm")

    def test_keeps_what_is_said_to_play(self):
        told = Told()
        source = mount(told)
        feed = source.open("audio/mpeg")

        feed.metadata("Ada Okafor - Morning")
        feed.metadata("Ada Okafor - Morning")

        assert source.metadata == "Ada Okafor - Morning"
        assert len(told.of(Kind.METADATA)) == 1
        source.stop()

    def test_forgets_what_was_said_by_an_encoder_that_is_gone(self):
        source = mount()
        feed = source.open("audio/mpeg")
        feed.metadata("Ada Okafor - Morning")

        feed.close()
        feed.join()

        assert source.metadata == ""
        with pytest.raises(FeedClosed):
            feed.metadata("Ada Okafor - Evening")
        assert source.metadata == ""
        source.stop()

    def test_keeps_what_is_said_by_the_encoder_that_took_over(self):
        source = mount()
        first = source.open("audio/mpeg")
        first.close()
        second = source.open("audio/mpeg")
        second.metadata("Luis Prieto - Noon")
        first.join()

        assert source.metadata == "Luis Prieto - Noon"
        source.stop()


class TestAMistakeOfOurs:
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
    def test_is_in_the_way_of_no_later_connection(self, monkeypatch):
        told = Told()
        source = mount(told)
        with monkeypatch.context() as changes:
            changes.setattr("callsign.air.push.pages_of_sound", lambda read: 1 / 0)
            failed = source.open("audio/ogg")
            failed.join()
        with pytest.raises(FeedClosed, match="air failed"):
            failed.feed(b"x")

        feed = source.open("audio/ogg")
        feed.feed(sent("ogg", "flac", stereo(2.0)))

        until(lambda: source.status()["buffered_ms"] >= 1_990)
        assert [one["reason"] for one in told.of(Kind.REFUSED)] == [
            "air failed at its sound, and says in its log how"
        ]
        source.stop()


class TestGarbage:
    @pytest.mark.parametrize("content_type", sorted(set(FORMATS)))
    def test_never_reaches_the_air(self, content_type):
        chance = np.random.default_rng(7)
        told = Told()
        source = mount(told)
        feed = source.open(content_type)

        feed.feed(chance.bytes(200_000))
        feed.close()
        feed.join()

        assert told.of(Kind.LOST) or told.of(Kind.REFUSED)
        source.stop()
