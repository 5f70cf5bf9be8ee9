"""Airchecks: broadcasts that are recorded become drafts of episodes."""

from datetime import datetime
from typing import Self

from django.db import models

from callsign.newsroom.station.work import Work, WorkQuerySet

# What fails so often fails for a reason that somebody has to look at.
MOST_ATTEMPTS = 4


class AircheckQuerySet(WorkQuerySet):
    """Airchecks, by how they stand."""

    def failed(self) -> Self:
        """Return those that somebody has to look at."""
        return self.filter(state=Work.State.FAILED)


class Aircheck(Work):
    """
    Cutting one airing out of what was on the air, and drafting its episode.

    It is of the last part of the airing. ``problem`` says in words why there is none; of
    one that is done, what is missing in it.
    """

    broadcast = models.OneToOneField(
        "schedule.Broadcast", on_delete=models.CASCADE, related_name="aircheck"
    )
    audio = models.ForeignKey(
        "audio.Audio",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="airchecks",
    )
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = AircheckQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"aircheck of {self.broadcast}"

    def take_on(self, *, at: datetime) -> bool:
        """
        Begin if it waits, or if the worker that had it was killed; return whether it is ours.
        """
        interrupted = type(self).objects.interrupted(at=at).filter(pk=self.pk)
        interrupted.update(state=self.State.WAITING)
        if not self.claim(at=at):
            self.refresh_from_db()
            return False
        self.attempts += 1
        self.save(update_fields=["attempts"])
        return True

    def put_off(self, because: str, *, at: datetime) -> bool:
        """Let it be tried again; return False when it was tried often enough."""
        if self.attempts >= MOST_ATTEMPTS:
            self.fail(because, at=at)
            return False
        self.state = self.State.WAITING
        self.problem = because
        self.heartbeat_at = at
        self.save()
        return True

    def refuse(self, because: str, *, at: datetime) -> None:
        """It must not be done, and no other try would do better."""
        self.state = self.State.CANCELLED
        self.problem = because
        self.heartbeat_at = self.finished_at = at
        self.save()

    def ask_again(self, *, at: datetime) -> None:
        """Put it back to the start, as if it had never been tried."""
        self.state = self.State.WAITING
        self.asked_at = at
        self.attempts = self.progress_percent = 0
        self.problem = ""
        self.started_at = self.heartbeat_at = self.finished_at = None
        self.save()
