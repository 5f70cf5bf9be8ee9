"""What the worker does for recordings."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from callsign.newsroom.audio.models import Preparation
from callsign.newsroom.audio.preparing import prepare
from callsign.newsroom.station.work import SILENT_FOR

# When to see whether the worker that took a recording on is still alive.
LOOK_AGAIN = SILENT_FOR + timedelta(seconds=15)


@task()
def resume_preparations() -> None:
    """Begin again what killed workers left behind, and what the queue lost."""
    now = timezone.now()
    left = Preparation.objects.interrupted(at=now) | Preparation.objects.lost(at=now)
    for preparation in left:
        prepare_audio.enqueue(preparation.audio_id)


@task()
def prepare_audio(audio_id: int) -> None:
    """
    Prepare a recording, and come back in case this worker is killed.

    The queue forgets a task whose worker died. So each start leaves a second task that
    looks again later: it finds the work done, goes on waiting, or takes it over.
    """
    preparation = Preparation.objects.filter(audio=audio_id).first()
    if preparation is None:  # the recording was deleted meanwhile
        return
    taken_on = preparation.take_on(at=timezone.now())
    if preparation.is_unfinished:
        look_again = prepare_audio.using(run_after=timezone.now() + LOOK_AGAIN)
        look_again.enqueue(audio_id)
    if taken_on:
        prepare(preparation, now=timezone.now)
