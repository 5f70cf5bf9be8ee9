"""The strip: sound in hand, each sample of it with its date, and what it is a part of."""

import math
import threading
from dataclasses import dataclass

import numpy as np

from callsign.air.block import Block, Fifo, silence
from callsign.engines.stream.segments import RATE_HZ

FADE_MS = 50
FADE_SAMPLES = RATE_HZ * FADE_MS // 1_000
# Enough to find and open the next recording on a disk that is busy.
MOST_SAMPLES = 5 * RATE_HZ
# A date so far from what is in hand is no hiccup: the clock was set, or air stood still.
JUMP_SAMPLES = RATE_HZ


@dataclass(slots=True, eq=False)
class Label:
    """
    What a stretch of the strip is a part of.

    ``is_cut`` once it is known that its recording would have gone on.
    """

    key: str
    title: str
    is_cut: bool = False


@dataclass(slots=True)
class Part:
    """Samples in a row, from ``start`` up to ``end``; of nothing, when there is no label."""

    start: int
    end: int
    label: Label | None


class Strip:
    """
    Sound in hand, from sample ``first`` up to ``end``; dates are samples since 1970.

    One thread appends, another takes by the date. A hole is silence without a label: it
    keeps the place of what could not be played.
    """

    def __init__(self) -> None:
        self.first = self.end = 0
        self._fifo = Fifo()
        self._parts: list[Part] = []
        self._changed = threading.Condition()
        self._is_closed = False

    def begin(self, date: int) -> None:
        """Forget what is in hand, and go on from another date."""
        with self._changed:
            self._begin(date)

    def close(self) -> None:
        """Let go who waits for room."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def wait_for_room(self, patience_s: float) -> bool:
        """Wait until there is room; return whether there is some now."""
        with self._changed:
            if self.end - self.first >= MOST_SAMPLES:
                self._changed.wait(patience_s)
            return not self._is_closed and self.end - self.first < MOST_SAMPLES

    def append(self, block: Block, label: Label | None, *, date: int) -> bool:
        """Add sound of a date; return False when that is no longer the end of the strip."""
        with self._changed:
            if date != self.end:
                return False
            self._fifo.append(block)
            self.end += block.shape[1]
            if self._parts and self._parts[-1].label is label:
                self._parts[-1].end = self.end
            else:
                self._parts.append(Part(date, self.end, label))
            return True

    def cut(self, date: int) -> None:
        """Forget what is in hand from a date on, and fade out what is before it."""
        with self._changed:
            if date >= self.end:
                return
            kept = self._fifo.pop(max(0, date - self.first))
            self._fifo = Fifo()
            fade = min(FADE_SAMPLES, kept.shape[1])
            whole, last = np.split(kept, [kept.shape[1] - fade], axis=1)
            kept = np.concatenate([whole, faded(last, fade)], axis=1)
            self._fifo.append(kept)
            self.end = self.first + kept.shape[1]
            self._parts = [one for one in self._parts if one.start < self.end]
            if self._parts:
                part = self._parts[-1]
                part.end = self.end
                if part.label is not None:
                    part.label.is_cut = True

    def sounding_ms(self, date: int) -> int:
        """Return for how long there is sound from a date on, before a hole or the end."""
        with self._changed:
            if self.first - date >= JUMP_SAMPLES:
                return 0
            date = end = max(date, self.first)
            for part in self._parts:
                if part.end > end:
                    if part.start > end or part.label is None:
                        break
                    end = part.end
            return (end - date) * 1_000 // RATE_HZ

    def take(self, date: int, samples: int) -> tuple[Block, list[Part]]:
        """
        Return the sound of a date, and what it is a part of; fewer samples at the end.

        What is before that date is gone. A date far from what is in hand begins anew.
        """
        with self._changed:
            if (
                date - self.end > JUMP_SAMPLES
                or self.first - date - samples > JUMP_SAMPLES
            ):
                self._begin(date)
            self._drop(date - self.first)
            ahead = min(samples, max(0, self.first - date))
            parts = self._parts_up_to(date + samples)
            sound = self._fifo.peek(samples - ahead)
            self._drop(sound.shape[1])
            self._changed.notify_all()
            if not any(part.label for part in parts):
                return silence(0), parts
            return np.concatenate([silence(ahead), sound], axis=1), parts

    def _begin(self, date: int) -> None:
        self.first = self.end = date
        self._fifo, self._parts = Fifo(), []
        self._changed.notify_all()

    def _drop(self, samples: int) -> None:
        samples = min(samples, self.end - self.first)
        if samples > 0:
            self._fifo.drop(samples)
            self.first += samples
            while self._parts and self._parts[0].end <= self.first:
                self._parts.pop(0)

    def _parts_up_to(self, end: int) -> list[Part]:
        return [
            Part(max(one.start, self.first), min(one.end, end), one.label)
            for one in self._parts
            if one.start < end
        ]


def faded(block: Block, left: int) -> Block:
    """Return a block with the end of a fade, of which it is the first of ``left`` samples."""
    place = np.arange(left, left - block.shape[1], -1, dtype=np.float32) / FADE_SAMPLES
    gains = np.sin(np.clip(place, 0, 1) * (math.pi / 2)).astype(np.float32)
    shaped: Block = block * gains
    return shaped
