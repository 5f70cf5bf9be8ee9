"""
An encoder whose clock is not ours, played through the real buffer and its resampler.

Sound itself is left out: the line of the buffer only counts samples, so that a week takes
minutes. Which of them are read says when they were captured, which is held against the
clock that the mixer keeps. Pieces come with the jitter of a network, and one in ten
minutes is held up for a second.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callsign.air.block import Block, Fifo
from callsign.air.resampling import Resampler
from callsign.air.source_buffer import SourceBuffer

RATE_HZ = 48_000
DELAY_MS = 2_000
# What the mixer makes when it wakes, and a page of Ogg.
TAKEN, SENT = 4_096, 24_000
PIECE_MS = SENT * 1_000 // RATE_HZ
JITTER_S, HELD_UP_S, EVERY_S = 0.04, 1.0, 600
# Before that it is new.
SETTLED_S = 10
SOUND = np.zeros((2, SENT), dtype=np.float32)


@dataclass(slots=True)
class Outcome:
    """What was seen of one run; ``breaks`` are stretches that were lost or came twice."""

    worst_ms: float = 0.0
    least_ms: int = DELAY_MS
    most_ms: int = 0
    dry: int = 0
    breaks: int = 0


class Count(Fifo):
    """A line of sound without the sound."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = 0

    def append(self, block: Block) -> None:
        self.samples += block.shape[1]

    def drop(self, samples: int) -> None:
        self.samples -= samples
        self.gone += samples


class Reading(Resampler):
    """Notes the places it reads at, as numbers of samples since the beginning."""

    def __init__(self, fifo: Count) -> None:
        super().__init__(fifo)
        self.fifo: Count = fifo
        self.first = self.last = 0.0

    def _sound_at(self, places: NDArray[np.floating]) -> Block:
        self.first = self.fifo.gone + float(places[0])
        self.last = self.fifo.gone + float(places[-1])
        return SOUND[:, : len(places)]


def drifted(ppm: float, seconds: float) -> Outcome:
    """Play so much of an encoder that is ``ppm`` fast."""
    buffer = SourceBuffer(DELAY_MS)
    buffer._fifo = Count()
    buffer._resampler = reading = Reading(buffer._fifo)
    seen, arrivals = Outcome(), pieces(ppm)
    arrives_s, before = next(arrivals), 0.0
    for taken in range(0, round(seconds * RATE_HZ), TAKEN):
        now_s = taken / RATE_HZ
        while arrives_s <= now_s:
            buffer.write(SOUND, piece_ms=PIECE_MS)
            arrives_s = next(arrivals)
        if not buffer.is_ready:
            seen.dry += now_s > SETTLED_S
            continue
        buffer.take(TAKEN, round(now_s * 1_000))
        if now_s > SETTLED_S:
            late_s = now_s - DELAY_MS / 1_000 - captured_s(reading.first, ppm)
            seen.worst_ms = max(seen.worst_ms, abs(late_s) * 1_000)
            seen.least_ms = min(seen.least_ms, buffer.buffered_ms)
            seen.most_ms = max(seen.most_ms, buffer.buffered_ms)
            seen.breaks += abs(reading.first - before - 1) > 0.01
        before = reading.last
    return seen


def pieces(ppm: float) -> Iterator[float]:
    """Yield when each piece comes."""
    chance = random.Random(1)
    number, last_s, end_s = 0, 0.0, 0.0
    while True:
        number, begin_s = number + SENT, end_s
        end_s = captured_s(number, ppm)
        is_held_up = end_s // EVERY_S != begin_s // EVERY_S
        jitter_s = HELD_UP_S if is_held_up else chance.uniform(0, JITTER_S)
        last_s = max(last_s, end_s + jitter_s)
        yield last_s


def captured_s(number: float, ppm: float) -> float:
    return number / (RATE_HZ * (1 + ppm / 1e6))
