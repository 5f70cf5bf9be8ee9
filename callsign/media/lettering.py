"""
Lettering: text on pictures, in families whose letters are spread over several files.

A web font comes in files for each alphabet. A line is set in runs, each in the first file
that has its letters; what no file has is never drawn as an empty box, but named, so that
whoever draws can do without it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw
from PIL.ImageFont import FreeTypeFont, truetype

ALPHABETS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
SERIF, SANS = "source-serif-4", "source-sans-3"
# No font gives this character a shape, so its shape is the one of what is missing.
NOBODY_HAS = "\uffff"
PROBE_PX = 24

Run = tuple[FreeTypeFont, str]


@dataclass(frozen=True, slots=True)
class Face:
    """A family at one weight and size, in whatever files of it there are."""

    folder: Path
    family: str
    weight: int
    size: int

    def width(self, text: str) -> float:
        """Return how wide a line is, in pixels."""
        return sum(font.getlength(part) for font, part in self.runs(text))

    def draw(
        self,
        draw: ImageDraw.ImageDraw,
        at: tuple[float, float],
        text: str,
        *,
        fill: str,
    ) -> float:
        """Draw a line from the left end of its baseline; return where it ends."""
        x, y = at
        for font, part in self.runs(text):
            draw.text((x, y), part, font=font, fill=fill, anchor="ls")
            x += font.getlength(part)
        return x

    def runs(self, text: str) -> Iterator[Run]:
        """Yield the parts of a line, each with a font that has all its letters."""
        current: FreeTypeFont | None = None
        part = ""
        for letter in unicodedata.normalize("NFC", text):
            path = holder_of(self._paths, letter) or self._paths[0]
            font = cut(path, self.weight, self.size)
            if part and font is not current and not unicodedata.combining(letter):
                assert current is not None  # noqa: S101 - a part has its font
                yield current, part
                part = ""
            current = current if part else font
            part += letter
        if part and current is not None:
            yield current, part

    def lacks(self, text: str) -> frozenset[str]:
        """
        Return the letters and digits that cannot be drawn.

        Other marks that cannot be are left out of what is drawn (``drawable``).
        """
        letters = set(unicodedata.normalize("NFC", text))
        return frozenset(
            letter
            for letter in letters
            if is_letter(letter) and not holder_of(self._paths, letter)
        )

    def drawable(self, text: str) -> str:
        """Return the text without marks that no file has, in single spaces."""
        kept = (
            letter
            for letter in unicodedata.normalize("NFC", text)
            if letter.isspace() or holder_of(self._paths, letter)
        )
        return " ".join("".join(kept).split())

    def wrapped(self, text: str, width: float) -> list[str]:
        """Return a text as lines no wider than ``width``; a longer word is broken."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}") <= width:
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines += self._broken(word, width)
        return lines

    def balanced(self, text: str, width: float) -> list[str]:
        """Return as many lines as ``wrapped``, none of them much shorter than the rest."""
        lines = self.wrapped(text, width)
        for share in (0.6, 0.7, 0.8, 0.9):
            if len(closer := self.wrapped(text, width * share)) == len(lines):
                return closer
        return lines

    def _broken(self, word: str, width: float) -> list[str]:
        parts = [""]
        for letter in word:
            if parts[-1] and self.width(parts[-1] + letter) > width:
                parts.append("")
            parts[-1] += letter
        return parts

    @property
    def _paths(self) -> tuple[Path, ...]:
        return files_of(self.folder, self.family)


@lru_cache(maxsize=16)
def files_of(folder: Path, family: str) -> tuple[Path, ...]:
    """
    Return the files of a family that are there, Latin first.

    Raises: FileNotFoundError: not even the Latin one is
    """
    paths = [folder / f"{family}-{name}-wght-normal.woff2" for name in ALPHABETS]
    if not paths[0].exists():
        raise FileNotFoundError(f"{paths[0]} is missing; set-up copies it there")
    return tuple(path for path in paths if path.exists())


@lru_cache(maxsize=256)
def cut(path: Path, weight: int, size: int) -> FreeTypeFont:
    """Return one file of a family at a weight and a size."""
    font = truetype(path, size)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=4096)
def holder_of(paths: Sequence[Path], letter: str) -> Path | None:
    """Return the first file that has a shape for a letter."""
    if letter.isspace():
        return paths[0]
    return next((path for path in paths if has(path, letter)), None)


def has(path: Path, letter: str) -> bool:
    """Return whether a file has a shape of its own for a letter."""
    font = cut(path, 400, PROBE_PX)
    return shape(font, letter) != shape(font, NOBODY_HAS)


def shape(font: FreeTypeFont, letter: str) -> tuple[float, bytes]:
    return font.getlength(letter), bytes(font.getmask(letter))


def is_letter(letter: str) -> bool:
    """
    Return whether a text is another one without this character.

    >>> is_letter("é"), is_letter("7"), is_letter("♪"), is_letter("“")
    (True, True, False, False)
    """
    return unicodedata.category(letter)[0] in "LMN"
