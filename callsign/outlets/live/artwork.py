"""
Artwork: the picture of a service on lock screens, in cars and on watches.

Drawn from what the station says of itself, its color, call sign and dial, because those
places draw no SVG and a station need not have made a picture. Sizes are those asked for
by the player (design/lock-screen.js) and those of hybrid radios (spi.py).
"""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from callsign.lib.contrast import Color, color
from callsign.newsroom.station.brand import ink
from callsign.outlets.live.spi import LOGOS
from callsign.outlets.live.tuning import station_of

SIZES_PX = (96, 256, 512)
DRAWN_PX = 1_024  # and made smaller, which smooths the edges
FACE = "vendor/fonts/source-serif-4-latin-wght-normal.woff2"
BOLD = 700
WIDEST = 0.78  # of the picture; a watch cuts its corners
SMALLEST_WITH_DIAL_PX = 64  # below it nobody could read it

Size = tuple[int, int]


@require_safe
def artwork(
    request: HttpRequest, slug: str, size_px: int, height_px: int | None = None
) -> HttpResponse:
    """Answer with the picture of a service, a square unless a height is asked for."""
    station = station_of(request)
    service = station.services.filter(slug=slug).first() if station else None
    size = (size_px, height_px or size_px)
    known = size in LOGOS if height_px else size_px in SIZES_PX
    if service is None or not known:
        raise Http404("no such picture")
    dial = service.dial if size[1] >= SMALLEST_WITH_DIAL_PX else ""
    picture = drawn(station.call_sign, dial, station.brand_color, size)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@lru_cache(maxsize=64)
def drawn(mark: str, dial: str, brand: str, size: Size) -> bytes:
    """Return a PNG: the call sign on the station's color, and the dial below it."""
    ground = color(brand)
    text = ink(ground)
    wide, high = (DRAWN_PX * side // min(size) for side in size)
    picture = Image.new("RGB", (wide, high), ground)
    draw = ImageDraw.Draw(picture)
    middle = high * (0.44 if dial else 0.5)
    # Of a strip or a small square, the call sign takes all that it can.
    write(draw, mark, (wide, middle), most_px=high // (3 if dial else 2), fill=text)
    if dial:
        below = (wide, high * 0.7)
        write(draw, dial, below, most_px=high // 9, fill=soft(text, ground))
    file = BytesIO()
    picture.resize(size, Image.Resampling.LANCZOS).save(
        file, format="PNG", optimize=True
    )
    return file.getvalue()


def write(
    draw: ImageDraw.ImageDraw,
    words: str,
    line: tuple[int, float],
    *,
    most_px: int,
    fill: Color,
) -> None:
    """Write words in the middle of a line, its width and height given, as large as fits."""
    wide, middle = line
    font = face(most_px)
    width = draw.textlength(words, font=font)
    if width > WIDEST * wide:
        font = face(int(most_px * WIDEST * wide / width))
    left, top, right, bottom = draw.textbbox((0, 0), words, font=font)
    place = ((wide - right - left) / 2, middle - (bottom + top) / 2)
    draw.text(place, words, font=font, fill=fill)


def face(size_px: int) -> ImageFont.FreeTypeFont:
    """Return the station's serif; where set-up has not brought it, Pillow's own face."""
    file = finders.find(FACE)
    if file is None or not Path(file).is_file():
        return ImageFont.load_default(size_px)
    font = ImageFont.truetype(file, size_px)
    font.set_variation_by_axes([BOLD])
    return font


def soft(text: Color, ground: Color) -> Color:
    """Return a color between text and ground that stays readable at a glance."""
    return tuple(round(0.85 * a + 0.15 * b) for a, b in zip(text, ground, strict=True))
