"""Renditions: the files listeners get."""

from django.db import models

from callsign.media.encoding import SHAPES, Codec
from callsign.newsroom.audio.models.audio import Audio, sound_storage


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

    @property
    def mime(self) -> str:
        """The content type it is served with."""
        return SHAPES[Codec(self.kind)].mime

    @property
    def url(self) -> str:
        """The address listeners play."""
        return self.audio.rendition_url(self.kind)
