"""The station: its name, what listeners tune to, where its sound comes from, its pictures."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
    URLValidator,
)
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Site

from callsign.engines.stream.configuration import (
    BITRATES_KBPS,
    DELAY_MS,
    REWIND_HOURS,
    SILENCE_S,
    SLUG,
    Misconfigured,
    SourceKind,
)
from callsign.newsroom.station.air_document import check_document, service_document
from callsign.newsroom.station.bearers import (
    ECC_HERE,
    check_bearers,
    check_ecc,
    check_pi_code,
    fm_bearer,
    read_bearers,
)
from callsign.newsroom.station.brand import check_brand_color
from callsign.newsroom.station.transcript_rule import TranscriptRule
from callsign.newsroom.station.withheld import Withheld
from callsign.newsroom.station.zones import zone_choices

__all__ = [
    "Picture",
    "PictureRendition",
    "Service",
    "Source",
    "Station",
    "Withheld",
    "check_for_air",
    "new_password",
]

AUBURN = "#8a2f1d"


def within(allowed: range) -> list[MinValueValidator]:
    """Return the validators of a number that air's configuration may hold."""
    return [MinValueValidator(allowed.start), MaxValueValidator(allowed.stop - 1)]


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
    transcript_rule = models.CharField(
        "publishing a recording without a transcript takes",
        max_length=8,
        choices=TranscriptRule.choices,
        default=TranscriptRule.OFF,
        help_text="Of stories and episodes, however they are published; what is out"
        " already stays out. A machine’s rough draft counts as no transcript.",
    )
    needs_checked_transcripts = models.BooleanField(
        "a machine’s transcript must have been checked by a person",
        default=True,
        help_text="Otherwise a machine’s transcript counts as one, unchecked too.",
    )
    title_ii_from = models.DateField(
        "ADA Title II applies from",
        null=True,
        blank=True,
        help_text="For licensees that are part of a state or local government: April 26,"
        " 2027, or April 26, 2028 below 50,000 people and for special districts. Empty"
        " for all others.",
    )

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

    renditions_kbps = models.CharField(
        "qualities",
        max_length=40,
        default="128, 48",
        help_text="Bit rates of the live sound in kbit/s, the best first.",
    )
    mp3_kbps = models.PositiveSmallIntegerField(
        "MP3 quality",
        default=128,
        validators=within(BITRATES_KBPS),
        help_text="Bit rate of the plain stream for smart speakers, in kbit/s.",
    )
    rewind_hours = models.PositiveSmallIntegerField(
        "rewind",
        default=24,
        validators=within(REWIND_HOURS),
        help_text="How many hours listeners may go back; 0 forbids it.",
    )
    delay_ms = models.PositiveIntegerField(
        "held back",
        default=2_000,
        validators=within(DELAY_MS),
        help_text="Milliseconds of each source kept in reserve for a bad line.",
    )
    is_loudness_matched = models.BooleanField(
        "match loudness",
        default=False,
        help_text="Bring all sources to one loudness.",
    )
    fallback_alert_s = models.PositiveSmallIntegerField(
        "alert after",
        default=30,
        help_text="Seconds on another source than the first after which engineers get an"
        " e-mail.",
    )

    frequency_mhz = models.DecimalField(
        "FM frequency",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(76), MaxValueValidator(108)],
        help_text="In MHz: 89.7. With the PI code, cars find the stream and the program"
        " guide by what they receive.",
    )
    pi_code = models.CharField(
        "PI code",
        max_length=4,
        blank=True,
        validators=[check_pi_code],
        help_text="What the RDS encoder sends, four digits 0-9 and A-F.",
    )
    ecc = models.CharField(
        "extended country code",
        max_length=2,
        default=ECC_HERE,
        validators=[check_ecc],
        help_text="A0 in the United States.",
    )
    other_bearers = models.TextField(
        "other signals",
        blank=True,
        validators=[check_bearers],
        help_text="HD Radio, DAB, DRM or AM, and translators, one a line:"
        " hd:031.0eaff.1, dab:ce1.c185.c479.0, fm:3a0.3c1f.10130.",
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "slug"], name="one_service_of_a_slug"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what air would refuse: its own reader is asked."""
        sources = list(self.sources.all()) if self.pk else []
        check_for_air(self, sources)
        # Of all stations here there is one air, and one mount of a name.
        if Service.objects.exclude(pk=self.pk).filter(slug=self.slug).exists():
            raise ValidationError({"slug": "Another service has this slug."})
        if bool(self.pi_code) != bool(self.frequency_mhz):
            missing = "frequency_mhz" if self.pi_code else "pi_code"
            raise ValidationError({missing: "Radios need both, or neither."})

    @property
    def bearers(self) -> list[str]:
        """What radios receive it as, the FM signal first."""
        others = read_bearers(self.other_bearers)
        if not (self.pi_code and self.frequency_mhz):
            return others
        fm = fm_bearer(
            ecc=self.ecc.lower(),
            pi_code=self.pi_code.lower(),
            frequency_mhz=self.frequency_mhz,
        )
        return list(dict.fromkeys([fm, *others]))


def new_password() -> str:
    """Make up a password that an encoder's settings take: letters and digits, 120 bits."""
    alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "".join(secrets.choice(alphabet) for _ in range(21))


