"""What the audio room does when others act: a row that goes takes its files along."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from callsign.newsroom.audio.files import remove_when_certain
from callsign.newsroom.audio.models import Audio, Rendition


@receiver(post_delete, sender=Audio, dispatch_uid="audio.remove_master")
def remove_master(instance: Audio, **_: Any) -> None:
    """Remove the file of a recording that was deleted."""
    remove_when_certain(instance.master)


@receiver(post_delete, sender=Rendition, dispatch_uid="audio.remove_rendition")
def remove_rendition(instance: Rendition, **_: Any) -> None:
    """Remove the file of a rendition that was deleted."""
    remove_when_certain(instance.file)
