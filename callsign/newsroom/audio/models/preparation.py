"""Preparation: making a recording ready to be heard."""

from datetime import datetime

from django.db import models

from callsign.newsroom.audio.models.audio import Audio
from callsign.newsroom.station.work import Work

# A file that kills the worker each time must not be tried for ever.
MOST_ATTEMPTS = 3
GIVEN_UP = (
    "Preparing this recording stopped the worker three times, so it was given up. The "
    "recording itself is safe: export it again as WAV and upload that."
)


class Preparation(Work):
    """Making a recording ready: renditions, waveform, loudness."""

    audio = models.OneToOneField(
        Audio, on_delete=models.CASCADE, related_name="preparation"
    )
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.audio}: {self.state}"

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
