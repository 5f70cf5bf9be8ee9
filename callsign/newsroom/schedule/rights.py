"""
Rights: what a station may not let be heard again is withheld, program by program.

A carriage says what may be done with a program. Where it may not be rewound or
streamed, its broadcasts are withheld from as far back as air reaches to two days ahead.
Spans that a person withheld are left alone.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.models import Broadcast, Hold
from callsign.newsroom.station.models import Service
from callsign.newsroom.station.withheld import KEPT_LONGER, withhold

AHEAD = timedelta(hours=48)

Span = tuple[datetime, datetime]


@transaction.atomic
def withhold_what_rights_forbid(service: Service, *, at: datetime) -> None:
    """Make the spans that the schedule withholds those that rights ask for, and no others."""
    wanted = spans_of(service, at=at)
    held = Hold.objects.filter(span__service=service).select_related("span")
    mine = {(one.span.starts_at, one.span.ends_at): one for one in held}
    for span in mine.keys() - wanted.keys():
        mine[span].span.delete()
    for span in sorted(wanted.keys() - mine.keys()):
        starts_at, ends_at = span
        if service.withheld.filter(starts_at=starts_at, ends_at=ends_at).exists():
            continue  # a person's
        Hold.objects.create(
            span=withhold(service, starts_at, ends_at, reason=wanted[span])
        )


def spans_of(service: Service, *, at: datetime) -> dict[Span, str]:
    """Return what is to be withheld, with the reason."""
    forbidden = Carriage.objects.filter(
        Q(may_rewind=False) | Q(may_stream=False), station=service.station_id
    )
    since = at - timedelta(hours=service.rewind_hours) - KEPT_LONGER
    broadcasts = (
        Broadcast.objects.on(service)
        .between(since, at + AHEAD)
        .filter(program__in=forbidden.values("program"))
        .select_related("program")
    )
    return {
        (one.starts_at, one.ends_at): f"{one.program.title:.120}: no right to repeat it"
        for one in broadcasts
    }
