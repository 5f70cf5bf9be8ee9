"""The recording: the master as it came, and what is known of it."""

from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from callsign.media.sound import clock
from callsign.media.waveform import waveform_path


def sound_storage() -> Storage:
    """Return where sound is kept; a function, so that settings decide at run time."""
    return storages["sound"]


class AudioQuerySet(models.QuerySet):
    """Recordings, by who may hear them."""

    def public(self) -> Self:
        """Return the recordings that a published story lets everybody hear."""
        return self.filter(public_since__isnull=False)


class Audio(models.Model):
    """A recording: the master as it came, and what is known of it."""

    title = models.CharField(max_length=200)
    master = models.FileField(
        storage=sound_storage, upload_to="masters", max_length=255
    )
    file_name = models.CharField(
        max_length=255, help_text="As it was called on arrival."
    )
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()
    duration_ms = models.PositiveBigIntegerField()
    codec = models.CharField(max_length=32)
    rate_hz = models.PositiveIntegerField()
    channels = models.PositiveSmallIntegerField()
    loudness_lufs = models.FloatField(null=True, blank=True)
    true_peak_dbtp = models.FloatField(null=True, blank=True)
    # One byte per tenth of a second, the loudest sample in it: 36 kB for an hour.
    waveform = models.BinaryField(blank=True, default=b"")
    rights = models.CharField(max_length=300, blank=True)
    may_be_clipped = models.BooleanField(
        "may be quoted with its sound",
        default=True,
        help_text="Readers may pass passages of it on, as clips and films. Quotes of a"
        " recording that may not be are text alone.",
    )
    problems = models.JSONField(default=list, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField()
    # Set and cleared by the room that publishes it; while empty nobody outside hears it.
    public_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AudioQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name_plural = "audio"

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether a published story lets everybody hear it."""
        return self.public_since is not None

    @property
    def is_silent(self) -> bool:
        """Whether every sample was measured and nothing is heard."""
        return bool(self.waveform) and self.loudness_lufs is None

    @property
    def duration(self) -> str:
        """The length as a player shows it."""
        return clock(self.duration_ms)

    @property
    def loudness(self) -> str:
        """The loudness as engineers write it, empty where there is none."""
        if self.loudness_lufs is None:
            return ""
        peak = self.true_peak_dbtp
        return f"{self.loudness_lufs:.1f} LUFS" + (
            "" if peak is None else f", peak {peak:.1f} dBTP"
        )

    def rendition_url(self, kind: str = "mp3") -> str:
        """Return the address listeners play."""
        return self._address("rendition", kind)

    def clip_url(self, start_ms: int, end_ms: int, kind: str = "mp3") -> str:
        """Return the address of a clip, for a listener to keep or pass on."""
        address = reverse("audio:clip", args=[self.pk, kind])
        return f"{address}?from={start_ms}&to={end_ms}"

    def waveform_path(self, *, width: int = 800, height: int = 100) -> str:
        """Return the waveform as the ``d`` of an SVG path."""
        return waveform_path(bytes(self.waveform), width=width, height=height)

    def _address(self, name: str, kind: str) -> str:
        slug = slugify(self.title)[:60].strip("-") or "recording"
        return reverse(f"audio:{name}", args=[self.pk, slug, kind])
