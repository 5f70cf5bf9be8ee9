"""Reels: a recording from a place on, and recordings played in a loop, as blocks of any length."""

from collections.abc import Iterator
from pathlib import Path

import av

from callsign.air.block import CHANNELS, Block, Fifo, block_of
from callsign.engines.stream.segments import RATE_HZ
from callsign.media.chain import Chain
from callsign.media.opening import NotAudio
from callsign.media.sound import Sound

# What a recording may raise, when it is opened and while it is read.
UNPLAYABLE = (NotAudio, OSError, av.error.FFmpegError)


class Reel:
    """
    A recording, opened at a sample of it (counted at 48 kHz).

    Raises: UNPLAYABLE, also when it is read
    """

    def __init__(self, path: Path, place: int = 0) -> None:
        self.path = path
        self.place = place
        self.sound = Sound(path)
        self._line = Fifo()
        self._is_over = False
        if place:
            self.sound.skip_towards(place * 1_000 // RATE_HZ)
        here = round(self.sound.samples * RATE_HZ / self.sound.rate_hz)
        self._blocks = after(blocks(self.sound), max(0, place - here))

    def is_at(self, path: Path, place: int) -> bool:
        return (self.path, self.place) == (path, place)

    def take(self, samples: int, *, look: int) -> tuple[Block, bool]:
        """
        Return the next samples, and whether there are more than ``look``.

        Fewer, and none at all, at the end. ``look`` is no less than ``samples``.
        """
        while not self._is_over and self._line.samples <= look:
            block = next(self._blocks, None)
            if block is None:
                self._is_over = True
            else:
                self._line.append(block)
        is_longer = self._line.samples > look
        block = self._line.pop(samples)
        self.place += block.shape[1]
        return block, is_longer

    def close(self) -> None:
        self.sound.container.close()


def blocks(sound: Sound) -> Iterator[Block]:
    """Yield a recording at 48 kHz in stereo."""
    chain = Chain(rate_hz=RATE_HZ, channels=CHANNELS)
    for frame in sound:
        for even in chain.push(frame):
            yield block_of(even)
    for even in chain.flush():
        yield block_of(even)


def after(found: Iterator[Block], skipped: int) -> Iterator[Block]:
    """Yield sound from the sample after so many on."""
    for block in found:
        if skipped < block.shape[1]:
            yield block[:, skipped:]
        skipped = max(0, skipped - block.shape[1])
