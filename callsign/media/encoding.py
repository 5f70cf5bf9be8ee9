"""Encoding: a recording as the files that players and podcast apps want."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from callsign.media.chain import LAYOUTS, Chain
from callsign.media.sound import Cancelled, Problem, Progress, Sound


class Codec(StrEnum):
    """What a rendition may be encoded as."""

    MP3 = "mp3"
    OPUS = "opus"
    M4A = "m4a"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a codec is written: its container, encoder, usual bit rate and sample rates."""

    container: str
    encoder: str
    bit_rate: int
    rates_hz: tuple[int, ...]
    mime: str
    encoder_options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)


SHAPES = {
    # A constant rate and the count of frames in front: every player then seeks to the
    # right place. ID3 2.3, because car radios still do not read 2.4.
    Codec.MP3: Shape(
        "mp3", "libmp3lame", 128_000, (44_100, 48_000, 32_000), "audio/mpeg",
        container_options={"id3v2_version": "3", "write_xing": "1"},
    ),
    Codec.OPUS: Shape(
        "ogg", "libopus", 64_000, (48_000,), "audio/ogg; codecs=opus",
        encoder_options={"application": "audio", "vbr": "on"},
    ),
    # The index goes to the front, so that a player can start before the end arrives.
    Codec.M4A: Shape(
        "ipod", "aac", 128_000, (44_100, 48_000), "audio/mp4",
        # In 0.6 of the time; what it loses is made up by the rate of what needs it.
        encoder_options={"aac_coder": "fast"},
        container_options={"movflags": "+faststart"},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoded:
    """A rendition that was written whole."""

    codec: Codec
    duration_ms: int
    size_bytes: int
    bit_rate: int
    rate_hz: int
    channels: int
    problems: tuple[Problem, ...]


def encode(
    source: Path,
    target: Path,
    *,
    codec: Codec,
    bit_rate: int | None = None,
    gain_db: float = 0.0,
    tags: Mapping[str, str] | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Encoded:
    """
    Encode a whole recording; mono stays mono, more than two channels become two.

    ``target`` appears when it is whole: a killed worker or a full disk leaves nothing
    there that could be taken for a rendition.

    Cost:   constant memory, whatever the length
    Raises: NotAudio and its kinds, Stopped, OSError
    """
    with Sound(source, on_progress=on_progress, cancelled=cancelled) as sound:
        with Encoder(
            target,
            codec=codec,
            rate_hz=sound.rate_hz,
            channels=sound.channels,
            bit_rate=bit_rate,
            gain_db=gain_db,
            tags=tags,
        ) as encoder:
            for frame in sound:
                encoder.write(frame)
        return Encoded(
            codec=codec,
            duration_ms=sound.heard_ms,
            size_bytes=target.stat().st_size,
            bit_rate=encoder.bit_rate,
            rate_hz=encoder.rate_hz,
            channels=sound.channels,
            problems=tuple(sound.problems),
        )


class Encoder:
    """Writes frames of sound into one file, which gets its name when it is finished."""

    def __init__(
        self,
        target: Path,
        *,
        codec: Codec,
        rate_hz: int,
        channels: int,
        bit_rate: int | None = None,
        gain_db: float = 0.0,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        shape = SHAPES[codec]
        self.target = target
        self.part = target.with_name(f"{target.name}.part")
        self.rate_hz = nearest_rate(rate_hz, shape.rates_hz)
        self.bit_rate = bit_rate or shape.bit_rate
        self._container = av.open(
            f"file:{self.part.absolute()}",
            mode="w",
            format=shape.container,
            container_options=dict(shape.container_options),
        )
        self._container.metadata.update(clean(tags or {}))
        self._stream: AudioStream = self._added(shape, channels)
        self._chain = Chain(
            *([("volume", f"{gain_db}dB"), LIMITER] if gain_db else []),
            rate_hz=self.rate_hz,
            channels=channels,
            format=self._stream.format.name,
        )
        self._samples = 0

    def write(self, frame: AudioFrame) -> None:
        """Encode the next frame."""
        for even in self._chain.push(frame):
            self._encode(even)

    def finish(self) -> None:
        """Write what is still held back and give the file its name."""
        for even in self._chain.flush():
            self._encode(even)
        self._container.mux(self._stream.encode(None))
        self._container.close()
        self.part.replace(self.target)

    def discard(self) -> None:
        """Leave nothing unfinished behind."""
        # A disk too full for the sound is too full for its trailer; the first error,
        # on its way to the caller, says so already.
        with suppress(av.error.FFmpegError):
            self._container.close()
        self.part.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.finish()
        finally:
            self.discard()

    def _added(self, shape: Shape, channels: int) -> AudioStream:
        stream = self._container.add_stream(
            shape.encoder, rate=self.rate_hz, options=dict(shape.encoder_options)
        )
        assert isinstance(stream, AudioStream)  # noqa: S101 - the encoders above are of sound
        stream.layout = LAYOUTS[channels]
        stream.bit_rate = self.bit_rate
        return stream

    def _encode(self, frame: AudioFrame) -> None:
        frame.pts = self._samples
        self._samples += frame.samples
        self._container.mux(self._stream.encode(frame))


# Gain must not clip what was clean: peaks are held one decibel below full scale.
LIMITER = ("alimiter", "limit=0.891:level=false")


def nearest_rate(rate_hz: int, allowed: tuple[int, ...]) -> int:
    """
    Return the sample rate to encode at: the recording's own, or its kindest neighbor.

    >>> nearest_rate(22_050, (44_100, 48_000)), nearest_rate(16_000, (44_100, 48_000))
    (44100, 48000)
    """
    if rate_hz in allowed:
        return rate_hz
    related = (rate for rate in allowed if rate % rate_hz == 0 or rate_hz % rate == 0)
    return next(related, 48_000)


def clean(tags: Mapping[str, str]) -> dict[str, str]:
    """
    Return the tags that say something, without characters no tag may hold.

    >>> clean({"title": "Rain\\x00 at last", "artist": ""})
    {'title': 'Rain at last'}
    """
    texts = {
        name: "".join(letter for letter in text if letter.isprintable())
        for name, text in tags.items()
    }
    return {name: text for name, text in texts.items() if text}
