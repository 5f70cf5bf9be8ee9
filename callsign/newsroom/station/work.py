"""Work that a worker does for a row, which survives the worker."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models

# A working worker says so every few seconds (media yields at least once per 10 s of
# sound); one that has been silent this long was killed.
SILENT_FOR = timedelta(seconds=60)

# Longer than most recordings take: what waits behind one of them is not lost.
LOST_AFTER = timedelta(minutes=15)


class WorkQuerySet(models.QuerySet):
    """Work, by how it stands."""

    def unfinished(self) -> Self:
        """Return the work that still has to be done."""
        return self.filter(state__in=[Work.State.WAITING, Work.State.RUNNING])

    def interrupted(self, *, at: datetime) -> Self:
        """Return the work whose worker was killed in the middle."""
        return self.filter(state=Work.State.RUNNING, heartbeat_at__lt=at - SILENT_FOR)

    def lost(self, *, at: datetime) -> Self:
        """Return the work that has waited so long that the queue may not know of it."""
        long_ago = at - LOST_AFTER
        return self.filter(
            models.Q(heartbeat_at=None) | models.Q(heartbeat_at__lt=long_ago),
            state=Work.State.WAITING,
            asked_at__lt=long_ago,
        )


class Work(models.Model):
    """How far a piece of background work is, and what went wrong in words."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    state = models.CharField(
        max_length=12, choices=State.choices, default=State.WAITING
    )
    progress_percent = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_unfinished(self) -> bool:
        """Whether the work still has to be done."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def claim(self, *, at: datetime) -> bool:
        """
        Take the work on if it waits; return whether it is ours now.

        The database decides, so that of two workers with one piece of work one begins.
        """
        waiting = type(self).objects.filter(pk=self.pk, state=self.State.WAITING)
        if not waiting.update(state=self.State.RUNNING, heartbeat_at=at):
            return False
        self.refresh_from_db()
        self.begin(at=at)
        return True

    def begin(self, *, at: datetime) -> None:
        """Take the work on; a second start begins anew."""
        self.state = self.State.RUNNING
        self.progress_percent = 0
        self.problem = ""
        self.started_at = self.heartbeat_at = at
        self.finished_at = None
        self.save()

    def beat(self, *, at: datetime, percent: int) -> None:
        """
        Say that the work goes on, and how far it is.

        Of work that was deleted nothing is said; its worker notices when it looks.
        """
        self.progress_percent = percent
        self.heartbeat_at = at
        type(self).objects.filter(pk=self.pk).update(
            progress_percent=percent, heartbeat_at=at
        )

    def finish(self, *, at: datetime) -> None:
        """The work is done."""
        self.state = self.State.DONE
        self.progress_percent = 100
        self.heartbeat_at = self.finished_at = at
        self.save()

    def fail(self, because: str, *, at: datetime) -> None:
        """The work cannot be done; the reason is for an editor."""
        self.state = self.State.FAILED
        self.problem = because
        self.heartbeat_at = self.finished_at = at
        self.save()

    def cancel(self, *, at: datetime) -> bool:
        """Call the work off unless it is over; a running worker notices at its next beat."""
        unfinished = type(self).objects.unfinished().filter(pk=self.pk)
        if not unfinished.update(state=self.State.CANCELLED, finished_at=at):
            return False
        self.refresh_from_db()
        return True
