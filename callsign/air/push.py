"""Push: an encoder connects, sends, and is decoded in a thread of its own."""

import threading
import time
from collections import deque

import av

from callsign.air.clock import Clock
from callsign.air.decoding import Undecodable, bitrate_kbps, blocks, sound_of
from callsign.air.ogg_decoding import PageOfSound, pages_of_sound
from callsign.air.source import Say, Source
from callsign.air.source_buffer import BufferClosed, SourceBuffer
from callsign.engines.stream.configuration import SourceConfig

# An encoder that says nothing for this long is gone, whatever its socket claims.
REPLACEABLE_AFTER_S = 2.0
MOST_BEHIND_S = 30.0
MOST_BEHIND_BYTES = 8 << 20
# Enough to know any codec by; a second of MP3 at 128 kbit/s.
PROBE_BYTES = 16_384
PROBE_US = 500_000
# How much later than it was captured sound would be dated: what encoders and our parser
# hold back (three frames of MP3, ten of FLAC). Measured with FFmpeg's encoders, beeps on
# the second (bench/capture_dates.py). What Ogg holds back is known page by page.
LATE_MS = {"mp3": 95, "aac": 15, "flac": 850, "ogg": 0}
LEAST_TARGET_MS = 400

CLOSED = "the connection was closed"

FORMATS = {
    "audio/mpeg": "mp3",
    "audio/mp3": "mp3",
    "audio/aac": "aac",
    "audio/aacp": "aac",
    "application/ogg": "ogg",
    "audio/ogg": "ogg",
    "video/ogg": "ogg",
    "audio/opus": "ogg",
    "audio/flac": "flac",
    "audio/x-flac": "flac",
}


class MountTaken(Exception):
    """Another encoder is connected to this source, and sends."""


class UnknownFormat(Exception):
    """A content type that is not taken; the message lists those that are."""


class FeedClosed(ConnectionError):
    """Nothing more is taken from this connection; the message says why."""


class PushSource(Source):
    """A source that waits to be connected to."""

    def __init__(
        self, config: SourceConfig, *, delay_ms: int, clock: Clock, say: Say
    ) -> None:
        super().__init__(config, delay_ms=delay_ms, clock=clock, say=say)
        self._feed: PushFeed | None = None

    def open(self, content_type: str) -> "PushFeed":
        """
        Take a connection.

        Raises: MountTaken, UnknownFormat
        """
        kind = content_type.partition(";")[0].strip().lower()
        if kind not in FORMATS:
            raise UnknownFormat(
                f"{kind or 'no content type'} is not taken here; send one of"
                f" {', '.join(FORMATS)}"
            )
        with self._lock:
            present = self._feed
            if present is not None and not present.is_replaceable:
                raise MountTaken(
                    f"another encoder is connected to {self.name} and sends;"
                    f" it can be replaced when it has been quiet for"
                    f" {REPLACEABLE_AFTER_S:.0f} s"
                )
            feed = self._feed = PushFeed(self, FORMATS[kind])
        if present is not None:
            present.end("another encoder has taken its place")
        feed.start()
        return feed

    def forget_title(self, feed: "PushFeed") -> None:
        """What an encoder played ends with it, unless another is already here."""
        with self._lock:
            if self._feed is feed:
                self.metadata = ""

    def stop(self) -> None:
        with self._lock:
            feed, self._feed = self._feed, None
        if feed is not None:
            feed.end("the source was removed, or air stops")
        super().stop()
        if feed is not None:
            feed.join()


