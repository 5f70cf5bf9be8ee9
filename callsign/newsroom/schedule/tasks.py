"""What the worker does for the schedule."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from callsign.newsroom.schedule.aircheck import cut_aircheck, is_written
from callsign.newsroom.schedule.models import Aircheck
from callsign.newsroom.station.work import SILENT_FOR

# When to see whether the worker that took it on is still alive.
LOOK_AGAIN = SILENT_FOR + timedelta(seconds=15)
# Until air has written the end of it.
WAIT = timedelta(seconds=10)
# After a try that failed; then twice as long, and again.
FIRST_PAUSE = timedelta(seconds=30)
# Before recordings that wait to be prepared: an hour of them is longer than two minutes.
FIRST = 50


@task(priority=FIRST)
def make_aircheck(aircheck_id: int) -> None:
    """
    Cut an airing when air has written it, and come back in case this worker is killed.
    """
    aircheck = (
        Aircheck.objects.select_related("broadcast__service__station", "audio")
        .filter(pk=aircheck_id)
        .first()
    )
    if aircheck is None or not aircheck.is_unfinished:
        return
    now = timezone.now()
    if not is_written(aircheck, at=now):
        make_aircheck.using(run_after=now + WAIT).enqueue(aircheck_id)
        return
    taken_on = aircheck.take_on(at=now)
    if aircheck.is_unfinished:
        make_aircheck.using(run_after=now + LOOK_AGAIN).enqueue(aircheck_id)
    if taken_on and cut_aircheck(aircheck, now=timezone.now):
        pause = FIRST_PAUSE * 2 ** (aircheck.attempts - 1)
        make_aircheck.using(run_after=timezone.now() + pause).enqueue(aircheck_id)


@task()
def resume_airchecks() -> None:
    """Begin again what killed workers left behind, and what the queue lost."""
    now = timezone.now()
    left = Aircheck.objects.interrupted(at=now) | Aircheck.objects.lost(at=now)
    for aircheck in left:
        make_aircheck.enqueue(aircheck.pk)
