"""
Films written picture by picture, each with the sound that is heard while it stands.

    CannotFilm              no film can be made of this
    └── NoFilmEncoder       this machine's FFmpeg cannot write film
"""

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream

from callsign.media.chain import LAYOUTS, Chain
from callsign.media.clip import Samples
from callsign.media.encoding import nearest_rate

RATE = 25  # pictures a second: enough for a needle, and what every phone decodes
AAC_RATES_HZ = (44_100, 48_000)

# The best first. H.264 plays everywhere; a FFmpeg that was built without it writes VP9,
# which everything but old televisions plays.
ENCODERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("libx264", {"preset": "veryfast", "crf": "23", "profile": "high"}),
    ("libopenh264", {}),
    ("libvpx-vp9", {"crf": "34", "b": "0", "deadline": "realtime", "cpu-used": "6"}),
)

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


class CannotFilm(Exception):
    """No film can be made of this; the message is for an editor."""


class NoFilmEncoder(CannotFilm):
    """FFmpeg has none of the encoders that players understand."""


class Film:
    """Writes pictures and sound into one file, which gets its name when it is finished."""

    def __init__(
        self, target: Path, size: tuple[int, int], rate_hz: int, channels: int
    ) -> None:
        self.target = target
        self.part = target.with_name(f"{target.name}.part")
        name, options = film_encoder()
        self._container = av.open(
            f"file:{self.part.absolute()}",
            mode="w",
            format="mp4",
            container_options={"movflags": "+faststart"},
        )
        pictures = self._container.add_stream(name, rate=RATE, options=options)
        assert isinstance(pictures, VideoStream)  # noqa: S101 - the encoders are of film
        self._pictures = pictures
        self._pictures.width, self._pictures.height = size
        self._pictures.pix_fmt = "yuv420p"
        self._pictures.codec_context.gop_size = 2 * RATE
        self._sound: AudioStream = self._container.add_stream(
            "aac", rate=nearest_rate(rate_hz, AAC_RATES_HZ)
        )
        self._sound.layout = LAYOUTS[channels]
        self._sound.bit_rate = 128_000
        self._chain = Chain(
            rate_hz=self._sound.rate,
            channels=channels,
            format=self._sound.format.name,
        )
        self._layout, self._rate_hz = LAYOUTS[channels], rate_hz
        self._count = self._samples = 0

    def show(self, picture: Pixels) -> None:
        """Write the next picture."""
        frame = VideoFrame.from_ndarray(picture, format="rgb24").reformat(
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
        )
        frame.pts, frame.time_base = self._count, Fraction(1, RATE)
        self._count += 1
        self._container.mux(self._pictures.encode(frame))

    def play(self, samples: Samples) -> None:
        """Write the sound of the picture that stands."""
        if not samples.shape[1]:
            return
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(samples), format="fltp", layout=self._layout
        )
        frame.sample_rate = self._rate_hz
        for even in self._chain.push(frame):
            self._encode(even)

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
                self._finish()
        finally:
            self._container.close()
            self.part.unlink(missing_ok=True)

    def _finish(self) -> None:
        for even in self._chain.flush():
            self._encode(even)
        self._container.mux(self._pictures.encode(None))
        self._container.mux(self._sound.encode(None))
        self._container.close()
        self.part.replace(self.target)

    def _encode(self, frame: AudioFrame) -> None:
        frame.pts = self._samples
        self._samples += frame.samples
        self._container.mux(self._sound.encode(frame))


def film_encoder() -> tuple[str, dict[str, str]]:
    """Return the best encoder there is, and its options. Raises: NoFilmEncoder"""
    for name, options in ENCODERS:
        if name in av.codecs_available and is_encoder(name):
            return name, dict(options)
    raise NoFilmEncoder(
        "The FFmpeg of this machine has no encoder for film that players understand."
    )


def is_encoder(name: str) -> bool:
    try:
        av.Codec(name, "w")
    except av.codec.codec.UnknownCodecError:
        return False
    return True
