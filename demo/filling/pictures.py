"""Pictures: the committed drawings as the newsroom's images."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File
from PIL import Image

from callsign.newsroom.station.models import Picture
from callsign.outlets.frontpage.figures import PLAIN, make_sizes
from demo.content import DEMO
from demo.wording import typeset

CREDIT = "Illustration: KDEMO"


def hang_picture(
    name: str,
    *,
    title: str,
    alt: str,
    by: AbstractBaseUser,
    caption: str = "",
    credit: str = CREDIT,
) -> Picture:
    """Store a drawing with the words that always go with it."""
    path = DEMO / "images" / f"{name}.webp"
    with Image.open(path) as header:
        width, height = header.size
    # Stored before the row is made: given an open file, the row would decode every
    # picture twice to learn the size that its header tells.
    with path.open("rb") as opened:
        file = Picture._meta.get_field("file").storage.save(
            f"original_images/{path.name}", File(opened)
        )
    return Picture.objects.create(
        title=title,
        description=typeset(alt),
        caption=typeset(caption),
        credit=credit,
        file=file,
        file_size=path.stat().st_size,
        width=width,
        height=height,
        uploaded_by_user=by,
    )


def make_first_sizes() -> None:
    """
    Make of each picture the one size that a page cannot do without.

    The worker makes all of them once it runs; whoever is faster would wait for these.
    """
    for picture in Picture.objects.all():
        make_sizes(picture, [PLAIN])
