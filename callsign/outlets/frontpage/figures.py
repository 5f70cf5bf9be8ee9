"""Figures: pictures in the sizes a page needs, with the words that go with them."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images.models import Filter, SourceImageIOError

from callsign.newsroom.station.models import Picture, PictureRendition

log = logging.getLogger(__name__)

# One ratio in three widths. WebP alone: every browser since 2020 reads it, and on the
# demo's pictures AVIF at Wagtail's quality took eight times as long and
# came out larger.
WIDTHS = (420, 840, 1500)
WIDE = tuple(f"fill-{width}x{width * 2 // 3}|format-webp" for width in WIDTHS)
SOCIAL = "fill-1200x630|format-jpeg"
SQUARE = "fill-240x240|format-webp"
SIZES = (*WIDE, SOCIAL, SQUARE)


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
    Return a figure for each picture, by its key.

    Cost: one query. A picture whose sizes the worker has yet to make is shown as it came.
    """
    wanted = {picture.pk: picture for picture in pictures if picture}
    if not wanted:
        return {}
    made: dict[int, dict[tuple[str, str], PictureRendition]] = {}
    for one in PictureRendition.objects.filter(
        image_id__in=wanted, filter_spec__in=SIZES
    ):
        made.setdefault(one.image_id, {})[one.filter_spec, one.focal_point_key] = one
    return {pk: _figure(one, made.get(pk, {})) for pk, one in wanted.items()}


def make_sizes(picture: Picture) -> None:
    """Make every size of a picture that is not there yet; the worker's part."""
    try:
        picture.get_renditions(*SIZES)
    except SourceImageIOError as error:
        log.warning("Picture %s cannot be read: %s", picture.pk, error)


def _figure(picture: Picture, made: dict[tuple[str, str], PictureRendition]) -> Figure:
    def address(spec: str) -> str:
        rendition = made.get((spec, Filter(spec=spec).get_cache_key(picture)))
        return rendition.url if rendition else ""

    original = picture.file.url
    wide = [(address(spec), width) for spec, width in zip(WIDE, WIDTHS, strict=True)]
    return Figure(
        srcset=", ".join(f"{one} {width}w" for one, width in wide if one),
        src=wide[1][0] or original,
        square=address(SQUARE) or original,
        social=address(SOCIAL) or original,
        alt=picture.default_alt_text,
        caption=picture.caption,
        credit=picture.credit,
    )
