"""The pictures of an audiogram: its words, and its waveform as far as it was played."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from callsign.media.card import fitting
from callsign.media.clip import Samples
from callsign.media.film import RATE, Pixels
from callsign.media.lettering import SANS, SERIF, Face

GROUND, PAPER, QUIET, UNPLAYED = "#1b1815", "#fffdf9", "#a1978c", "#4f4841"
MARGIN = 88
BAR_PX, GAP_PX, STRIP_PX = 8, 6, 150


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


class Pictures:
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
