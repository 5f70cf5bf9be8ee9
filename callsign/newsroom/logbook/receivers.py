"""What this room listens to."""

from django.dispatch import receiver

from callsign.newsroom.logbook.rounds import Rounds
from callsign.newsroom.station.management.commands.work import Command as Worker
from callsign.newsroom.station.signals import worker_started


@receiver(worker_started, sender=Worker, dispatch_uid="logbook.go_round")
def go_round_from_now_on(**_: object) -> None:
    """The worker keeps the logbook, beside its tasks."""
    Rounds().start()
