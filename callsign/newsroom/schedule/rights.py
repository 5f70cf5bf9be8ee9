"""
Rights: what a station may not let be heard again is withheld, program by program.

A carriage says what may be done with a program. Where it may not be rewound, its
broadcasts are withheld from as far back as air reaches to two days ahead; where it may not
be streamed, they are not given on the stream at all. Spans that a person withheld are left
alone.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.models import Broadcast, Hold
from callsign.newsroom.station.models import Service
from callsign.newsroom.station.withheld import KEPT_LONGER, withhold

AHEAD = timedelta(hours=48)


class Span(NamedTuple):
    """A stretch of time in which a program is withheld, and from whom."""

    starts_at: datetime
    ends_at: datetime
    is_off_stream: bool


@transaction.atomic
def withhold_what_rights_forbid(service: Service, *, at: datetime) -> None:
    """Make the spans that the schedule withholds those that rights ask for, and no others."""
    wanted = spans_of(service, at=at)
    held = Hold.objects.filter(span__service=service).select_related("span")
    mine = {
        Span(one.span.starts_at, one.span.ends_at, one.span.is_off_stream): one
        for one in held
    }
    for span in mine.keys() - wanted.keys():
        mine[span].span.delete()
    for span in sorted(wanted.keys() - mine.keys()):
        if service.withheld.filter(**span._asdict()).exists():
            continue  # a person's
        starts_at, ends_at, is_off_stream = span
        row = withhold(
            service,
            starts_at,
            ends_at,
            reason=wanted[span],
            is_off_stream=is_off_stream,
        )
        Hold.objects.create(span=row)


def spans_of(service: Service, *, at: datetime) -> Mapping[Span, str]:
    """Return what is to be withheld, with the reason."""
    forbidden = Carriage.objects.filter(
        Q(may_rewind=False) | Q(may_stream=False), station=service.station_id
    )
    may_stream = dict(forbidden.values_list("program", "may_stream"))
    since = at - timedelta(hours=service.rewind_hours) - KEPT_LONGER
    broadcasts = (
        Broadcast.objects.on(service)
        .between(since, at + AHEAD)
        .filter(program__in=may_stream)
        .select_related("program")
    )
    return {
        Span(one.starts_at, one.ends_at, not may_stream[one.program_id]): reason_of(
            one.program.title, may_stream=may_stream[one.program_id]
        )
        for one in broadcasts
    }


def reason_of(title: str, *, may_stream: bool) -> str:
    """
    >>> reason_of("Football", may_stream=False)
    'Football: no right to stream it'
    """
    return f"{title:.120}: no right to {'repeat' if may_stream else 'stream'} it"
