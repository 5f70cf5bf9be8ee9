"""
Fill an empty station with KDEMO: its people, programs, stories and sound.

    python -m demo.fill

The password of the demo's logins is read from DEMO_PASSWORD. Filling a second time
changes nothing, but gives a demo that is older than the schedule its schedule.
"""

import logging
import os
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callsign.config.settings")
django.setup()  # the rooms below cannot be imported before

# ruff: noqa: E402
from django.db import transaction

from callsign.newsroom.station.models import Station
from demo.content import table
from demo.filling.cast import Filled
from demo.filling.house import (
    found_station,
    name_topics,
    open_services,
    put_up_front_page,
    put_up_shelves,
    put_up_standing_pages,
)
from demo.filling.later import add_schedule
from demo.filling.people import hire, introduce
from demo.filling.pictures import make_first_sizes
from demo.filling.programs import launch_programs
from demo.filling.schedule import plan_the_air
from demo.filling.stories import arrange_front_page, publish_stories

# The station is older than its oldest story.
ON_THE_WEB_FOR = timedelta(days=400)


class NotEmpty(Exception):
    """Another station lives here; the demo would get in its way."""


def fill(*, at: datetime, password: str) -> bool:
    """
    Fill the station as of a moment; return whether there was anything to do.

    Raises: NotEmpty: the database holds a station that is not the demo
    """
    row = table("station")
    found = Station.objects.first()
    if found is not None and found.call_sign == row["call_sign"]:
        with transaction.atomic():
            return add_schedule(found, since=at - ON_THE_WEB_FOR, at=at)
    if found is not None:
        raise NotEmpty(
            f"This database is {found.call_sign}'s. Fill an empty one: bin/demo --data DIR."
        )
    with transaction.atomic():
        fill_empty_station(row, at=at, password=password)
    return True


def fill_empty_station(row: dict, *, at: datetime, password: str) -> None:
    """Fill a database that holds nothing yet."""
    since = at - ON_THE_WEB_FOR
    front = put_up_front_page(row, at=since)
    services = open_services(found_station(row), row["services"])
    story_shelf, program_shelf = put_up_shelves(front, at=since)
    users = hire(password)
    people = introduce(users)
    filled = Filled(
        at=at,
        zone=ZoneInfo(row["zone"]),
        users=users,
        services=services,
        people=people,
        programs=launch_programs(
            program_shelf, services=services, people=people, by=users["mina"], at=since
        ),
        topics=name_topics(),
    )
    arrange_front_page(front, publish_stories(story_shelf, filled))
    plan_the_air(filled)
    put_up_standing_pages(front, at=since)


def main() -> None:
    """Fill the station that the environment names, as of now."""
    password = os.environ.get("DEMO_PASSWORD", "")
    if not password:
        sys.exit("demo.fill: set DEMO_PASSWORD to the password the logins shall have")
    # Wagtail says each page it makes; the demo's first start is not about that.
    logging.getLogger("wagtail").setLevel(logging.WARNING)
    try:
        if fill(at=datetime.now(UTC), password=password):
            make_first_sizes()
    except NotEmpty as error:
        sys.exit(f"demo.fill: {error}")


if __name__ == "__main__":
    main()
