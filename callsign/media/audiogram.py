"""
Audiograms: a quote as a short film, with its waveform and its words burned in.

For places that play films and no sound: the words are read where phones are silent, and
the waveform shows that somebody is speaking.

    CannotFilm              no film can be made of this
    ├── TooLongToFilm       more than 90 seconds
    ├── NoLetters           words in an alphabet that the fonts do not have
    └── NoFilmEncoder       this machine's FFmpeg cannot write film
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
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
from PIL import Image, ImageDraw

from callsign.media.card import fitting
from callsign.media.chain import LAYOUTS, Chain
from callsign.media.clip import (
    BEFORE_IT_BEGINS,
    FADE_MS,
    ImpossibleClip,
    Samples,
    cut,
    faded,
)
from callsign.media.encoding import nearest_rate
from callsign.media.lettering import SANS, SERIF, Face
from callsign.media.opening import NoSound
from callsign.media.sound import Cancelled, Progress, Sound, Stopped

LONGEST_MS = 90_000
RATE = 25  # pictures a second: enough for a needle, and what every phone decodes
GROUND, PAPER, QUIET, UNPLAYED = "#1b1815", "#fffdf9", "#a1978c", "#4f4841"
MARGIN = 88
BAR_PX, GAP_PX, STRIP_PX = 8, 6, 150
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


class TooLongToFilm(CannotFilm):
    """A passage longer than such films may be."""


class NoLetters(CannotFilm):
    """Words in an alphabet that the fonts do not have."""


class NoFilmEncoder(CannotFilm):
    """FFmpeg has none of the encoders that players understand."""


class FilmShape(Enum):
    """A film's width and height, and the size of its words."""

    SQUARE = (1080, 1080, 64)
    WIDE = (1280, 720, 52)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.value[0], self.value[1]

    @property
    def letters_px(self) -> int:
        """The size of the words."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Burned:
    """Words on the picture, from ``start_ms`` to ``end_ms`` of the recording."""

    start_ms: int
    end_ms: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class FilmText:
    """What stands on the picture all the time; ``brand`` can be read on dark ground."""

    mark: str
    station: str
    source: str
    day: str
    brand: str


def audiogram(
    recording: Path,
    target: Path,
    *,
    start_ms: int,
    end_ms: int,
    captions: Sequence[Burned],
    text: FilmText,
    shape: FilmShape,
    fonts: Path,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """
    Film ``[start_ms, end_ms)`` of a recording; return how many pictures there are.

    The sound is that of the clip, with the same edges. ``target`` appears when it is whole.

    Cost:   about a third of its length on one core, and the memory of 90 s of sound
    Raises: CannotFilm and its kinds, ImpossibleClip, NotAudio and its kinds, Stopped,
            OSError
    """
    if end_ms - start_ms > LONGEST_MS:
        raise TooLongToFilm(
            f"A film of a quote is at most {LONGEST_MS // 1000} seconds long."
        )
    require_letters(captions, fonts)
    sound, rate_hz = heard(recording, start_ms, end_ms)
    pictures = _Pictures(sound, start_ms, rate_hz, captions, text, shape, fonts)
    with _Film(target, shape, rate_hz, sound.shape[0]) as film:
        for number in range(pictures.count):
            if cancelled is not None and cancelled():
                raise Stopped(f"stopped after {number} pictures of {target.name}")
            film.show(pictures.at(number))
            film.play(sound[:, pictures.samples_of(number)])
            if on_progress is not None and number % RATE == 0:
                on_progress(number * 100 // pictures.count)
    return pictures.count


def require_letters(captions: Sequence[Burned], fonts: Path) -> None:
    """Refuse words that cannot be drawn. Raises: NoLetters"""
    face = Face(fonts, SERIF, 500, 48)
    if missing := face.lacks("".join(one.text for one in captions)):
        raise NoLetters(
            "The station's fonts have no letters for these words:"
            f" {' '.join(sorted(missing)[:12])}"
        )


def heard(recording: Path, start_ms: int, end_ms: int) -> tuple[Samples, int]:
    """Return the samples of a clip, faded as it is, and their rate. Raises: ImpossibleClip"""
    if not 0 <= start_ms < end_ms:
        raise ImpossibleClip(f"a clip cannot run from {start_ms} to {end_ms} ms")
    with Sound(recording) as sound:
        try:
            sound.skip_towards(start_ms)
        except NoSound as error:
            raise ImpossibleClip(BEFORE_IT_BEGINS) from error
        pieces = list(
            faded(
                cut(sound, start_ms, end_ms),
                samples=(end_ms - start_ms) * sound.rate_hz // 1000,
                fade_samples=FADE_MS * sound.rate_hz // 1000,
            )
        )
        if not pieces:
            raise ImpossibleClip(BEFORE_IT_BEGINS)
        return np.concatenate(pieces, axis=1), sound.rate_hz


class _Pictures:
    """The pictures of one film, of which neighbors share nearly everything."""

    def __init__(
        self,
        sound: Samples,
        start_ms: int,
        rate_hz: int,
        captions: Sequence[Burned],
        text: FilmText,
        shape: FilmShape,
        fonts: Path,
    ) -> None:
        self.start_ms = start_ms
        self.rate_hz = rate_hz
        self.length: int = sound.shape[1]
        self.count: int = max(1, -(-self.length * RATE // rate_hz))
        self.captions = captions
        self.text = text
        self.shape = shape
        self.fonts = fonts
        width, height = shape.size
        self.room = width - 2 * MARGIN
        self.strip_y = height - (330 if shape is FilmShape.SQUARE else 312)
        self.ground = self._ground()
        heights = bars(sound, self.room // (BAR_PX + GAP_PX))
        self.ahead = self._strip(heights, UNPLAYED)
        self.played = self._strip(heights, text.brand)
        self._captioned: tuple[Burned | None, Pixels] = (None, np.array(self.ground))

    def samples_of(self, number: int) -> slice:
        """Return which samples are heard while a picture stands."""
        return slice(
            number * self.rate_hz // RATE,
            min(self.length, (number + 1) * self.rate_hz // RATE),
        )

    def at(self, number: int) -> Pixels:
        """Return a picture as rows of pixels."""
        moment_ms = self.start_ms + number * 1000 // RATE
        picture = self._with_words(self._caption_at(moment_ms)).copy()
        needle = round((number + 1) / self.count * self.room)
        rows = slice(self.strip_y, self.strip_y + STRIP_PX)
        picture[rows, MARGIN : MARGIN + self.room] = self.ahead
        picture[rows, MARGIN : MARGIN + needle] = self.played[:, :needle]
        return picture

    def _caption_at(self, moment_ms: int) -> Burned | None:
        """Return what is being said, or was last: words stay until others come."""
        begun = [one for one in self.captions if one.start_ms <= moment_ms + 40]
        return begun[-1] if begun else next(iter(self.captions), None)

    def _with_words(self, caption: Burned | None) -> Pixels:
        if caption is not self._captioned[0]:
            picture = self.ground.copy()
            if caption is not None:
                self._write(picture, caption)
            self._captioned = (caption, np.array(picture))
        return self._captioned[1]

    def _write(self, picture: Image.Image, caption: Burned) -> None:
        draw = ImageDraw.Draw(picture)
        face = Face(self.fonts, SERIF, 500, self.shape.letters_px)
        name = Face(self.fonts, SANS, 700, 32)
        lines = face.balanced(face.drawable(caption.text), self.room)
        leading = face.size * 1.26
        top, bottom = 150, self.strip_y - 24
        y = top + max(0.0, (bottom - top - len(lines) * leading - 60) * 0.5)
        if caption.speaker and not name.lacks(caption.speaker):
            said_by = fitting(name, name.drawable(caption.speaker), self.room)
            name.draw(draw, (MARGIN, y + 32), said_by, fill=self.text.brand)
        y += 60
        for line in lines:
            face.draw(draw, (MARGIN, y + face.size * 0.98), line, fill=PAPER)
            y += leading

    def _ground(self) -> Image.Image:
        picture = Image.new("RGB", self.shape.size, GROUND)
        draw = ImageDraw.Draw(picture)
        mark = Face(self.fonts, SERIF, 700, 44)
        sans, quiet = Face(self.fonts, SANS, 600, 28), Face(self.fonts, SANS, 400, 26)
        end = mark.draw(
            draw, (MARGIN, 108), mark.drawable(self.text.mark), fill=self.text.brand
        )
        if not quiet.lacks(self.text.station):
            station = fitting(quiet, quiet.drawable(self.text.station), self.room / 2)
            quiet.draw(draw, (end + 20, 106), station, fill=QUIET)
        y = self.strip_y + STRIP_PX + 64
        for face, line, color in (
            (sans, self.text.source, PAPER),
            (quiet, self.text.day, QUIET),
        ):
            if line and not face.lacks(line):
                shown = fitting(face, face.drawable(line), self.room)
                face.draw(draw, (MARGIN, y), shown, fill=color)
                y += 42
        return picture

    def _strip(self, heights: Sequence[float], color: str) -> Pixels:
        """Return the waveform in one color, to be shown as far as it was played."""
        picture = Image.new("RGB", (self.room, STRIP_PX), GROUND)
        draw = ImageDraw.Draw(picture)
        step = self.room / len(heights)
        for number, height in enumerate(heights):
            half = max(BAR_PX / 2, height * STRIP_PX / 2 - 1)
            x, middle = number * step, STRIP_PX / 2
            draw.rounded_rectangle(
                (x, middle - half, x + BAR_PX, middle + half),
                radius=BAR_PX / 2,
                fill=color,
            )
        return np.array(picture)


def bars(sound: Samples, count: int) -> list[float]:
    """
    Return the shape of a sound as so many heights, the loudest being 1.

    >>> bars(np.array([[0.1, 0.1, 0.4, 0.4]], dtype=np.float32), 2)
    [0.25, 1.0]
    """
    loud = np.abs(sound).max(axis=0)
    peaks = [
        float(part.max()) if part.size else 0.0 for part in np.array_split(loud, count)
    ]
    most = max(peaks) or 1.0
    return [round(peak / most, 3) for peak in peaks]


class _Film:
    """Writes pictures and sound into one file, which gets its name when it is finished."""

    def __init__(
        self, target: Path, shape: FilmShape, rate_hz: int, channels: int
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
        self._pictures.width, self._pictures.height = shape.size
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
