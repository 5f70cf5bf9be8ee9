"""Errands: what a worker does for a transcript, however often workers die."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.dispatch import Signal
from wagtail.log_actions import log

from callsign.newsroom.station.tried_work import TriedWork
from callsign.newsroom.station.work import WorkQuerySet


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


class Errand(TriedWork):
    """
    Work for a transcript that begins again when its worker was killed.

    ``given_up`` is what an editor reads of one that keeps killing workers, ``asked``
    what tells the queue of it, ``verb`` its name in the log.
    """

    asked: Signal
    verb: str

    objects = ErrandQuerySet.as_manager()

    class Meta:
        abstract = True

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
