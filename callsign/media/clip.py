"""Clips: a few seconds of a recording, cut to the sample."""

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from av.audio.frame import AudioFrame

from callsign.media.chain import LAYOUTS
from callsign.media.encoding import Codec, Encoder
from callsign.media.opening import NoSound
from callsign.media.sound import Sound

# Long enough that a cut in mid-word does not click, short enough to lose no sound.
FADE_MS = 50
BEFORE_IT_BEGINS = "the recording ends before the clip begins"

Samples = np.ndarray[Any, np.dtype[np.float32]]


class ImpossibleClip(Exception):
    """A clip that would hold nothing of the recording."""


def clip(
    source: Path,
    target: Path,
    *,
    start_ms: int,
    end_ms: int,
    codec: Codec,
    bit_rate: int | None = None,
    tags: Mapping[str, str] | None = None,
    fade_ms: int = FADE_MS,
) -> int:
    """
    Cut ``[start_ms, end_ms)`` out of a recording and return how many ms were there.

    The edges are exact to the sample, with a short fade inside each. A clip that runs
    past the end of the recording ends with it.

    Raises: ImpossibleClip, NotAudio and its kinds, OSError
    """
    if not 0 <= start_ms < end_ms:
        raise ImpossibleClip(f"a clip cannot run from {start_ms} to {end_ms} ms")
    with Sound(source) as sound:
        try:
            sound.skip_towards(start_ms)
        except NoSound as error:
            raise ImpossibleClip(BEFORE_IT_BEGINS) from error
        pieces = faded(
            cut(sound, start_ms, end_ms),
            samples=(end_ms - start_ms) * sound.rate_hz // 1000,
            fade_samples=fade_ms * sound.rate_hz // 1000,
        )
        first = next(pieces, None)
        if first is None:
            raise ImpossibleClip(BEFORE_IT_BEGINS)
        with Encoder(
            target,
            codec=codec,
            rate_hz=sound.rate_hz,
            channels=sound.channels,
            bit_rate=bit_rate,
            tags=tags,
        ) as encoder:
            samples = 0
            for piece in itertools.chain([first], pieces):
                encoder.write(as_frame(piece, sound))
                samples += piece.shape[1]
        return int(samples * 1000 // sound.rate_hz)


def cut(sound: Sound, start_ms: int, end_ms: int) -> Iterator[Samples]:
    """Yield the samples of a stretch as they are decoded."""
    start = start_ms * sound.rate_hz // 1000
    end = end_ms * sound.rate_hz // 1000
    for frame in sound:
        first = sound.samples - frame.samples
        if first >= end:
            return
        if sound.samples > start:
            piece = frame.to_ndarray()[:, max(start - first, 0) : end - first]
            yield piece.astype(np.float32)


def faded(
    pieces: Iterator[Samples], *, samples: int, fade_samples: int
) -> Iterator[Samples]:
    """
    Yield sound that rises from silence and falls back into it.

    Each piece is faded as it passes, so that ten minutes cost no more memory than one.
    """
    before = 0
    for piece in pieces:
        position = np.arange(before, before + piece.shape[1])
        from_edge = np.minimum(position, samples - 1 - position)
        yield piece * np.clip(from_edge / max(fade_samples, 1), 0, 1).astype(np.float32)
        before += piece.shape[1]


def as_frame(samples: Samples, sound: Sound) -> AudioFrame:
    frame = AudioFrame.from_ndarray(
        np.ascontiguousarray(samples), format="fltp", layout=LAYOUTS[sound.channels]
    )
    frame.sample_rate = sound.rate_hz
    return frame
