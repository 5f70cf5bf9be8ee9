"""
Withheld: what of a service rights keep from being heard again, and why.

The desk writes spans here by hand; another room, such as the schedule, calls ``withhold``
for a broadcast. Air is told once that is committed, and lets it be heard live alone; or
not at all, where it may not be streamed either.
"""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

# Air removes what is past the rewind by the hour, so it may hold a little more than that.
KEPT_LONGER = timedelta(hours=1)
# Air is told hourly, and takes a thousand spans a service at most.
TOLD_AHEAD = timedelta(days=7)


class WithheldQuerySet(models.QuerySet):
    """Spans, by whether they still matter."""

    def kept(self, *, at: datetime, rewind_hours: int) -> Self:
        """Return the spans of which air may still have sound, and those of the next week."""
        oldest = at - timedelta(hours=rewind_hours) - KEPT_LONGER
        found = self.filter(ends_at__gt=oldest, starts_at__lt=at + TOLD_AHEAD)
        return found.order_by("starts_at", "ends_at")


class Withheld(models.Model):
    """A span of a service from ``starts_at`` up to, and without, ``ends_at``."""

    service = models.ForeignKey(
        "station.Service", on_delete=models.CASCADE, related_name="withheld"
    )
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("up to")
    reason = models.CharField(
        max_length=200,
        help_text="For colleagues: “Concert, no right to repeat”. Listeners do not see it.",
    )
    is_off_stream = models.BooleanField(
        "not streamed either",
        default=False,
        help_text="Live too, the service's own recordings are streamed in its place.",
    )
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = WithheldQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = "withheld span"
        indexes = [
            models.Index(fields=["service", "ends_at"], name="station_withheld_when")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="withheld_ends_after_it_begins",
                violation_error_message="It has to end after it begins.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.reason}"

    def clean(self) -> None:
        """Refuse a span without a length, beside the field that is to be changed."""
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "It has to end after it begins."})


def withhold(
    service: Any,
    starts_at: datetime,
    ends_at: datetime,
    *,
    reason: str,
    by: Any = None,
    is_off_stream: bool = False,
) -> Withheld:
    """
    Keep a span of a service from being heard again, or from being streamed at all.

    Saying the same twice changes nothing.

    Deleting what is returned lets it be heard. Raises: ValidationError
    """
    span = Withheld(
        service=service,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
        is_off_stream=is_off_stream,
        withheld_by=by,
    )
    span.full_clean()
    same = service.withheld.filter(
        starts_at=starts_at, ends_at=ends_at, is_off_stream=is_off_stream
    ).first()
    if same is None:
        span.save()
    return same or span
