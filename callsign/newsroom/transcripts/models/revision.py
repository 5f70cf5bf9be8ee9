"""Revisions: the versions of a transcript, none of which is ever lost."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from callsign.newsroom.transcripts.document import Document, from_stored


class Revision(models.Model):
    """One version of a transcript, in the engine's JSON; never changed, never deleted."""

    class Reason(models.TextChoices):
        IMPORT = "import", "script taken in"
        ALIGN = "align", "times found"
        EDIT = "edit", "edited"
        CORRECTION = "post-broadcast-correction", "corrected after it was checked"
        RESTORE = "restore", "restored"

    transcript = models.ForeignKey(
        "transcripts.Transcript", on_delete=models.CASCADE, related_name="revisions"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    document = models.JSONField()
    # The text this version was read from; empty when it came of another version.
    script = models.TextField(blank=True)
    reason = models.CharField(max_length=32, choices=Reason.choices)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    made_at = models.DateTimeField()
    # Somebody else was faster: kept to be read and taken from, never shown as the head.
    set_aside = models.BooleanField(default=False)
    # Why it seems not to belong to this recording; then it waits for an editor's word.
    doubt = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.transcript} at {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def author(self) -> str:
        """What the newsroom calls whoever made this version."""
        return name_of(self.made_by)

    # What was retracted before and taken out of this version again, when it was made.
    retracted_again: tuple[str, ...] = ()

    # Read once: what a version says never changes, and ten thousand words take a while.
    _said: Document | None = None

    def as_document(self) -> Document:
        """Return what this version says."""
        if self._said is None:
            self._said = from_stored(self.document)
        return self._said

    def remember(self, document: Document) -> None:
        """Keep at hand what was just written into this version."""
        self._said = document


def name_of(user: AbstractBaseUser | None) -> str:
    """Return what the newsroom calls a member of its staff."""
    if user is None:
        return "The program"
    return user.get_full_name() or user.get_username()
