"""
The buffer of a connection: what has been decoded and waits to be mixed.

It is held at the length of the service's delay, so that a sample leaves the mixer
``delay_ms`` after it came in, whatever the source; and a source that is cut off goes on
for that long, which is time enough to fade to another.
"""

import threading

from callsign.air.block import Block, Fifo, milliseconds, silence
from callsign.air.resampling import Resampler
from callsign.engines.stream.drift import Pace
from callsign.engines.stream.segments import RATE_HZ

# A server that sends a burst on connect puts us seconds behind what is said there.
BURST_MS = 500
# As long as the burst may take to arrive.
SETTLING_MS = 3_000
# Longer than any hiccup of a network that is followed by all that was held up.
MOST_AHEAD_MS = 30_000


class BufferClosed(Exception):
    """Nobody will hear what is written to this buffer."""


class SourceBuffer:
    """
    Sound between the thread that decodes it and the thread that mixes it.

    ``write`` waits once ``most_ms`` are there, until half of it was taken. It is ready when it has once held
    ``target_ms``, until it runs dry. A steered buffer follows the clock of who sends;
    one that is not steered reads a file, whose clock is ours.
    """

    def __init__(
        self, target_ms: int, *, most_ms: int = MOST_AHEAD_MS, is_steered: bool = True
    ) -> None:
        self.target_ms = target_ms
        self.most_ms = max(most_ms, 2 * target_ms)
        self.is_ready = False
        self._fifo = Fifo()
        self._resampler = Resampler(self._fifo) if is_steered else None
        self._pace = Pace(target_ms)
        self._changed = threading.Condition()
        self._is_finished = self._is_closed = False
        self._ready_ms: int | None = None

    @property
    def buffered_ms(self) -> int:
        return milliseconds(self._fifo.samples)

    @property
    def is_over(self) -> bool:
        """Whether its source has ended and all of it was heard."""
        return self._is_finished and not self.is_ready

    def write(self, block: Block) -> None:
        """
        Add sound at the end.

        Raises: BufferClosed
        """
        with self._changed:
            if self.buffered_ms >= self.most_ms:
                self._changed.wait_for(self._has_room)
            if self._is_closed:
                raise BufferClosed
            self._fifo.append(block)
            if self.buffered_ms >= self.target_ms:
                self.is_ready = True

    def settle_anew(self) -> None:
        """Leave out again what has piled up, after the mixer has stood still."""
        with self._changed:
            self._ready_ms = None

    def finish(self) -> None:
        """Nothing more will come; what is there is still played."""
        with self._changed:
            self._is_finished = True
            self.is_ready = self.is_ready and self.buffered_ms > 0

    def close(self) -> None:
        """Forget everything, and let go who waits to write."""
        with self._changed:
            self._is_closed = self._is_finished = True
            self.is_ready = False
            self._changed.notify_all()

    def take(self, samples: int, now_ms: int) -> Block:
        """Return the next samples; fewer when it has run dry."""
        with self._changed:
            if not self.is_ready:
                return silence(0)
            self._settle(now_ms)
            block = self._read(samples, now_ms)
            if block.shape[1] < samples:
                self.is_ready = False
                self._ready_ms = None
            if self.buffered_ms < self.most_ms // 2:
                self._changed.notify_all()
            return block

    def _read(self, samples: int, now_ms: int) -> Block:
        if self._resampler is None:
            return self._fifo.pop(samples)
        ratio = self._pace.ratio(self.buffered_ms, now_ms)
        return self._resampler.read(samples, ratio)

    def _settle(self, now_ms: int) -> None:
        """Leave out what a burst on connect has put between us and now."""
        if self._resampler is None:
            return
        if self._ready_ms is None:
            self._ready_ms = now_ms
        excess_ms = self.buffered_ms - self.target_ms
        if now_ms - self._ready_ms < SETTLING_MS and excess_ms > BURST_MS:
            self._resampler.skip(excess_ms * RATE_HZ // 1_000)

    def _has_room(self) -> bool:
        return self._is_closed or self.buffered_ms < self.most_ms // 2
