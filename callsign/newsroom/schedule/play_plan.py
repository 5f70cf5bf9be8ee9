"""
The play plan: what a service without an encoder plays in the next 48 hours.

Each broadcast's episode from its start; without one, the latest of its program that was
published, so that what is heard is what is said to be on. The station's identification on
the hour where no episode is heard; the rest is for air to fill. And what the service is
called, from as far back as it can be rewound, whoever makes its sound.
"""

import logging
import os
from collections.abc import Container, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from callsign.engines.stream.legible import one_line
from callsign.engines.stream.plan import Item, Plan, Title, write_plan
from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.schedule.play_identifications import identifications
from callsign.newsroom.schedule.play_items import (
    LONGEST_TITLE,
    episodes_of,
    key_of,
    milliseconds,
)
from callsign.newsroom.station.air_configuration import air_folder, replace
from callsign.newsroom.station.models import Service, Source

logger = logging.getLogger(__name__)

AHEAD = timedelta(hours=48)
EVERY = timedelta(minutes=10)
# Air keeps sound a little longer than it may be rewound.
KEPT_LONGER = timedelta(hours=1)


def play_plan(service: Service, *, at: datetime) -> Plan:
    """
    Return the play plan of a service, from a moment on.

    Only a service with a source of the kind *plan* has items.
    """
    since = at - timedelta(hours=service.rewind_hours) - KEPT_LONGER
    broadcasts = list(
        Broadcast.objects.on(service).between(since, at + AHEAD).for_pages()
    )
    items: list[Item] = []
    if service.sources.filter(kind=Source.Kind.PLAN).exists():
        heard = [one for one in broadcasts if one.ends_at > at]
        items = list(episodes_of(heard))
        items += identifications(
            service, items, since_ms=milliseconds(at), until_ms=milliseconds(at + AHEAD)
        )
    return Plan(
        service.slug,
        made_ms=milliseconds(at),
        until_ms=milliseconds(at + AHEAD),
        items=tuple(sorted(items, key=lambda item: item.start_ms)),
        titles=tuple(titles_of(broadcasts, not_streamed_by(service))),
    )


def write_play_plan(service: Service, *, at: datetime) -> None:
    """
    Bring the plan of a service up to the database, for air to find.

    Raises: OSError
    """
    file = plan_path(service)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace(file, write_plan(play_plan(service, at=at)))
    # When it was made, by the caller's clock: the next round looks how old it is.
    os.utime(file, (at.timestamp(), at.timestamp()))


def keep_play_plans(*, at: datetime) -> None:
    """Write each plan that is ten minutes old, or is not there."""
    for service in Service.objects.all():
        if not is_fresh(plan_path(service), at=at):
            tell_plan(service, at=at)


def tell_plan(service: Service, *, at: datetime) -> None:
    """
    Write a plan after a change that is committed already.

    A station is not kept from its work by a file; the old plan holds.
    """
    try:
        write_play_plan(service, at=at)
    except OSError as error:
        logger.error("the play plan of %s could not be written: %s", service, error)


def tell_plans() -> None:
    """Write every plan as of now."""
    at = timezone.now()
    for service in Service.objects.all():
        tell_plan(service, at=at)


def tell_plans_soon() -> None:
    """Write every plan, once, when what has changed is committed."""
    waiting = transaction.get_connection().run_on_commit
    if not any(entry[1] is tell_plans for entry in waiting):
        transaction.on_commit(tell_plans, robust=True)


def plan_path(service: Service) -> Path:
    return air_folder() / "plan" / f"{service.slug}.json"


def is_fresh(file: Path, *, at: datetime) -> bool:
    try:
        age_s = at.timestamp() - file.stat().st_mtime
    except FileNotFoundError:
        return False
    return 0 <= age_s < EVERY.total_seconds()


def titles_of(
    broadcasts: Iterable[Broadcast], not_streamed: Container[int | None]
) -> Iterator[Title]:
    """Yield what listeners are shown of each broadcast; also that they cannot hear it."""
    for one in broadcasts:
        said = one.shown_title
        if said and one.program_id in not_streamed:
            said = f"{said} cannot be streamed"
        if title := one_line(said)[:LONGEST_TITLE]:
            yield Title(
                key_of(one),
                milliseconds(one.starts_at),
                milliseconds(one.ends_at),
                title,
            )


def not_streamed_by(service: Service) -> Container[int | None]:
    """Return the programs that may not be given on the stream."""
    forbidden = Carriage.objects.filter(station=service.station_id, may_stream=False)
    return set(forbidden.values_list("program", flat=True))
