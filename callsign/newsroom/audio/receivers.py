"""What the audio room does when others act: rows go, and workers come."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from callsign.newsroom.audio.files import remove_when_certain
from callsign.newsroom.audio.models import Audio, Rendition
from callsign.newsroom.audio.tasks import LOOK_AGAIN, resume_preparations
from callsign.newsroom.station.signals import worker_started


@receiver(worker_started, dispatch_uid="audio.resume_preparations")
def resume_what_was_left(**_: Any) -> None:
    """A worker looks for what another one left: now, and when that has been silent."""
    resume_preparations.func()
    resume_preparations.using(run_after=timezone.now() + LOOK_AGAIN).enqueue()


@receiver(post_delete, sender=Audio, dispatch_uid="audio.remove_master")
def remove_master(instance: Audio, **_: Any) -> None:
    """Remove the file of a recording that was deleted."""
    remove_when_certain(instance.master)


@receiver(post_delete, sender=Rendition, dispatch_uid="audio.remove_rendition")
def remove_rendition(instance: Rendition, **_: Any) -> None:
    """Remove the file of a rendition that was deleted."""
    remove_when_certain(instance.file)
