"""Recordings, the files made of them, and how they arrive."""

import uuid
from typing import Self

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse

from callsign.newsroom.station.work import Work


def sound_storage():
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

    def rendition_url(self, kind: str = "mp3") -> str:
        """Return the address listeners play."""
        return reverse("audio:rendition", args=[self.pk, kind])


class Rendition(models.Model):
    """One encoded file of a recording."""

    class Kind(models.TextChoices):
        MP3 = "mp3"
        OPUS = "opus"

    audio = models.ForeignKey(
        Audio, on_delete=models.CASCADE, related_name="renditions"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    file = models.FileField(
        storage=sound_storage, upload_to="renditions", max_length=255
    )
    size_bytes = models.PositiveBigIntegerField()
    bit_rate = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audio", "kind"], name="one_rendition_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.audio} as {self.kind}"


class Preparation(Work):
    """Making a recording ready: renditions, waveform, loudness."""

    audio = models.OneToOneField(
        Audio, on_delete=models.CASCADE, related_name="preparation"
    )

    def __str__(self) -> str:
        return f"{self.audio}: {self.state}"


class Upload(models.Model):
    """A recording on its way in, piece by piece."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=255)
    length_bytes = models.PositiveBigIntegerField()
    offset_bytes = models.PositiveBigIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    audio = models.ForeignKey(
        Audio, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads"
    )
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.file_name
