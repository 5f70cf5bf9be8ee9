"""Working copies: what an editor has typed and not saved, kept from key to key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from callsign.engines.transcript.edits import Edit, read_edit, voice_values
from callsign.engines.transcript.patches import as_values
from callsign.newsroom.transcripts.models.revision import Revision, name_of

# The page sends what was typed two seconds after the last key, so whoever was silent
# for this long is thinking, or gone.
FRESH_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Window:
    """A window somebody types in, and what it has seen of another one's working copy."""

    id: str = ""
    seen: UUID | None = None


NO_WINDOW = Window()


class TypedElsewhere(Exception):
    """The editor typed in another window meanwhile, which this one has not seen."""

    def __init__(self, copy: "WorkingCopy") -> None:
        super().__init__(
            "You have this transcript open in another window, and typed there. Nothing"
            " of either is lost. Continue here to have both."
        )
        self.copy = copy


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
    # Where it was typed, and another number with every change of it.
    window = models.CharField(max_length=40, blank=True)
    version = models.UUIDField(default=uuid4)

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

    def as_values(self) -> dict[str, object]:
        """Return what was done so far, and where, as the editor's page takes it."""
        return {
            "based_on": self.based_on_id,
            "patches": self.patches,
            "speakers": self.speakers,
            "at": self.saved_at.isoformat(),
            "window": self.window,
            "version": str(self.version),
        }

    def require_seen(self, window: Window) -> None:
        """
        Let none but the window that typed here write, and one that has seen what it typed.

        Raises: TypedElsewhere
        """
        if self.window != window.id and self.version != window.seen:
            raise TypedElsewhere(self)

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
    window: Window = NO_WINDOW,
) -> None:
    """
    Keep what an editor has typed, in place of what was kept before.

    Raises: TypedElsewhere
    """
    values = {
        "based_on": based_on,
        "patches": as_values(edit.patches),
        "speakers": voice_values(edit.voices),
        "saved_at": at,
        "window": window.id,
        "version": uuid4(),
    }
    with transaction.atomic():
        copy, is_new = WorkingCopy.objects.select_for_update().get_or_create(
            transcript=transcript, user=by, defaults=values
        )
        if is_new:
            return
        copy.require_seen(window)
        for name, value in values.items():
            setattr(copy, name, value)
        copy.save()


def forget_copy(
    transcript: models.Model, *, by: AbstractBaseUser, window: Window = NO_WINDOW
) -> None:
    """
    Forget what an editor has typed: it is saved, or was thought better of.

    Raises: TypedElsewhere
    """
    copies = WorkingCopy.objects.filter(transcript=transcript, user=by)
    if (copy := copies.first()) is None:
        return
    copy.require_seen(window)
    # What another window types in this very moment stays.
    copies.filter(version=copy.version).delete()


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
