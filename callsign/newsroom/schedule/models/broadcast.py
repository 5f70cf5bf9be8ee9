"""Broadcasts: what a service airs from one instant up to another."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone

# What may be learned of a broadcast when it is over; all else stays as it was.
LEARNED = {"episode_id", "aired_from", "aired_until"}


class HasEnded(ValueError):
    """A broadcast that is over was to be changed; what was heard stays as it was."""


class BroadcastQuerySet(models.QuerySet):
    """Broadcasts by service and time."""

    def on(self, service: object) -> Self:
        return self.filter(service=service)

    def covering(self, moment: datetime) -> Self:
        """Return what is on the air at a moment: one a service."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def from_moment(self, moment: datetime) -> Self:
        """Return what is on the air at a moment and everything after it, in order."""
        return self.filter(ends_at__gt=moment).order_by("starts_at")

    def between(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Return what touches a stretch of time, in order."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).order_by(
            "starts_at"
        )

    def for_pages(self) -> Self:
        """Return them with what a page shows of each."""
        return self.select_related("program", "episode")


class Broadcast(models.Model):
    """
    One airing, half open, in UTC.

    A row is known by service, slot, local date and part; filler has neither slot nor
    date. Rows that have ended are never changed, but for what is learned afterwards: the
    episode, and from the logbook ``aired_from`` and ``aired_until``.
    """

    service = models.ForeignKey(
        "station.Service", on_delete=models.PROTECT, related_name="broadcasts"
    )
    slot = models.ForeignKey(
        "schedule.Slot",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="broadcasts",
    )
    local_date = models.DateField(null=True, blank=True)
    part = models.PositiveSmallIntegerField(
        default=0, help_text="An airing that is interrupted has parts 0, 1 and so on."
    )
    program = models.ForeignKey(
        "programs.Program",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="broadcasts",
    )
    episode = models.ForeignKey(
        "programs.Episode",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="broadcasts",
    )
    title = models.CharField(max_length=160, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_rerun = models.BooleanField(default=False)
    aired_from = models.DateTimeField(null=True, blank=True)
    aired_until = models.DateTimeField(null=True, blank=True)

    objects = BroadcastQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "slot", "local_date", "part"],
                name="one_broadcast_of_an_airing",
            ),
            # With the lock on the grid's row it holds overlaps off on SQLite too;
            # PostgreSQL has an exclusion constraint besides (migration 0002).
            models.UniqueConstraint(
                fields=["service", "starts_at"], name="one_broadcast_at_a_moment"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="broadcast_has_a_length",
            ),
        ]
        indexes = [
            models.Index(fields=["service", "ends_at"], name="broadcast_from_a_moment"),
            models.Index(
                fields=["program", "starts_at"], name="broadcast_of_a_program"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_title} at {self.starts_at:%Y-%m-%d %H:%M}Z"

    def save(self, *args: Any, at: datetime | None = None, **kwargs: Any) -> None:
        """
        Save it, as of a moment (now, if none is given).

        Raises: HasEnded
        """
        stored = self.stored_if_ended(at or timezone.now())
        names = kwargs.get("update_fields") or [
            field.attname for field in self._meta.concrete_fields
        ]
        changed = {
            name
            for name in (self._meta.get_field(name).attname for name in names)
            if stored is not None and getattr(self, name) != getattr(stored, name)
        }
        if changed - LEARNED:
            raise HasEnded(f"{stored} is over: {', '.join(sorted(changed))} stays")
        super().save(*args, **kwargs)

    def delete(
        self, *args: Any, at: datetime | None = None, **kwargs: Any
    ) -> tuple[int, dict[str, int]]:
        """
        Delete it, as of a moment (now, if none is given).

        Raises: HasEnded
        """
        stored = self.stored_if_ended(at or timezone.now())
        if stored is not None:
            raise HasEnded(f"{stored} is over: it is not deleted")
        return super().delete(*args, **kwargs)

    def stored_if_ended(self, at: datetime) -> "Broadcast | None":
        """Return the row as it is stored, when it was over at a moment."""
        stored = Broadcast.objects.filter(pk=self.pk) if self.pk else None
        return stored.filter(ends_at__lte=at).first() if stored is not None else None

    @property
    def shown_title(self) -> str:
        """What listeners are told: the airing's own title, or its program's."""
        return self.title or (self.program.title if self.program else "")

    @property
    def is_filler(self) -> bool:
        return self.slot_id is None

    def covers(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at
