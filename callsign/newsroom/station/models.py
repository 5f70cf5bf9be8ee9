"""The station: its name, what listeners tune to, its pictures."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Site

from callsign.newsroom.station.brand import check_brand_color
from callsign.newsroom.station.zones import zone_choices

AUBURN = "#8a2f1d"


class Station(models.Model):
    """A licensee as its listeners know it; one for each Wagtail site."""

    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="station")
    call_sign = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    tagline = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80, blank=True)
    licensee = models.CharField(max_length=160, blank=True)
    zone = models.CharField(
        max_length=64, choices=zone_choices, default="America/Chicago"
    )
    brand_color = models.CharField(
        max_length=7,
        default=AUBURN,
        validators=[check_brand_color],
    )
    contact_email = models.EmailField(blank=True)
    give_url = models.URLField(blank=True)

    def __str__(self) -> str:
        return self.call_sign


class Service(models.Model):
    """What a listener tunes to."""

    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="services"
    )
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=40)
    dial = models.CharField(max_length=40, blank=True, help_text="“89.7 FM”, “HD2”.")
    tagline = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "slug"], name="one_service_of_a_slug"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Picture(AbstractImage):
    """A photograph or drawing, with the words that always go with it."""

    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=120, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "caption", "credit")

    @property
    def default_alt_text(self) -> str:
        """A picture nobody described is passed over in silence, not read as a file name."""
        return self.description


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
