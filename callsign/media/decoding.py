"""Decoding for a hearer: any recording as 16 kHz mono on disk, with its loudness."""

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from callsign.engines.alignment.hearing import LEVEL_MS
from callsign.media.chain import Chain
from callsign.media.sound import Problem, Sound

RATE_HZ = 16_000
SAMPLE_BYTES = 2
LEVEL_SAMPLES = RATE_HZ * LEVEL_MS // 1000
SOFTEST_DB = -100
# Decoders hand out 24 ms at a time; measuring each takes longer than decoding it.
GATHERED = RATE_HZ  # samples: a second

Samples = NDArray[np.int16]


class Speech:
    """
    A recording as a hearer wants it: 16,000 samples a second, one channel, 16 bits.

    The samples wait in a file without a name (115 MB for an hour) that is gone when
    this is closed, so that twelve hours take no more memory than a minute.
    ``levels`` has the loudness of every ``LEVEL_MS``, ``problems`` what is wrong
    with the recording.
    """

    def __init__(self) -> None:
        self.levels = array("b")
        self.problems: tuple[Problem, ...] = ()
        self.samples = 0
        # Closed in __exit__; a with block here would close it too early.
        self._file: IO[bytes] = TemporaryFile(prefix="callsign-speech-")  # noqa: SIM115

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def duration_ms(self) -> int:
        return self.samples * 1000 // RATE_HZ

    def append(self, samples: Samples) -> None:
        """Add sound to the end; all blocks but the last are whole ``LEVEL_MS`` long."""
        self._file.write(samples.tobytes())
        self.levels.extend(levels_of(samples))
        self.samples += len(samples)

    def between(self, start_ms: int, end_ms: int) -> bytes:
        """Return the samples between two moments."""
        first = start_ms * RATE_HZ // 1000
        last = min(end_ms * RATE_HZ // 1000, self.samples)
        self._file.seek(first * SAMPLE_BYTES)
        return self._file.read(max(0, last - first) * SAMPLE_BYTES)


def decode_speech(
    path: Path,
    *,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Speech:
    """
    Decode a recording for a hearer; the caller closes it, or uses ``with``.

    Units:  ``on_progress`` gets whole percent
    Raises: NotAudio and its kinds (``callsign.media.opening``);
            Stopped (``callsign.media.sound``) when ``cancelled()`` turns true
    """
    speech = Speech()
    try:
        with Sound(path, on_progress=on_progress, cancelled=cancelled) as sound:
            for block in blocks(sound):
                speech.append(block)
            speech.problems = tuple(sound.problems)
    except BaseException:
        speech.__exit__(None, None, None)
        raise
    return speech


def blocks(sound: Sound) -> Iterator[Samples]:
    """Yield the samples of a recording, cut so that each block has whole levels."""
    gathered: list[Samples] = []
    count = 0
    for samples in resampled(sound):
        gathered.append(samples)
        count += len(samples)
        if count >= GATHERED:
            joined = np.concatenate(gathered)
            whole = count - count % LEVEL_SAMPLES
            yield joined[:whole]
            gathered, count = [joined[whole:]], count - whole
    if count:
        yield np.concatenate(gathered)


def resampled(sound: Sound) -> Iterator[Samples]:
    chain = Chain(rate_hz=RATE_HZ, channels=1, format="s16")
    for frame in sound:
        for ready in chain.push(frame):
            yield samples_of(ready)
    for ready in chain.flush():
        yield samples_of(ready)


def samples_of(frame: AudioFrame) -> Samples:
    return frame.to_ndarray().reshape(-1).astype(np.int16, copy=False)


def levels_of(samples: Samples) -> list[int]:
    """
    Return the loudness of every ``LEVEL_MS`` of samples in decibels below full scale.

    >>> levels_of(np.full(320, 16_384, dtype=np.int16))
    [-6, -6]
    >>> levels_of(np.zeros(100, dtype=np.int16))
    [-100]
    """
    missing = -len(samples) % LEVEL_SAMPLES
    rows = np.pad(samples, (0, missing)).reshape(-1, LEVEL_SAMPLES).astype(np.float32)
    loudness = np.sqrt(np.mean(np.square(rows), axis=1)) / 32_768
    decibels = 20 * np.log10(np.maximum(loudness, 10 ** (SOFTEST_DB / 20)))
    return [int(level) for level in np.clip(np.rint(decibels), SOFTEST_DB, 0)]
