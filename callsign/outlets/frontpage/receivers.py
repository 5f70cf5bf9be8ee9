"""What wakes this outlet."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from callsign.newsroom.station.models import Picture
from callsign.newsroom.station.signals import worker_started
from callsign.outlets.frontpage.quote_films import resume_audiograms
from callsign.outlets.frontpage.tasks import make_picture_sizes


@receiver(post_save, sender=Picture)
def have_sizes_made(instance: Picture, raw: bool, **_: object) -> None:
    """Ask the worker for the sizes of a picture that is new, or has a new focal point."""
    if not raw:
        transaction.on_commit(partial(make_picture_sizes.enqueue, instance.pk))


@receiver(worker_started, dispatch_uid="frontpage.resume_audiograms")
def resume_films_that_were_left(**_: object) -> None:
    """A worker that starts looks for the films another one left."""
    resume_audiograms.func()
