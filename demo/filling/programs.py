"""Programs: what the station makes, and who hosts it."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from callsign.newsroom.people.models import Byline, Person
from callsign.newsroom.programs.models import Program, ProgramHost, ProgramShelf
from callsign.newsroom.station.models import Service
from demo.content import listed
from demo.filling.house import published
from demo.filling.pictures import hang_picture
from demo.wording import typeset


def launch_programs(
    shelf: ProgramShelf,
    *,
    services: Mapping[str, Service],
    people: Mapping[str, Person],
    by: AbstractBaseUser,
    at: datetime,
    but: frozenset[str] = frozenset(),
) -> dict[str, Program]:
    """Make the programs but some, each on its service and with the hosts there are."""
    programs = {}
    for row in listed("programs"):
        if row["slug"] in but:
            continue
        program = Program(
            title=row["title"],
            slug=row["slug"],
            teaser=typeset(row["teaser"]),
            description=typeset(row["description"].strip()),
            schedule_line=row["schedule_line"],
            art=hang_picture(row["art"], title=row["title"], alt=row["alt"], by=by),
            service=services[row["service"]],
            origin=row.get("origin", "station"),
            network=row.get("network", ""),
            owner=by,
            **published(at),
        )
        program.hosts = [
            ProgramHost(person=people[host], credit=Byline.Credit.HOST)
            for host in row["hosts"]
            if host in people
        ]
        programs[row["slug"]] = shelf.add_child(instance=program)
    return programs
