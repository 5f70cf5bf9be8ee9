"""What this room listens to."""

from django.dispatch import receiver

from callsign.newsroom.logbook.rounds import Rounds
from callsign.newsroom.station.management.commands.work import Command as Worker
from callsign.newsroom.station.signals import worker_ended, worker_started

going: list[Rounds] = []


@receiver(worker_started, sender=Worker, dispatch_uid="logbook.go_round")
def go_round_from_now_on(**_: object) -> None:
    """The worker keeps the logbook, beside its tasks."""
    rounds = Rounds()
    going.append(rounds)
    rounds.start()


@receiver(worker_ended, sender=Worker, dispatch_uid="logbook.end_rounds")
def go_round_no_more(**_: object) -> None:
    """A worker that ends takes its rounds along, the last of them whole."""
    while going:
        going.pop().end()
