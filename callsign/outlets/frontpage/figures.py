"""Figures: pictures in the sizes a page needs, with the words that go with them."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
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
FILTERS = {spec: Filter(spec=spec) for spec in SIZES}  # each reads its spec once

# Short enough that sizes an engineer throws away are soon missed.
KEPT_S = 60

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

    Cost: one query a minute. Of a picture that the worker has yet to come to, one size
    is made.
    """
    wanted = {picture.pk: picture for picture in pictures if picture}
    known = cache.get_many([_key(one) for one in wanted.values()]) if wanted else {}
    unknown = [pk for pk, one in wanted.items() if _key(one) not in known]
    made: dict[int, Sizes] = {}
    for one in PictureRendition.objects.filter(
        image_id__in=unknown, filter_spec__in=SIZES
    ):
        made.setdefault(one.image_id, {})[one.filter_spec, one.focal_point_key] = one
    found = {
        pk: known.get(_key(one)) or _addresses(one, made.get(pk, {}))
        for pk, one in wanted.items()
    }
    return {
        pk: Figure(
            **addresses,
            alt=wanted[pk].default_alt_text,
            caption=wanted[pk].caption,
            credit=wanted[pk].credit,
        )
        for pk, addresses in found.items()
        if addresses
    }


def make_sizes(picture: Picture, sizes: Iterable[str] = SIZES) -> bool:
    """Make sizes of a picture that are not there yet; return whether it can be read."""
    try:
        picture.get_renditions(*sizes)
    except SourceImageIOError as error:
        log.warning("Picture %s cannot be read: %s", picture.pk, error)
        return False
    return True


def _addresses(picture: Picture, made: Sizes) -> dict[str, str]:
    """Return where the sizes of a picture are, remembered once all are there."""

    def address(spec: str) -> str:
        rendition = made.get((spec, FILTERS[spec].get_cache_key(picture)))
        return rendition.url if rendition else ""

    sizes = {spec: address(spec) for spec in SIZES}
    if not sizes[PLAIN]:
        if not make_sizes(picture, [PLAIN]):
            return {}
        sizes[PLAIN] = picture.get_rendition(PLAIN).url
    wide = zip(WIDE, WIDTHS, strict=True)
    addresses = {
        "srcset": ", ".join(
            f"{sizes[spec]} {width}w" for spec, width in wide if sizes[spec]
        ),
        "src": sizes[PLAIN],
        "square": sizes[SQUARE] or sizes[PLAIN],
        "social": sizes[SOCIAL] or sizes[PLAIN],
    }
    if all(sizes.values()):
        cache.set(_key(picture), addresses, KEPT_S)
    return addresses


def _key(picture: Picture) -> str:
    focus = (
        picture.focal_point_x,
        picture.focal_point_y,
        picture.focal_point_width,
        picture.focal_point_height,
    )
    name = f"{picture.pk}:{picture.file.name}:{picture.file_hash}:{focus}"
    return "figure:" + hashlib.sha256(name.encode()).hexdigest()
