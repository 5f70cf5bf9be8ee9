"""What this room listens to: the worker's rounds, and what broadcasts show."""

from datetime import datetime

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from callsign.newsroom.logbook.signals import went_round
from callsign.newsroom.programs.models import Carriage, Episode, Program
from callsign.newsroom.schedule.models import GridState
from callsign.newsroom.schedule.rights import withhold_what_rights_forbid
from callsign.newsroom.schedule.rounds import go_round, plan_soon
from callsign.newsroom.schedule.signals import broadcasts_changed
from callsign.newsroom.station.models import Service


@receiver(went_round, dispatch_uid="schedule.go_round")
def keep_the_schedule(at: datetime, **_: object) -> None:
    """The worker goes round; the schedule is kept with it."""
    go_round(at=at)


@receiver([post_save, post_delete], sender=Episode, dispatch_uid="schedule.episode")
@receiver(post_save, sender=Program, dispatch_uid="schedule.program")
@receiver([post_save, post_delete], sender=Carriage, dispatch_uid="schedule.carriage")
@receiver(post_save, sender=Service, dispatch_uid="schedule.service")
@receiver(post_save, sender=GridState, dispatch_uid="schedule.grid_state")
def plan_again(raw: bool = False, **_: object) -> None:
    """What broadcasts are made of has changed."""
    if not raw:
        plan_soon()


@receiver(broadcasts_changed, dispatch_uid="schedule.rights")
def follow_with_rights(service: Service, **_: object) -> None:
    """What may not be heard again airs at another time now."""
    withhold_what_rights_forbid(service, at=timezone.now())
