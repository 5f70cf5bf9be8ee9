"""Errands: what a worker does for a transcript, however often workers die."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.dispatch import Signal
from wagtail.log_actions import log

from callsign.newsroom.station.work import Work, WorkQuerySet

# A recording that killed its worker this often will kill the next one too.
MOST_ATTEMPTS = 3


class ErrandQuerySet(WorkQuerySet):
    """Errands, by how they stand."""

    def resume_interrupted(self, *, at: datetime) -> int:
        """
        Begin again what a killed worker left behind, and what the queue lost; say how many.

        Twice does no harm: of two workers with one errand, one takes it on.
        """
        left = list(self.interrupted(at=at) | self.lost(at=at))
        for errand in left:
            errand.send_again(at=at)
        return len(left)


class Errand(Work):
    """
    Work for a transcript that begins again when its worker was killed.

    ``given_up`` is what an editor reads of one that keeps killing workers, ``asked``
    what tells the queue of it, ``verb`` its name in the log.
    """

    given_up: str
    asked: Signal
    verb: str

    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        abstract = True

    def take_on(self, *, at: datetime) -> bool:
        """
        Begin if the errand waits, or if the worker that had it was killed.

        Return whether it is ours now; one that keeps killing workers is given up.
        """
        errands = type(self).objects
        errands.interrupted(at=at).filter(pk=self.pk).update(state=self.State.WAITING)
        if not self.claim(at=at):
            self.refresh_from_db()
            return False
        self.attempts += 1
        if self.attempts > MOST_ATTEMPTS:
            self.fail(self.given_up, at=at)
            return False
        self.save(update_fields=["attempts"])
        return True

    def call_off(self, *, by: AbstractBaseUser | None, at: datetime) -> bool:
        """Stop the errand, begun or not; return whether there was anything to stop."""
        stopped = self.cancel(at=at)
        if stopped:
            log(
                instance=self.transcript,
                action=f"transcripts.{self.verb}.call_off",
                user=by,
                timestamp=at,
            )
        return stopped

    def send_to_worker(self) -> None:
        """
        Let a worker carry it out.

        The queue is in the same database: within a transaction, it knows of the errand
        if and only if the errand is there.
        """
        self.asked.send(sender=type(self), run=self)

    def send_again(self, *, at: datetime) -> None:
        """Let a worker carry out what no worker seems to know of; not every minute."""
        with transaction.atomic():
            if self.state == self.State.WAITING:
                self.heartbeat_at = at
                self.save(update_fields=["heartbeat_at"])
            self.send_to_worker()
