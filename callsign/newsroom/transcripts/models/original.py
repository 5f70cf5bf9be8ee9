"""Originals: the files that versions were read from, kept byte for byte."""

from django.db import models

from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.originals import (
    FileAsItCame,
    kept,
    originals_storage,
)


class Original(models.Model):
    """
    The file a version was read from, as it came; never changed, never deleted.

    Who handed it in, and when, its version says.
    """

    revision = models.OneToOneField(
        Revision, on_delete=models.CASCADE, related_name="original"
    )
    # Named by its digest: a file that is handed in twice is kept once.
    file = models.FileField(storage=originals_storage, max_length=100)
    file_name = models.CharField(
        max_length=255, blank=True, help_text="As it was called on arrival."
    )
    format = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.file_name or f"{self.format} of {self.revision}"


def keep_original(revision: Revision, came: FileAsItCame) -> Original:
    """Keep the file that a version was read from."""
    # No database keeps a NUL.
    name = came.name.replace("\x00", "").encode("utf-8", "replace").decode()
    return Original.objects.create(
        revision=revision,
        file=kept(came),
        file_name=name[:255],
        format=came.format,
        sha256=came.sha256,
        size_bytes=len(came.content),
    )
