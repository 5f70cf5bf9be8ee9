"""Pull: a stream of somebody else's, asked for again and again until it comes."""

import os
import threading

import av

from callsign.air.clock import Clock
from callsign.air.decoding import Undecodable, bitrate_kbps, blocks, sound_of
from callsign.air.pulled import Pulled
from callsign.air.source import Say, Source
from callsign.air.source_buffer import MOST_AHEAD_MS, BufferClosed, SourceBuffer
from callsign.air.steadfast import keep_at
from callsign.engines.stream.configuration import SourceConfig
from callsign.lib.public_address import NotPublic

# What sound comes in. Any other reader of FFmpeg might open addresses by itself.
FORMATS = "mp3,aac,ogg,flac,wav,hls,mpegts,mov,matroska,asf"
# Files are opened one after another by ``Pulled``, never kept open by FFmpeg; what they
# are is known by their content, whatever they are called.
OPTIONS = {
    "protocol_whitelist": "http,https",
    "format_whitelist": FORMATS,
    "allowed_extensions": "ALL",
    "extension_picky": "0",
    "http_persistent": "0",
    "http_multiple": "0",
    "max_reload": "20",
}
OPEN_TIMEOUT_S = 30.0
# Longer than any media segment: the next may be that far away.
READ_TIMEOUT_S = 60.0
# FFmpeg begins three media segments before the end of a playlist, and then gets one at
# a time. Two in hand are enough that none comes too late.
SEGMENTS_AHEAD = 2
MOST_SEGMENTS_AHEAD = 6
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
# A stream that has played for so long was no accident: begin with short pauses again.
STEADY_MS = 60_000
PRIVATE_ALLOWED = "CALLSIGN_AIR_PULL_PRIVATE"


class PullSource(Source):
    """
    Any HTTP(S) stream or HLS address that FFmpeg reads, reconnected with growing pauses.

    Addresses of private networks are refused, wherever they are named (a redirect, a
    playlist), unless the environment has ``CALLSIGN_AIR_PULL_PRIVATE=1``.

    What is heard is dated like any other sound: ``delay_ms`` before it leaves the mixer.
    A stream that came late, as HLS does by three of its media segments or more, is dated
    later than it was captured by as much.
    """

    def __init__(
        self, config: SourceConfig, *, delay_ms: int, clock: Clock, say: Say
    ) -> None:
        super().__init__(config, delay_ms=delay_ms, clock=clock, say=say)
        self._ended = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name=f"pull {config.name}", daemon=True
        )
        self._told = ""
        self._pulled: Pulled | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        pulled = self._pulled
        if pulled is not None:
            pulled.end()
        # Its thread may wait for the network as long as a timeout; it is left to end.
        super().stop()

    def _run(self) -> None:
        keep_at(self._pull, ended=self._ended, clock=self.clock, tell=self.tell_refused)

    def _pull(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._ended.is_set():
            started_ms = self.clock.utc_ms()
            pulled = self._pulled = Pulled(
                is_private_allowed=os.environ.get(PRIVATE_ALLOWED) == "1",
                on_title=self.tell_metadata,
            )
            try:
                self._play(pulled)
                reason = reason_of(pulled.failed) or "the stream ended"
            except BufferClosed:
                return
            except (av.error.FFmpegError, Undecodable, OSError) as error:
                reason = reason_of(pulled.failed) or reason_of(error)
            finally:
                pulled.end()
            self.metadata = ""
            self._tell_end(reason)
            if self.clock.utc_ms() - started_ms > STEADY_MS:
                pause_s = FIRST_PAUSE_S
            self.clock.wait(self._ended, pause_s)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 2)

    def _play(self, pulled: Pulled) -> None:
        with av.open(
            self.config.url,
            mode="r",
            format=pulled.begin(self.config.url),
            metadata_errors="replace",
            timeout=(OPEN_TIMEOUT_S, READ_TIMEOUT_S),
            options=OPTIONS,
            io_open=pulled.open,
        ) as container:
            stream = sound_of(container)
            buffer = buffer_for(self.delay_ms, pulled.target_s * 1_000)
            self.offer(buffer)
            self._told = ""
            self.tell_connected(
                stream.codec_context.name, bitrate_kbps(container, stream)
            )
            try:
                for block in blocks(container, stream):
                    if self._ended.is_set():
                        return
                    buffer.write(block)
                    pulled.failed = None
            finally:
                buffer.finish()
                self.leave_if_over(buffer)

    def _tell_end(self, reason: str) -> None:
        # An address that is down for a week is told of once, not every half minute.
        if reason != self._told and not self._ended.is_set():
            self._told = reason
            self.tell_lost(reason)


def buffer_for(delay_ms: int, segment_ms: int) -> SourceBuffer:
    """
    Return a buffer for sound that comes in pieces of a length, 0 when it flows.

    >>> buffer_for(2_000, 0).target_ms, buffer_for(2_000, 10_000).target_ms
    (2000, 20000)
    """
    target_ms = max(delay_ms, SEGMENTS_AHEAD * segment_ms)
    most_ms = max(MOST_AHEAD_MS, MOST_SEGMENTS_AHEAD * segment_ms)
    return SourceBuffer(target_ms, most_ms=most_ms)


def reason_of(error: Exception | None) -> str:
    """Return what to tell of an error; never the address, which may hold a password."""
    if isinstance(error, NotPublic):
        return (
            f"{error}; to pull from your own network, set {PRIVATE_ALLOWED}=1 for air"
        )
    if isinstance(error, av.error.FFmpegError):
        return error.strerror or "it cannot be read"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error) if error is not None else ""
