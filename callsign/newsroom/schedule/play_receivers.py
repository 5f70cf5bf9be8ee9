"""What play plans follow: broadcasts, recordings, and the worker's rounds."""

from datetime import datetime

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from callsign.newsroom.audio.signals import audio_prepared
from callsign.newsroom.logbook.signals import went_round
from callsign.newsroom.programs.models import Carriage, Episode
from callsign.newsroom.schedule.models import Identification
from callsign.newsroom.schedule.play_plan import (
    keep_play_plans,
    tell_plan,
    tell_plans_soon,
)
from callsign.newsroom.schedule.signals import broadcasts_changed
from callsign.newsroom.station.models import Service, Source


@receiver(went_round, dispatch_uid="schedule.keep_play_plans")
def plan_on(at: datetime, **_: object) -> None:
    """Another ten minutes are planned when ten have passed."""
    keep_play_plans(at=at)


@receiver(broadcasts_changed, dispatch_uid="schedule.play_plan")
def follow_with_the_plan(service: Service, **_: object) -> None:
    """Other broadcasts are to be heard; this comes after the commit."""
    tell_plan(service, at=timezone.now())


@receiver(audio_prepared, dispatch_uid="schedule.plan_recording")
@receiver(
    [post_save, post_delete],
    sender=Identification,
    dispatch_uid="schedule.plan_identification",
)
@receiver([post_save, post_delete], sender=Source, dispatch_uid="schedule.plan_source")
@receiver(post_save, sender=Episode, dispatch_uid="schedule.plan_episode")
@receiver([post_save, post_delete], sender=Carriage, dispatch_uid="schedule.plan_title")
def plan_again(raw: bool = False, **_: object) -> None:
    """What is planned can be played now, or is to be played from another place."""
    if not raw:
        tell_plans_soon()