class PushFeed:
    """
    What one encoder sends, from the server's loop to a thread that decodes it.

    ``feed`` never waits. It raises FeedClosed when the connection should be closed.
    """

    def __init__(self, source: PushSource, format_name: str) -> None:
        self.source = source
        self.format_name = format_name
        self._pipe = Pipe()
        self._reason = ""
        self._was_heard = False
        self._has_left = False
        self._heard_at_s = time.monotonic()
        self._thread = threading.Thread(
            target=self._run, name=f"push {source.name}", daemon=True
        )

    @property
    def is_replaceable(self) -> bool:
        quiet_s = time.monotonic() - self._heard_at_s
        return self._pipe.is_closed or quiet_s >= REPLACEABLE_AFTER_S

    def start(self) -> None:
        self._thread.start()

    def join(self) -> None:
        if self._thread.is_alive():
            self._thread.join()

    def feed(self, data: bytes) -> None:
        """
        Take in what has arrived.

        Raises: FeedClosed
        """
        if self._pipe.is_closed:
            raise FeedClosed(self._reason)
        self._heard_at_s = time.monotonic()
        self._pipe.put(data)
        if self._pipe.is_too_full:
            self.end("it sends faster than its sound can be played")
            raise FeedClosed(self._reason)

    def metadata(self, text: str) -> None:
        """
        Take note of what the encoder says it plays.

        Raises: FeedClosed: it has gone, or its sound was not what it said it is
        """
        if self._pipe.is_closed:
            raise FeedClosed(self._reason)
        self.source.tell_metadata(text)

    def close(self, reason: str = CLOSED) -> None:
        """The encoder has gone; what it sent is still played."""
        self._has_left = self._has_left or not self._reason
        self.end(reason)

    def end(self, reason: str) -> None:
        self._reason = self._reason or reason
        self._pipe.close()

    def _run(self) -> None:
        target_ms = self.source.delay_ms - LATE_MS[self.format_name]
        buffer = SourceBuffer(max(LEAST_TARGET_MS, target_ms))
        self.source.offer(buffer)
        try:
            self._play(buffer)
        finally:
            # Also when air itself failed: a buffer without an end would be in the way of
            # every connection that comes after this one.
            self.end("air failed at its sound, and says in its log how")
            buffer.finish()
            self.source.leave_if_over(buffer)
            self.source.forget_title(self)
            if self._was_heard:
                self.source.tell_lost(self._reason)
            else:
                self.source.tell_refused(self._reason)

    def _play(self, buffer: SourceBuffer) -> None:
        try:
            self._decode(buffer)
            self.end("the sound ended")
        except (Undecodable, av.error.FFmpegError) as error:
            words = error.strerror if isinstance(error, av.error.FFmpegError) else error
            problem = f"it is not what it says it is: {words}"
            if self._has_left and not self._was_heard:
                # It left before its bytes were looked at; they are the reason.
                self._reason = problem
            self.end(problem)
        except BufferClosed:
            self.end("the source was removed, or air stops")

    def _decode(self, buffer: SourceBuffer) -> None:
        if self.format_name == "ogg":
            for page in pages_of_sound(self._pipe.read):
                self._take_page(page, buffer)
        else:
            self._decode_container(buffer)

    def _take_page(self, page: PageOfSound, buffer: SourceBuffer) -> None:
        if not self._was_heard:
            self._was_heard = True
            self.source.tell_connected(page.setup.codec, page.bitrate_kbps)
        if page.setup.title:
            self.source.tell_metadata(page.setup.title)
        buffer.write(page.block, held_ms=page.held_ms, piece_ms=page.piece_ms)

    def _decode_container(self, buffer: SourceBuffer) -> None:
        options = {"probesize": str(PROBE_BYTES), "analyzeduration": str(PROBE_US)}
        with av.open(
            self._pipe,
            mode="r",
            format=self.format_name,
            metadata_errors="replace",
            options=options,
        ) as container:
            stream = sound_of(container)
            for block in blocks(container, stream):
                if not self._was_heard:
                    self._was_heard = True
                    kbps = bitrate_kbps(container, stream)
                    self.source.tell_connected(stream.codec_context.name, kbps)
                buffer.write(block)


class Pipe:
    """Bytes from one thread to another, as a file that is read while it is written."""

    def __init__(self) -> None:
        self.is_closed = False
        self._changed = threading.Condition()
        self._pieces: deque[tuple[float, bytes]] = deque()
        self._bytes = 0

    @property
    def is_too_full(self) -> bool:
        with self._changed:
            if not self._pieces:
                return False
            waited_s = time.monotonic() - self._pieces[0][0]
            return waited_s > MOST_BEHIND_S or self._bytes > MOST_BEHIND_BYTES

    def put(self, data: bytes) -> None:
        with self._changed:
            if data and not self.is_closed:
                self._pieces.append((time.monotonic(), bytes(data)))
                self._bytes += len(data)
                self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self.is_closed = True
            self._changed.notify()

    def read(self, most: int) -> bytes:
        """Return what is there as soon as there is anything; nothing at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._pieces or self.is_closed)
            if not self._pieces:
                return b""
            at_s, piece = self._pieces.popleft()
            if len(piece) > most:
                self._pieces.appendleft((at_s, piece[most:]))
                piece = piece[:most]
            self._bytes -= len(piece)
            return piece
