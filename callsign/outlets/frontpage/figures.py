"""Figures: pictures in the sizes a page needs, with the words that go with them."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images.models import Filter, SourceImageIOError

from callsign.newsroom.station.models import Picture, PictureRendition

log = logging.getLogger(__name__)

# One ratio in three widths. WebP alone: every browser since 2020 reads it, and on the
# demo's pictures AVIF at Wagtail's quality took eight times as long and came out larger.
WIDTHS = (420, 840, 1500)
WIDE = tuple(f"fill-{width}x{width * 2 // 3}|format-webp" for width in WIDTHS)
PLAIN = WIDE[1]
SOCIAL = "fill-1200x630|format-jpeg"
SQUARE = "fill-240x240|format-webp"
SIZES = (*WIDE, SOCIAL, SQUARE)

Sizes = dict[tuple[str, str], PictureRendition]  # by filter and focal point


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as a template draws it."""

    srcset: str
    src: str
    square: str
    social: str
    alt: str
    caption: str
    credit: str


def figures(pictures: Iterable[Picture | None]) -> dict[int, Figure]:
    """
    Return a figure for each picture, by its key; one that cannot be read is left out.

    Cost: one query. Of a picture that the worker has yet to come to, one size is made.
    """
    wanted = {picture.pk: picture for picture in pictures if picture}
    if not wanted:
        return {}
    made: dict[int, Sizes] = {}
    for one in PictureRendition.objects.filter(
        image_id__in=wanted, filter_spec__in=SIZES
    ):
        made.setdefault(one.image_id, {})[one.filter_spec, one.focal_point_key] = one
    drawn = {pk: _figure(one, made.get(pk, {})) for pk, one in wanted.items()}
    return {pk: figure for pk, figure in drawn.items() if figure}


def make_sizes(picture: Picture, sizes: Iterable[str] = SIZES) -> bool:
    """Make sizes of a picture that are not there yet; return whether it can be read."""
    try:
        picture.get_renditions(*sizes)
    except SourceImageIOError as error:
        log.warning("Picture %s cannot be read: %s", picture.pk, error)
        return False
    return True


def _figure(picture: Picture, made: Sizes) -> Figure | None:
    def address(spec: str) -> str:
        rendition = made.get((spec, Filter(spec=spec).get_cache_key(picture)))
        return rendition.url if rendition else ""

    src = address(PLAIN)
    if not src:
        if not make_sizes(picture, [PLAIN]):
            return None
        src = picture.get_rendition(PLAIN).url
    wide = [(address(spec), width) for spec, width in zip(WIDE, WIDTHS, strict=True)]
    return Figure(
        srcset=", ".join(f"{one} {width}w" for one, width in wide if one),
        src=src,
        square=address(SQUARE) or src,
        social=address(SOCIAL) or src,
        alt=picture.default_alt_text,
        caption=picture.caption,
        credit=picture.credit,
    )
