"""Held back: what the worker kept from going out, until it has what it lacks."""

from datetime import datetime
from typing import Self

from django.db import models
from wagtail.models import Page


class HeldBackQuerySet(models.QuerySet):
    """What was held back, by how it stands."""

    def ready(self) -> Self:
        """Return what lacks nothing any more, the longest waiting first."""
        return self.filter(ready_at__isnull=False).order_by("held_at", "pk")

    def hold(self, page: Page, why: str, *, at: datetime) -> "HeldBack":
        """Note that a page was not let out; it waits from now on."""
        held, _ = self.update_or_create(
            page_id=page.pk,
            defaults={
                "audio": page.audio,
                "why": why,
                "held_at": at,
                "ready_at": None,
            },
        )
        return held


class HeldBack(models.Model):
    """A page that was to go out by itself, at its moment, and lacked its transcript."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="held_back"
    )
    audio = models.ForeignKey("audio.Audio", on_delete=models.CASCADE, related_name="+")
    why = models.TextField()
    held_at = models.DateTimeField()
    # Since when it has what it lacked; an editor, or its program, publishes it.
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = HeldBackQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "held back"

    def __str__(self) -> str:
        return f"{self.page}: {self.why}"
