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

# A server that sends a burst on connect puts us seconds behind what is said there. What
# it has put between us and now is left out once, when it has surely arrived; soon
# enough that few are listening to the source yet.
SETTLING_MS = 3_000
NEARLY_MS = 10
# A block is 21 ms.
SHORT_MS = 25
WATER_MS = 2_000
# What must be left when the next piece comes: failover's least, and a late network.
RESERVE_MS = 200
# Longer than any hiccup of a network that is followed by all that was held up.
MOST_AHEAD_MS = 30_000


class BufferClosed(Exception):
    """Nobody will hear what is written to this buffer."""


class HighWater:
    """
    The highest level of the last two to four seconds.

    Sound comes in pieces (a page of Ogg is up to two seconds), is held up and catches
    up. Only the highest level is free of both: it is that of what came with the least
    delay.

    >>> water = HighWater()
    >>> [water.note(level, at_ms) for level, at_ms in [(2_000, 0), (1_200, 900), (1_900, 2_500)]]
    [2000, 2000, 2000]
    >>> water.note(1_300, 4_100)
    1900
    """

    def __init__(self) -> None:
        self._span = 0
        self._highest = self._before = 0

    def note(self, level_ms: int, now_ms: int) -> int:
        span = now_ms // WATER_MS
        if span != self._span:
            is_next = span == self._span + 1
            self._before = self._highest if is_next else level_ms
            self._highest, self._span = level_ms, span
        self._highest = max(self._highest, level_ms)
        return max(self._highest, self._before)

    def shift(self, by_ms: int) -> None:
        """Say that all levels before would have been so much higher."""
        self._highest += by_ms
        self._before += by_ms


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
        self._water = HighWater()
        self._settles_at_ms: int | None = None
        self._is_settled = False
        self._come_ms = 0
        self._held_ms = self._longest_ms = 0

    @property
    def buffered_ms(self) -> int:
        return milliseconds(self._fifo.samples)

    @property
    def is_over(self) -> bool:
        """Whether its source has ended and all of it was heard."""
        return self._is_finished and not self.is_ready

    @property
    def late_ms(self) -> int:
        """How much later than agreed sound leaves: its pieces are too long for less."""
        return max(0, self._longest_ms + RESERVE_MS - self.target_ms)

    def write(self, block: Block, *, held_ms: int = 0, piece_ms: int = 0) -> None:
        """
        Add sound at the end.

        ``held_ms`` is how much more its sender had captured when it sent this;
        ``piece_ms`` how long it is until it sends again.

        Raises: BufferClosed
        """
        with self._changed:
            if self.buffered_ms >= self.most_ms:
                self._changed.wait_for(self._has_room)
            if self._is_closed:
                raise BufferClosed
            self._fifo.append(block)
            self._come_ms = milliseconds(block.shape[1])
            self._held_ms = held_ms
            self._longest_ms = max(self._longest_ms, piece_ms and piece_ms + held_ms)
            if self._excess_ms(self._level_ms) >= 0:
                self.is_ready = True

    def settle_anew(self) -> None:
        """Leave out again what has piled up, after the mixer has stood still."""
        with self._changed:
            self._unsettle()

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

    def take(
        self, samples: int, now_ms: int, behind_ms: int = 0, *, is_heard: bool = True
    ) -> Block:
        """
        Return the next samples; fewer when it has run dry.

        While nobody hears it, its length is put right at once: some is left out, or
        nothing is given so that it grows.

        ``behind_ms`` is how long ago they should have been taken: sound has come in
        since, and waits for who takes it, not because there is too much.
        """
        with self._changed:
            if not self.is_ready:
                return silence(0)
            level_ms = self._water.note(self._level_ms - behind_ms, now_ms)
            excess_ms = self._excess_ms(level_ms)
            if not is_heard and self._may_grow(excess_ms, milliseconds(samples)):
                return silence(0)
            block = self._read(samples, now_ms, excess_ms, is_heard=is_heard)
            if block.shape[1] < samples:
                self.is_ready = False
                self._unsettle()
            if self.buffered_ms < self.most_ms // 2:
                self._changed.notify_all()
            return block

    def _read(
        self, samples: int, now_ms: int, excess_ms: int, *, is_heard: bool
    ) -> Block:
        if self._resampler is None:
            return self._fifo.pop(samples)
        if self._may_be_cut(now_ms, is_heard=is_heard) and excess_ms > NEARLY_MS:
            self._resampler.skip(excess_ms * RATE_HZ // 1_000)
            self._water.shift(-excess_ms)
            self._pace = Pace(self.target_ms)
            excess_ms = 0
        ratio = self._pace.ratio(self.target_ms + excess_ms, now_ms)
        return self._resampler.read(samples, ratio)

    @property
    def _level_ms(self) -> int:
        """How much was captured and is not heard yet, here and at its sender."""
        return self.buffered_ms + self._held_ms

    def _excess_ms(self, level_ms: int) -> int:
        return level_ms - self.target_ms - self.late_ms

    def _may_be_cut(self, now_ms: int, *, is_heard: bool) -> bool:
        """
        Return whether what is too much may be left out now.

        At first, when nothing of it was heard yet; once more when a burst has surely
        arrived; and whenever nobody hears it.
        """
        is_first = self._settles_at_ms is None
        if self._settles_at_ms is None:
            self._settles_at_ms = now_ms + SETTLING_MS
        was_settled = self._is_settled
        self._is_settled = not is_first and now_ms >= self._settles_at_ms
        return is_first or (self._is_settled and not (was_settled and is_heard))

    def _may_grow(self, excess_ms: int, by_ms: int) -> bool:
        """
        Return whether it is too short, and may grow by so much.

        By no more than came last: when nothing comes it is to run dry.
        """
        may = self._is_settled and excess_ms < -SHORT_MS and self._come_ms > 0
        self._come_ms -= by_ms if may else 0
        return may

    def _unsettle(self) -> None:
        self._settles_at_ms, self._is_settled = None, False
        self._water = HighWater()

    def _has_room(self) -> bool:
        return self._is_closed or self.buffered_ms < self.most_ms // 2
