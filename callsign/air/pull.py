"""Pull: a stream of somebody else's, asked for again and again until it comes."""

import ipaddress
import os
import socket
import threading
from urllib.parse import urlsplit

import av

from callsign.air.clock import Clock
from callsign.air.decoding import Undecodable, bitrate_kbps, blocks, sound_of
from callsign.air.source import Say, Source
from callsign.air.source_buffer import BufferClosed, SourceBuffer
from callsign.engines.stream.configuration import SourceConfig

PROTOCOLS = "http,https,tcp,tls,crypto"
OPEN_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 10.0
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
# A stream that has played for so long was no accident: begin with short pauses again.
STEADY_MS = 60_000
PRIVATE_ALLOWED = "CALLSIGN_AIR_PULL_PRIVATE"


class NotPublic(Exception):
    """An address inside the station's own network, which a pull must not be led to."""


class PullSource(Source):
    """
    Any HTTP(S) stream or HLS address that FFmpeg reads, reconnected with growing pauses.

    Addresses of private networks are refused, unless the environment has
    ``CALLSIGN_AIR_PULL_PRIVATE=1``.
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

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        # Its thread may wait in FFmpeg for as long as a timeout; it is left to end.
        super().stop()

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._ended.is_set():
            buffer = SourceBuffer(self.delay_ms)
            started_ms = self.clock.utc_ms()
            try:
                self._play(buffer)
                reason = "the stream ended"
            except av.error.FFmpegError as error:
                # Not the whole error: it quotes the address, password and all.
                reason = error.strerror or "it cannot be read"
            except (NotPublic, Undecodable, OSError) as error:
                reason = str(error)
            except BufferClosed:
                return
            buffer.finish()
            self.leave_if_over(buffer)
            self._tell_end(reason)
            if self.clock.utc_ms() - started_ms > STEADY_MS:
                pause_s = FIRST_PAUSE_S
            self.clock.wait(self._ended, pause_s)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 2)

    def _play(self, buffer: SourceBuffer) -> None:
        make_sure_it_is_public(self.config.url)
        with av.open(
            self.config.url,
            mode="r",
            metadata_errors="replace",
            timeout=(OPEN_TIMEOUT_S, READ_TIMEOUT_S),
            options={"protocol_whitelist": PROTOCOLS, "user_agent": "Callsign"},
        ) as container:
            stream = sound_of(container)
            self.offer(buffer)
            self._told = ""
            self.tell_connected(
                stream.codec_context.name, bitrate_kbps(container, stream)
            )
            for block in blocks(container, stream):
                if self._ended.is_set():
                    return
                buffer.write(block)

    def _tell_end(self, reason: str) -> None:
        # An address that is down for a week is told of once, not every half minute.
        if reason != self._told and not self._ended.is_set():
            self._told = reason
            self.tell_lost(reason)


def make_sure_it_is_public(url: str) -> None:
    """
    Make sure that every address of a URL's host is one of the public internet.

    Raises: NotPublic, OSError when the name is unknown

    >>> make_sure_it_is_public("http://127.0.0.1/stream")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    callsign.air.pull.NotPublic: 127.0.0.1 is not on the public internet; ...
    """
    if os.environ.get(PRIVATE_ALLOWED) == "1":
        return
    parts = urlsplit(url)
    found = socket.getaddrinfo(
        parts.hostname, parts.port or 80, type=socket.SOCK_STREAM
    )
    for *_, address in found:
        host = str(address[0]).partition("%")[0]
        if not ipaddress.ip_address(host).is_global:
            raise NotPublic(
                f"{host} is not on the public internet; to pull from your own network,"
                f" set {PRIVATE_ALLOWED}=1 for air"
            )
