"""Figures: pictures in the sizes a page needs, with the words that go with them."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from django.db.models import BigIntegerField, Q
from wagtail.images.models import Filter, SourceImageIOError

from callsign.newsroom.station.models import Picture, PictureRendition
from callsign.outlets.frontpage.questions import Blank, Question

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

FILES = PictureRendition._meta.get_field("file")

Sizes = dict[tuple[str, str], str]  # the file of each filter and focal point


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
    made: dict[int, Sizes] = {}
    places = {f"picture_{place}": pk for place, pk in enumerate(wanted)}
    rows = sizes_of(len(places))(**places) if places else ()
    for pk, spec, focus, file in rows:
        made.setdefault(pk, {})[spec, focus] = file
    found = {pk: _addresses(one, made.get(pk, {})) for pk, one in wanted.items()}
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


@cache
def sizes_of(pictures: int) -> Question[tuple[int, str, str, str]]:
    """Return the question for the sizes that are there of a number of pictures."""
    of_any = [
        Q(image=Blank(f"picture_{one}", BigIntegerField())) for one in range(pictures)
    ]
    return Question(
        lambda: PictureRendition.objects.filter(
            reduce(or_, of_any), filter_spec__in=SIZES
        ).values_list("image_id", "filter_spec", "focal_point_key", "file")
    )


def make_sizes(picture: Picture, sizes: Iterable[str] = SIZES) -> bool:
    """Make sizes of a picture that are not there yet; return whether it can be read."""
    try:
        picture.get_renditions(*sizes)
    except SourceImageIOError as error:
        log.warning("Picture %s cannot be read: %s", picture.pk, error)
        return False
    return True


def _addresses(picture: Picture, made: Sizes) -> dict[str, str]:
    """Return where the sizes of a picture are."""

    def address(spec: str) -> str:
        file = made.get((spec, FILTERS[spec].get_cache_key(picture)))
        return FILES.storage.url(file) if file else ""

    sizes = {spec: address(spec) for spec in SIZES}
    if not sizes[PLAIN]:
        if not make_sizes(picture, [PLAIN]):
            return {}
        sizes[PLAIN] = picture.get_rendition(PLAIN).url
    wide = zip(WIDE, WIDTHS, strict=True)
    return {
        "srcset": ", ".join(
            f"{sizes[spec]} {width}w" for spec, width in wide if sizes[spec]
        ),
        "src": sizes[PLAIN],
        "square": sizes[SQUARE] or sizes[PLAIN],
        "social": sizes[SOCIAL] or sizes[PLAIN],
    }
