"""The dial: the station's services, and what each airs now, asked in one question."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
)
from django.urls import reverse

from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.station.models import Service
from callsign.outlets.frontpage.questions import Blank, Question
from callsign.outlets.live.clock_words import time_words

# No broadcast is longer; with it the index has both ends of what to look at.
LONGEST = timedelta(days=3)

STATION = Blank("station", BigIntegerField())
NOW = Blank("now", DateTimeField())
LATEST = Blank("latest", DateTimeField())


class Row(NamedTuple):
    """A service and what it airs, if that is known."""

    pk: int
    name: str
    slug: str
    dial: str
    title: str | None
    local_title: str | None
    program: str | None
    ends_at: datetime | None


SERVICES: Question[tuple] = Question(
    lambda: (
        Service.objects.filter(station=STATION)
        .annotate(
            heard=FilteredRelation(
                "broadcasts",
                condition=Q(
                    broadcasts__starts_at__lte=NOW,
                    broadcasts__ends_at__gt=NOW,
                    broadcasts__ends_at__lt=LATEST,
                ),
            ),
            local_title=Subquery(
                Carriage.objects.filter(
                    station=STATION, program=OuterRef("heard__program")
                ).values("title")[:1]
            ),
        )
        .order_by("position", "pk")
        .values_list(
            *("pk", "name", "slug", "dial", "position", "heard__title"),
            *("local_title", "heard__program__title", "heard__ends_at"),
        )
    )
)


@dataclass(frozen=True, slots=True)
class OnDial:
    """A service, and what it airs until when; without a plan, only the service."""

    pk: int
    name: str
    slug: str
    dial: str
    title: str
    ends_at: datetime | None
    until: str

    @property
    def schedule(self) -> str:
        """Where one reads what else it airs today."""
        return reverse("live:today", args=[self.slug])


def dial_of(station: int, zone: ZoneInfo, *, now: datetime) -> tuple[OnDial, ...]:
    """Return the services of a station in their order. Cost: one query."""
    rows = SERVICES(station=station, now=now, latest=now + LONGEST)
    return tuple(
        on_dial(Row(*row[:4], *row[5:]), zone)  # all but the position they stand at
        for row in rows
    )


def on_dial(row: Row, zone: ZoneInfo) -> OnDial:
    return OnDial(
        row.pk,
        row.name,
        row.slug,
        row.dial,
        row.title or row.local_title or row.program or "",
        row.ends_at,
        time_words(row.ends_at, zone) if row.ends_at else "",
    )
