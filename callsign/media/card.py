"""
Cards: a quote as a picture, for places that show a picture with a link.

The words are set as large as they fit; what is longer than a card can hold ends with an
ellipsis, for the page behind the link has it whole. Words in an alphabet that no file of
the fonts has are not drawn as boxes: the card then says what they are from.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from callsign.media.lettering import SANS, SERIF, Face

PAPER, INK, QUIET, LINE = "#fffdf9", "#1b1815", "#6a625a", "#e3dcd1"
LEADING = 1.26
SMALLEST_PX = 36
STEP_PX = 2


class CardShape(Enum):
    """A card's width and height, and the largest letters it may have."""

    WIDE = (1200, 630, 76)
    SQUARE = (1080, 1080, 92)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.value[0], self.value[1]

    @property
    def largest_px(self) -> int:
        """The size of the letters of a short quote."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Passage:
    """What one voice says; ``speaker`` is empty where nobody knows who it is."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class CardText:
    """
    What a card says.

    ``mark`` is the station's call sign, ``source`` the title of the story, ``brand`` a
    color that can be read on paper.
    """

    passages: tuple[Passage, ...]
    source: str
    day: str
    mark: str
    station: str
    brand: str


def card(text: CardText, shape: CardShape, *, fonts: Path) -> bytes:
    """Return a card as PNG. Cost: about a tenth of a second."""
    picture = Image.new("RGB", shape.size, PAPER)
    _Drawing(picture, text, shape, fonts).whole()
    file = BytesIO()
    # A few hundred shades are enough for letters, in a third of the bytes.
    picture.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines in one face, with the space above them and how far their first hangs out."""

    face: Face
    lines: Sequence[str]
    color: str
    above: float
    hang: float = 0

    @property
    def height(self) -> float:
        return self.above + len(self.lines) * self.face.size * LEADING


class _Drawing:
    """One card on its way."""

    def __init__(
        self, picture: Image.Image, text: CardText, shape: CardShape, fonts: Path
    ) -> None:
        self.draw = ImageDraw.Draw(picture)
        self.text = text
        self.shape = shape
        self.fonts = fonts
        self.width, self.height = shape.size
        self.margin = 96
        self.foot = self.height - 150  # where the line above the imprint runs

    def whole(self) -> None:
        self.draw.rectangle((0, 0, self.width, 14), fill=self.text.brand)
        blocks = self._blocks()
        free = self.foot - 14 - sum(block.height for block in blocks)
        y = 14 + max(24, free * (0.5 if self.shape is CardShape.WIDE else 0.46))
        for block in blocks:
            y += block.above
            for number, line in enumerate(block.lines):
                y += block.face.size * LEADING
                x = self.margin - (block.hang if number == 0 else 0)
                baseline = y - block.face.size * (LEADING - 0.98)
                block.face.draw(self.draw, (x, baseline), line, fill=block.color)
        self._imprint()

    def _blocks(self) -> list[_Block]:
        """Return the words and who says them, as large as they fit."""
        sizes = range(SMALLEST_PX, self.shape.largest_px + 1, STEP_PX)
        too_large = bisect(
            sizes, False, key=lambda size: not self._fits(self._set(size))
        )
        if not too_large:
            return self._shortened()
        return self._set(sizes[too_large - 1], is_final=True)

    def _fits(self, blocks: Sequence[_Block]) -> bool:
        return sum(block.height for block in blocks) <= self.foot - 14 - 60

    def _set(
        self, size: int, most_words: int | None = None, *, is_final: bool = False
    ) -> list[_Block]:
        face = self._serif(size)
        laid = face.balanced if is_final else face.wrapped
        passages = self._passages()
        if passages is None:
            return self._without_words(size)
        if most_words is not None:
            passages = shortened(passages, most_words)
        room = self.width - 2 * self.margin
        if len({one.speaker for one in passages}) == 1:
            said = f"“{' '.join(one.text for one in passages)}”"
            block = _Block(face, laid(said, room), INK, 0, face.width("“"))
            return [block, *self._names(passages[0].speaker, size)]
        blocks: list[_Block] = []
        for one in passages:
            blocks += self._names(one.speaker, size * 0.9, above=size * 0.5)
            blocks.append(_Block(face, laid(one.text, room), INK, 0))
        return blocks

    def _names(
        self, speaker: str, size: float, above: float | None = None
    ) -> list[_Block]:
        face = self._sans(700, round(max(26, min(36, size * 0.55))))
        if not speaker or face.lacks(speaker):
            return []
        lines = face.wrapped(face.drawable(speaker), self.width - 2 * self.margin)[:2]
        space = face.size * 0.8 if above is None else above
        return [_Block(face, lines, self.text.brand, space)]

    def _passages(self) -> list[Passage] | None:
        """Return what can be drawn; None where letters are missing."""
        face = self._serif(SMALLEST_PX)
        if any(face.lacks(one.text) for one in self.text.passages):
            return None
        return [
            Passage(one.speaker, face.drawable(one.text)) for one in self.text.passages
        ]

    def _without_words(self, size: int) -> list[_Block]:
        """Say what the quote is from, where its own words cannot be drawn."""
        face = self._serif(size)
        source = self.text.source
        said = self.text.station if face.lacks(source) else source
        speaker = next((one.speaker for one in self.text.passages if one.speaker), "")
        lines = face.wrapped(face.drawable(said), self.width - 2 * self.margin)
        return [_Block(face, lines, INK, 0), *self._names(speaker, size)]

    def _shortened(self) -> list[_Block]:
        """Return as many words as fit at the smallest size, with an ellipsis."""
        low, high = 1, sum(len(one.text.split()) for one in self.text.passages)
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(self._set(SMALLEST_PX, middle)):
                low = middle
            else:
                high = middle - 1
        return self._set(SMALLEST_PX, low)

    def _imprint(self) -> None:
        """Draw the foot: what it is from on the left, whose it is on the right."""
        left, right = self.margin, self.width - self.margin
        self.draw.line((left, self.foot, right, self.foot), fill=LINE, width=2)
        mark = self._serif(46, 700)
        word_mark = mark.drawable(self.text.mark)
        at = right - mark.width(word_mark)
        mark.draw(self.draw, (at, self.foot + 82), word_mark, fill=self.text.brand)
        room = at - left - 48
        source, day = self._sans(600, 28), self._sans(400, 26)
        title = source.drawable(self.text.source)
        if title and not source.lacks(self.text.source) and self._passages():
            line = fitting(source, title, room)
            source.draw(self.draw, (left, self.foot + 58), line, fill=INK)
        said = " · ".join(
            one
            for one in (self.text.day, self.text.station)
            if one and not day.lacks(one)
        )
        line = fitting(day, day.drawable(said), room)
        day.draw(self.draw, (left, self.foot + 96), line, fill=QUIET)

    def _serif(self, size: int, weight: int = 500) -> Face:
        return Face(self.fonts, SERIF, weight, size)

    def _sans(self, weight: int, size: int) -> Face:
        return Face(self.fonts, SANS, weight, size)


def fitting(face: Face, line: str, room: float) -> str:
    """Return a line that is no wider than its room, ending with an ellipsis if need be."""
    if face.width(line) <= room:
        return line
    words = line.split()
    while len(words) > 1 and face.width(f"{' '.join(words)} …") > room:
        words.pop()
    kept = " ".join(words)
    while kept and face.width(f"{kept} …") > room:
        kept = kept[:-1]
    return f"{kept} …"


def shortened(passages: Sequence[Passage], most_words: int) -> list[Passage]:
    """
    Return the beginning of what was said, with an ellipsis where more was.

    >>> shortened([Passage("Ada", "Has it crested?"), Passage("Luis", "It has.")], 4)
    [Passage(speaker='Ada', text='Has it crested?'), Passage(speaker='Luis', text='It …')]
    """
    kept: list[Passage] = []
    left = most_words
    for one in passages:
        words = one.text.split()
        if len(words) > left:
            if left:
                kept.append(Passage(one.speaker, f"{' '.join(words[:left])} …"))
            elif kept:
                last = kept.pop()
                kept.append(Passage(last.speaker, f"{last.text} …"))
            break
        left -= len(words)
        kept.append(one)
    return kept
