"""Work that is tried anew when its worker was killed, and given up at last."""

from datetime import datetime

from django.db import models

from callsign.newsroom.station.work import Work

# What killed its worker this often will kill the next one too.
MOST_ATTEMPTS = 3


class TriedWork(Work):
    """Work that begins again; ``given_up`` is what is read of what kills each worker."""

    given_up: str

    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def take_on(self, *, at: datetime) -> bool:
        """
        Begin the work if it waits, or if the worker that had it was killed.

        Return whether it is ours now; what keeps killing workers is given up.
        """
        interrupted = type(self).objects.interrupted(at=at).filter(pk=self.pk)
        interrupted.update(state=self.State.WAITING)
        if not self.claim(at=at):
            self.refresh_from_db()
            return False
        self.attempts += 1
        if self.attempts > MOST_ATTEMPTS:
            self.fail(self.given_up, at=at)
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
