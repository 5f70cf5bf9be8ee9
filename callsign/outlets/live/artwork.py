"""
Artwork: the picture of a service on lock screens, in cars and on watches.

Drawn from what the station says of itself, its color, call sign and dial, because those
places draw no SVG and a station need not have made a picture. Sizes are those asked for
by the player (design/lock-screen.js).
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
from callsign.outlets.live.tuning import station_of

SIZES_PX = (96, 256, 512)
DRAWN_PX = 1_024  # and made smaller, which smooths the edges
FACE = "vendor/fonts/source-serif-4-latin-wght-normal.woff2"
BOLD = 700
WIDEST = 0.78  # of the picture; a watch cuts its corners


@require_safe
def artwork(request: HttpRequest, slug: str, size_px: int) -> HttpResponse:
    """Answer with the picture of a service."""
    station = station_of(request)
    service = station.services.filter(slug=slug).first() if station else None
    if service is None or size_px not in SIZES_PX:
        raise Http404("no such picture")
    picture = drawn(station.call_sign, service.dial, station.brand_color, size_px)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@lru_cache(maxsize=64)
def drawn(mark: str, dial: str, brand: str, size_px: int) -> bytes:
    """Return a PNG: the call sign on the station's color, and the dial below it."""
    ground = color(brand)
    text = ink(ground)
    picture = Image.new("RGB", (DRAWN_PX, DRAWN_PX), ground)
    draw = ImageDraw.Draw(picture)
    middle = DRAWN_PX * (0.44 if dial else 0.5)
    write(draw, mark, middle, most_px=DRAWN_PX // 3, fill=text)
    if dial:
        write(
            draw, dial, DRAWN_PX * 0.7, most_px=DRAWN_PX // 9, fill=soft(text, ground)
        )
    file = BytesIO()
    picture.resize((size_px, size_px), Image.Resampling.LANCZOS).save(
        file, format="PNG", optimize=True
    )
    return file.getvalue()


def write(
    draw: ImageDraw.ImageDraw, words: str, middle: float, *, most_px: int, fill: Color
) -> None:
    """Write words in the middle of a line, as large as they fit."""
    font = face(most_px)
    width = draw.textlength(words, font=font)
    if width > WIDEST * DRAWN_PX:
        font = face(int(most_px * WIDEST * DRAWN_PX / width))
    left, top, right, bottom = draw.textbbox((0, 0), words, font=font)
    place = ((DRAWN_PX - right - left) / 2, middle - (bottom + top) / 2)
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
