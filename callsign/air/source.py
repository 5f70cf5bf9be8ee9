"""A source: where sound comes from, as the mixer sees it, whatever its kind."""

import threading
from typing import Protocol

import numpy as np

from callsign.air.block import Block, silence
from callsign.air.clock import Clock
from callsign.air.meter import Meter
from callsign.air.source_buffer import SourceBuffer
from callsign.air.titled import printable
from callsign.engines.stream.configuration import SourceConfig
from callsign.engines.stream.failover import Health
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.matching import Matching
from callsign.engines.stream.segments import RATE_HZ


class Say(Protocol):
    """How a part of a service says to the journal what has happened."""

    def __call__(self, kind: Kind, **details: object) -> None: ...


class Source:
    """
    A source and the buffer of its present connection.

    The thread that decodes offers buffers and writes to them; the mixer takes. Each
    connection has a buffer of its own: what the last one left is played to its end,
    and the next begins when it has ``delay_ms`` in hand.
    """

    # A file waits for who reads it; what is live goes by, heard or not.
    is_live = True

    def __init__(
        self, config: SourceConfig, *, delay_ms: int, clock: Clock, say: Say
    ) -> None:
        self.config = config
        self.delay_ms = delay_ms
        self.clock = clock
        self.meter = Meter()
        self.codec = ""
        self.bitrate_kbps = 0
        self.metadata = ""
        # Of the next sample to be taken, in samples since 1970; the mixer knows it.
        self.date = 0
        self._say = say
        self._matching: Matching | None = None
        self._buffers: list[SourceBuffer] = []
        self._lock = threading.Lock()
        self._is_silence_told = False
        self._is_lost_told = False
        self._longest_ms = 0

    @property
    def name(self) -> str:
        return self.config.name

    @property
    def buffer(self) -> SourceBuffer | None:
        """The buffer that is heard, or is the next to be."""
        with self._lock:
            return self._buffers[0] if self._buffers else None

    def start(self) -> None:
        """Begin to bring sound."""

    def stop(self) -> None:
        """End for good; what waits is forgotten."""
        with self._lock:
            buffers, self._buffers = self._buffers, []
        for buffer in buffers:
            buffer.close()

    def offer(self, buffer: SourceBuffer) -> None:
        """Put the buffer of a new connection behind those that are still playing."""
        with self._lock:
            self._buffers.append(buffer)

    def health(self) -> Health:
        buffer = self.buffer
        return Health(
            is_ready=buffer is not None and buffer.is_ready,
            buffered_ms=buffer.buffered_ms if buffer else 0,
            silent_ms=self.meter.silent_ms,
            silence_limit_ms=self.config.silence_s * 1_000,
        )

    def take(
        self, samples: int, now_ms: int, behind_ms: int = 0, *, is_heard: bool = True
    ) -> tuple[Block, int]:
        """
        Return so many samples, and how many of them are missing and were made up.

        They should have been taken ``behind_ms`` ago.
        """
        block = self.next_sound(samples, now_ms, behind_ms, is_heard=is_heard)
        self.meter.measure(block)
        self._tell_silence()
        if self._matching is not None and block.size:
            block = self._matched(block, self._matching)
        missing = samples - block.shape[1]
        if missing:
            padded = silence(samples)
            padded[:, : block.shape[1]] = block
            block = padded
        return block, missing

    def next_sound(
        self, samples: int, now_ms: int, behind_ms: int, *, is_heard: bool
    ) -> Block:
        """Return the next samples; fewer when there are no more."""
        buffer = self.buffer
        if buffer is None:
            return silence(0)
        was_ready = buffer.is_ready
        block = buffer.take(samples, now_ms, behind_ms, is_heard=is_heard)
        self._tell_stall(buffer, is_dry=was_ready and not buffer.is_ready)
        self.leave_if_over(buffer)
        return block

    def match_loudness(self, is_wanted: bool) -> None:
        """Bring what is taken to one loudness with other sources, or leave it as it is."""
        if is_wanted != (self._matching is not None):
            self._matching = Matching() if is_wanted else None

    def _matched(self, block: Block, matching: Matching) -> Block:
        samples, before_db = block.shape[1], matching.gain_db
        after_db = matching.step(
            loudness_db=self.meter.loudness_db,
            peak_db=self.meter.peak_db,
            passed_s=samples / RATE_HZ,
        )
        gains_db = np.linspace(before_db, after_db, samples, dtype=np.float32)
        matched: Block = np.clip(block * 10 ** (gains_db / 20), -1, 1)
        return matched

    def pass_over(self, samples: int, now_ms: int, behind_ms: int = 0) -> None:
        """Let sound go by that nobody hears, if it would go by without us."""
        if self.is_live or self.meter.silent_ms:
            self.take(samples, now_ms, behind_ms, is_heard=False)

    def settle_anew(self) -> None:
        """Go back to the delay that was agreed, after the mixer has stood still."""
        buffer = self.buffer
        if buffer:
            buffer.settle_anew()

    def leave_if_over(self, buffer: SourceBuffer) -> None:
        """Forget a buffer that will never be heard again."""
        if buffer.is_over:
            with self._lock:
                if buffer in self._buffers:
                    self._buffers.remove(buffer)

    def status(self) -> dict[str, object]:
        health = self.health()
        return {
            "name": self.name,
            "kind": str(self.config.kind),
            "is_ready": health.is_ready,
            "buffered_ms": health.buffered_ms,
            "peak_db": round(self.meter.peak_db, 1),
            "loudness_db": round(self.meter.loudness_db, 1),
            "gain_db": round(self._matching.gain_db, 1) if self._matching else 0.0,
            "silent_ms": self.meter.silent_ms,
            "codec": self.codec,
            "bitrate_kbps": self.bitrate_kbps,
            "metadata": self.metadata,
        }

    def tell_metadata(self, text: str) -> None:
        """Take note of what the source says it plays, as far as it can be shown."""
        title = printable(text)
        if title != self.metadata:
            self.metadata = title
            self._say(Kind.METADATA, source=self.name, text=title)

    def tell_connected(self, codec: str, bitrate_kbps: int) -> None:
        self._is_lost_told = False
        self.codec, self.bitrate_kbps = codec, bitrate_kbps
        self._say(
            Kind.CONNECTED, source=self.name, codec=codec, bitrate_kbps=bitrate_kbps
        )

    def tell_lost(self, reason: str) -> None:
        """Say so, unless it was told of already that nothing comes from there."""
        if not self._is_lost_told:
            self._say(Kind.LOST, source=self.name, reason=reason)
        self._is_lost_told = False

    def tell_refused(self, reason: str) -> None:
        self._say(Kind.REFUSED, source=self.name, reason=reason)

    def _tell_stall(self, buffer: SourceBuffer, *, is_dry: bool) -> None:
        """Who is connected and sends nothing is lost, and is back when it sends again."""
        if is_dry and not buffer.is_over:
            self.tell_lost("it sends nothing")
            self._is_lost_told = True
        elif self._is_lost_told and buffer.is_ready:
            self.tell_connected(self.codec, self.bitrate_kbps)

    def _tell_silence(self) -> None:
        silent_ms, limit_ms = self.meter.silent_ms, self.config.silence_s * 1_000
        if self._is_silence_told and not silent_ms:
            self._is_silence_told = False
            self._say(Kind.SILENCE_ENDED, source=self.name, silent_ms=self._longest_ms)
        elif limit_ms and silent_ms >= limit_ms and not self._is_silence_told:
            self._is_silence_told = True
            self._say(Kind.SILENCE_BEGAN, source=self.name, silent_ms=silent_ms)
        self._longest_ms = silent_ms
