"""Extents: from when until when a service's schedule is known."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import Service
from callsign.outlets.live.asked import AskedStation

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and the last local date of which something is known."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def nearest(self, day: date) -> date:
        """Return the date itself, or the one inside that is nearest."""
        return min(max(day, self.first), self.last)


def extents(station: AskedStation) -> dict[int, Extent]:
    """Return the extent of each service that has broadcasts. Cost: one query."""
    return extents_of(station.key, station.zone)


def extents_of(station: int, zone: ZoneInfo) -> dict[int, Extent]:
    """Return the extents of a station's services by its key. Cost: one query."""
    of_service = Broadcast.objects.filter(service=OuterRef("pk"))
    rows = (
        Service.objects.filter(station=station)
        .annotate(
            first=Subquery(of_service.order_by("starts_at").values("starts_at")[:1]),
            last=Subquery(of_service.order_by("-ends_at").values("ends_at")[:1]),
        )
        .filter(first__isnull=False)
        .values_list("pk", "first", "last")
    )
    return {pk: extent(first, last, zone) for pk, first, last in rows}


def extent(first: datetime, last: datetime, zone: ZoneInfo) -> Extent:
    return Extent(
        first.astimezone(zone).date(),
        # What ends at midnight is of the day before.
        (last - A_MOMENT).astimezone(zone).date(),
    )