class Source(models.Model):
    """Where the sound of a service comes from; the first that sounds is on the air."""

    class Kind(models.TextChoices):
        PUSH = SourceKind.PUSH.value, "An encoder connects to us"
        PULL = SourceKind.PULL.value, "A stream we fetch"
        FILES = SourceKind.FILES.value, "A folder of recordings"
        PLAN = SourceKind.PLAN.value, "The schedule's play plan"

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="sources"
    )
    name = models.CharField(
        max_length=40,
        validators=[RegexValidator(rf"^(?:{SLUG.pattern})\Z", "Use a-z, 0-9 and -.")],
        help_text="In small letters, as it will stand in logs: studio, backup, programs.",
    )
    kind = models.CharField("comes from", max_length=8, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(
        "priority", default=0, help_text="The lowest number that sounds is on the air."
    )
    # As it is, not as a hash: air has no database and is given it in a file, and the
    # protocol of encoders sends it as it is. Drawn here at random, it opens nothing else.
    password = models.CharField(max_length=80, blank=True, editable=False)
    url = models.CharField(
        "address",
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Of the stream to fetch.",
    )
    path = models.CharField(
        "folder or playlist",
        max_length=500,
        blank=True,
        help_text="On the machine that air runs on; played in order, again and again."
        " With a play plan, wherever the plan has nothing.",
    )
    silence_s = models.PositiveSmallIntegerField(
        "silence",
        default=20,
        validators=within(SILENCE_S),
        help_text="Seconds of silence after which the next source takes over; 0 allows any.",
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "name"], name="one_source_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.name}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.complete()
        super().save(*args, **kwargs)

    def complete(self) -> None:
        """Keep only what this kind of source has; an encoder's gets its password."""
        self.password = (self.password or new_password()) if self.is_push else ""
        self.url = self.url if self.kind == self.Kind.PULL else ""
        self.path = self.path if self.is_from_disk else ""

    def clean(self) -> None:
        """Refuse what air would refuse: its own reader is asked."""
        self.complete()
        if self.kind == self.Kind.PULL and not self.url:
            raise ValidationError({"url": "Say which stream to fetch."})
        if self.kind == self.Kind.FILES and not self.path:
            raise ValidationError({"path": "Say which folder or playlist to play."})
        if self.kind == self.Kind.PLAN and not self.path:
            raise ValidationError(
                {"path": "Say what to fill the gaps of the plan with."}
            )
        if self.path and not self.path.startswith("/"):
            raise ValidationError({"path": "Write the whole path, from / on."})
        if not hasattr(self, "service"):
            return  # the form says so already
        others = self.service.sources.exclude(pk=self.pk)
        check_for_air(self.service, [*others, self])

    @property
    def is_push(self) -> bool:
        return self.kind == self.Kind.PUSH

    @property
    def is_from_disk(self) -> bool:
        return self.kind in (self.Kind.FILES, self.Kind.PLAN)

    def change_password(self) -> str:
        """Let only encoders in that are told the new password; return it."""
        self.password = new_password()
        self.save(update_fields=["password"])
        return self.password


def check_for_air(service: Service, sources: list[Source]) -> None:
    """Raise a ValidationError with air's own words for what it could not use."""
    try:
        check_document([service_document(service, sources)])
    except Misconfigured as error:
        raise ValidationError(f"Air cannot use this: {error}") from error


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
