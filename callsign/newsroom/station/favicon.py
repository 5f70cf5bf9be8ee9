"""The icon for browsers and readers that ask for /favicon.ico: design/icon.svg, drawn."""

from functools import lru_cache
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

# As in design/icon.svg, whose picture is 32 units wide.
WIDTH = 32
INK, PAPER = "#1b1815", "#fffdf9"
SIZES = (16, 32, 48)
FINER = 8  # drawn larger and made smaller, which smooths the edges


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer with the icon."""
    response = HttpResponse(icon(), content_type="image/x-icon")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@lru_cache(maxsize=1)
def icon() -> bytes:
    """Return the icon in every size that is asked for."""
    pictures = [drawn(size) for size in SIZES]
    file = BytesIO()
    pictures[-1].save(
        file,
        format="ICO",
        sizes=[(size, size) for size in SIZES],
        append_images=pictures[:-1],
    )
    return file.getvalue()


def drawn(size: int) -> Image.Image:
    """Draw the icon at one size: a dot that sends, on a ground with round corners."""
    scale = size * FINER / WIDTH

    def at(*units: float) -> list[float]:
        return [unit * scale for unit in units]

    picture = Image.new("RGBA", (size * FINER, size * FINER))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle(at(0, 0, 31.9, 31.9), radius=7 * scale, fill=INK)
    draw.ellipse(at(12, 12, 20, 20), fill=PAPER)
    around, stroke = at(4.8, 4.8, 27.2, 27.2), round(2.5 * scale)
    draw.arc(around, start=136, end=224, fill=PAPER, width=stroke)
    draw.arc(around, start=-44, end=44, fill=PAPER, width=stroke)
    return picture.resize((size, size), Image.Resampling.LANCZOS)
