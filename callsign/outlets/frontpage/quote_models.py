"""The films of quotes, which a worker makes when an editor asks for them."""

from datetime import datetime

from django.conf import settings
from django.db import models

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.station.work import Work

# A recording that kills the worker each time must not be tried for ever.
MOST_ATTEMPTS = 3
GIVEN_UP = "Making this film stopped the worker three times, so it was given up."


class Audiogram(Work):
    """
    One film of a quote, known by everything that is seen and heard in it.

    ``recipe`` holds all of that as plain values, so that a correction of the words makes
    another film and the worker needs no transcript.
    """

    key = models.CharField(max_length=64, unique=True)
    audio = models.ForeignKey(Audio, on_delete=models.CASCADE, related_name="+")
    recipe = models.JSONField()
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    def __str__(self) -> str:
        return f"{self.audio}, {self.key[:8]}: {self.state}"

    def take_on(self, *, at: datetime) -> bool:
        """
        Begin the work if it waits, or if the worker that had it was killed.

        Return whether it is ours now.
        """
        interrupted = type(self).objects.interrupted(at=at).filter(pk=self.pk)
        interrupted.update(state=self.State.WAITING)
        if not self.claim(at=at):
            self.refresh_from_db()
            return False
        self.attempts += 1
        if self.attempts > MOST_ATTEMPTS:
            self.fail(GIVEN_UP, at=at)
            return False
        self.save(update_fields=["attempts"])
        return True

    def ask_again(self, *, at: datetime) -> None:
        """Put the work back to the start, as if it had never been tried."""
        self.state = self.State.WAITING
        self.asked_at = at
        self.attempts = self.progress_percent = 0
        self.problem = ""
        self.started_at = self.heartbeat_at = self.finished_at = None
        self.save()
