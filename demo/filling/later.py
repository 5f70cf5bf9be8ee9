"""Later: the schedule, for a folder that was filled before there was one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model

from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.schedule.models import Change
from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.models import Topic
from demo.filling.cast import Filled
from demo.filling.programs import launch_programs
from demo.filling.schedule import plan_the_air


def add_schedule(station: Station, *, since: datetime, at: datetime) -> bool:
    """
    Plan the air of a demo that has no plan yet; return whether there was anything to do.

    A grid that somebody has begun is theirs, and so is a demo without Mina or a service.
    """
    if Change.objects.filter(service__station=station).exists():
        return False
    filled = found(station, since=since, at=at)
    if filled is None:
        return False
    plan_the_air(filled)
    return True


def found(station: Station, *, since: datetime, at: datetime) -> Filled | None:
    """Return what stands in the demo, with the programs that came to it since."""
    users = by(get_user_model().objects.all(), "username")
    services = by(station.services.all(), "slug")
    people = by(Person.objects.all(), "slug")
    shelf = ProgramShelf.objects.descendant_of(station.site.root_page).first()
    if shelf is None or "mina" not in users or not {"kdemo", "jazz"} <= set(services):
        return None
    there = by(Program.objects.child_of(shelf), "slug")
    new = launch_programs(
        shelf,
        services=services,
        people=people,
        by=users["mina"],
        at=since,
        but=frozenset(there),
    )
    return Filled(
        at=at,
        zone=ZoneInfo(station.zone),
        users=users,
        services=services,
        people=people,
        programs={**there, **new},
        topics=by(Topic.objects.all(), "slug"),
    )


def by(rows: Any, name: str) -> Mapping[str, Any]:
    """Return rows by one of their fields."""
    return {getattr(row, name): row for row in rows}
