"""What airchecks follow: airings that end, recordings that are prepared, workers that come."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.audio.signals import audio_prepared
from callsign.newsroom.programs.signals import transcript_came
from callsign.newsroom.schedule.aircheck import (
    ask_for_aircheck,
    publish_what_can_be_heard,
    publish_what_waited,
)
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.schedule.signals import broadcast_ended
from callsign.newsroom.schedule.tasks import (
    LOOK_AGAIN,
    make_aircheck,
    resume_airchecks,
)
from callsign.newsroom.station.signals import worker_started


@receiver(broadcast_ended, dispatch_uid="schedule.aircheck")
def keep_what_was_recorded(broadcast: Broadcast, **_: object) -> None:
    """An airing is over; if it is recorded, the worker cuts it."""
    aircheck = ask_for_aircheck(broadcast, at=timezone.now())
    if aircheck is not None:
        # The queue is in the same database: it knows of the task if the row is there.
        make_aircheck.enqueue(aircheck.pk)


@receiver(audio_prepared, dispatch_uid="schedule.publish_aircheck")
def publish_what_is_ready(audio: Audio, **_: object) -> None:
    """A recording can be heard."""
    publish_what_can_be_heard(audio)


@receiver(transcript_came, dispatch_uid="schedule.publish_what_waited")
def publish_what_has_its_transcript(page: Page, **_: object) -> None:
    """What the rule held back lacks nothing any more."""
    publish_what_waited(page)


@receiver(worker_started, dispatch_uid="schedule.resume_airchecks")
def resume_what_was_left(**_: object) -> None:
    """A worker looks for what another one left: now, and when that has been silent."""
    resume_airchecks.func()
    resume_airchecks.using(run_after=timezone.now() + LOOK_AGAIN).enqueue()
