"""Put off: an errand that goes on by itself once somebody else is ready for it."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction

from callsign.newsroom.station.work import LOST_AFTER
from callsign.newsroom.transcripts.models.errand import Errand, ErrandQuerySet

# How long a busy machine is left alone, each time longer; then an editor has to ask.
PAUSES = tuple(timedelta(minutes=long) for long in (5, 10, 20, 40, 60, 60, 60, 60))
AT_MOST = timedelta(hours=6)

STAYS_BUSY = "{why} It was asked {tries} times since {since}. Try again later."


class PutOffQuerySet(ErrandQuerySet):
    """Errands that may wait for a moment, by how they stand."""

    def lost(self, *, at: datetime) -> Self:
        """Return those that wait without reason: what was put off is not lost before."""
        not_put_off = models.Q(due_at=None) | models.Q(due_at__lt=at - LOST_AFTER)
        return super().lost(at=at).filter(not_put_off)


class PutOff(Errand):
    """
    An errand that somebody else may ask to come back with later.

    It waits in the database and in the queue, so that it goes on whatever becomes of the
    worker; whoever calls it off meanwhile is obeyed.
    """

    # While it waits for a moment: when that is.
    due_at = models.DateTimeField(null=True, blank=True)
    put_off_since = models.DateTimeField(null=True, blank=True)
    times_put_off = models.PositiveSmallIntegerField(default=0)

    objects = PutOffQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_put_off(self) -> bool:
        """Whether it waits for a moment, and not for a worker."""
        return self.state == self.State.WAITING and self.due_at is not None

    @property
    def tries_left(self) -> int:
        """How often it will still be put off."""
        return len(PAUSES) - self.times_put_off

    def take_on(self, *, at: datetime) -> bool:
        """Begin as any errand does, but not before its moment."""
        self.refresh_from_db()
        if self.is_put_off and at < self.due_at:
            return False
        return super().take_on(at=at)

    def begin(self, *, at: datetime) -> None:
        """Take it on; the moment it waited for is over."""
        self.due_at = None
        super().begin(at=at)

    def put_off(self, why: str, *, wished: timedelta | None, at: datetime) -> None:
        """
        Go on later: when the other side wishes, and not too soon; at last, give up.

        A run that was called off meanwhile stays called off.
        """
        with transaction.atomic():
            self.refresh_from_db(
                from_queryset=type(self).objects.select_for_update(of=("self",))
            )
            if self.state != self.State.RUNNING:
                return
            self.put_off_since = self.put_off_since or at
            due_at = self._next_due(wished, at=at)
            if due_at is None:
                self.fail(self._told_at_last(why), at=at)
                return
            self.due_at, self.heartbeat_at = due_at, at
            self.state, self.problem = self.State.WAITING, why
            self.times_put_off += 1
            # Somebody else was busy; no worker was killed by this recording.
            self.attempts = 0
            self.save()
            self.send_to_worker()

    def _next_due(self, wished: timedelta | None, *, at: datetime) -> datetime | None:
        if self.tries_left <= 0:
            return None
        due_at = at + max(PAUSES[self.times_put_off], wished or timedelta())
        return due_at if due_at <= self.put_off_since + AT_MOST else None

    def _told_at_last(self, why: str) -> str:
        if not self.times_put_off:
            return f"{why} Try again later."
        since = f"{self.put_off_since:%H:%M} UTC"
        return STAYS_BUSY.format(why=why, tries=self.times_put_off + 1, since=since)
