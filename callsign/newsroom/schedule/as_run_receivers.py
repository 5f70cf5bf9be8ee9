"""What the as-run log follows: the worker's rounds, in which the journal is read."""

from datetime import datetime, timedelta

from django.dispatch import receiver

from callsign.newsroom.logbook.signals import went_round
from callsign.newsroom.schedule.as_run import join
from callsign.newsroom.station.models import Service

EVERY = timedelta(minutes=1)
# The journal of air on another machine may come late; of one that was down, much later.
LATELY = timedelta(hours=6)
LONG_AGO = timedelta(days=31)

# When this worker has looked last; a new one begins with all that may be missing.
looked: list[datetime] = []


@receiver(went_round, dispatch_uid="schedule.as_run")
def join_what_ran(at: datetime, **_: object) -> None:
    """Once a minute: say on broadcasts when they were on the air."""
    last = looked[-1] if looked else at - LONG_AGO
    if timedelta() <= at - last < EVERY:
        return
    looked[:] = [at]
    since = min(last, at) - LATELY
    for service in Service.objects.select_related("station"):
        join(service, since=since, at=at)
