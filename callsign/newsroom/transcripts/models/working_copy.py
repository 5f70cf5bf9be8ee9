"""Working copies: what an editor has typed and not saved, kept from key to key."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from callsign.engines.transcript.edits import Edit, read_edit, voice_values
from callsign.engines.transcript.patches import as_values
from callsign.newsroom.transcripts.models.revision import Revision, name_of

# The page sends what was typed two seconds after the last key, so whoever was silent
# for this long is thinking, or gone.
FRESH_FOR = timedelta(minutes=2)


class WorkingCopyQuerySet(models.QuerySet):
    """Working copies, by how long ago somebody typed."""

    def fresh(self, *, at: datetime) -> Self:
        """Return those that somebody is typing into."""
        return self.filter(saved_at__gt=at - FRESH_FOR)


class WorkingCopy(models.Model):
    """What one editor made of a version of a transcript, and has not saved yet."""

    transcript = models.ForeignKey(
        "transcripts.Transcript",
        on_delete=models.CASCADE,
        related_name="working_copies",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    based_on = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    patches = models.JSONField()
    speakers = models.JSONField()
    saved_at = models.DateTimeField()

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "working copies"
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "user"], name="one_working_copy_of_an_editor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.author} at {self.transcript}"

    @property
    def author(self) -> str:
        """What the newsroom calls whoever types here."""
        return name_of(self.user)

    def as_edit(self) -> Edit:
        """Return what was done so far."""
        return read_edit({"patches": self.patches, "speakers": self.speakers})


def keep_copy(
    transcript: models.Model,
    edit: Edit,
    *,
    based_on: Revision,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Keep what an editor has typed, in place of what was kept before."""
    WorkingCopy.objects.update_or_create(
        transcript=transcript,
        user=by,
        defaults={
            "based_on": based_on,
            "patches": as_values(edit.patches),
            "speakers": voice_values(edit.voices),
            "saved_at": at,
        },
    )


def forget_copy(transcript: models.Model, *, by: AbstractBaseUser) -> None:
    """Forget what an editor has typed: it is saved, or was thought better of."""
    WorkingCopy.objects.filter(transcript=transcript, user=by).delete()


def others_at_work(
    transcript: models.Model, *, but: AbstractBaseUser, at: datetime
) -> Iterable[WorkingCopy]:
    """Return what others are typing into a transcript now."""
    copies = WorkingCopy.objects.fresh(at=at).filter(transcript=transcript)
    return (
        copies.exclude(user=but)
        .select_related("user")
        .defer("patches", "speakers")
        .order_by("pk")
    )
