"""On now: what each service airs and what follows, as pages print it and keep it right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from callsign.newsroom.station.public_pages import shown_until
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.live.airings import Airing, airings, upcoming
from callsign.outlets.live.clock_words import time_words
from callsign.outlets.live.now import written
from callsign.outlets.live.schedule_shown import Clock


@dataclass(frozen=True, slots=True)
class OnItem:
    """A broadcast in a few words."""

    title: str
    hosts: str
    address: str
    starts: Clock
    ends: Clock


@dataclass(frozen=True, slots=True)
class ServiceNow:
    """A service that airs something now, and what follows."""

    slug: str
    name: str
    schedule: str
    zone: str
    now: OnItem
    next: tuple[OnItem, ...]


def on_now(
    masthead: Masthead, request: HttpRequest, *, at: datetime, following: int
) -> list[ServiceNow]:
    """
    Return what the services air and so many after it, of those that air something.

    Cost: one query. Copies of the page end when something else is on.
    """
    if masthead.station is None or masthead.root is None or not masthead.services:
        return []
    found = airings(
        upcoming([one.pk for one in masthead.services], at, following + 1),
        station=masthead.station.pk,
        root_path=masthead.root.url_path,
    )
    for one in found:
        shown_until(request, one.starts_at if one.starts_at > at else one.ends_at)
    told = []
    for service in masthead.services:
        of_service = [one for one in found if one.service == service.pk]
        if not of_service or not of_service[0].covers(at):
            continue
        now, *coming = items(of_service, masthead.zone)
        told.append(
            ServiceNow(
                service.slug,
                service.name,
                service.schedule,
                masthead.zone.key,
                now,
                tuple(coming),
            )
        )
    return told


def items(found: Iterable[Airing], zone: ZoneInfo) -> Iterable[OnItem]:
    for one in found:
        yield OnItem(
            title=one.title,
            hosts=hosts_words(one.hosts),
            address=(one.program.path if one.program else "") or one.page,
            starts=Clock(written(one.starts_at), time_words(one.starts_at, zone)),
            ends=Clock(written(one.ends_at), time_words(one.ends_at, zone)),
        )


def hosts_words(names: Sequence[str]) -> str:
    """
    Say with whom, as design/now-words.js does.

    >>> hosts_words(["Ada Okafor", "Luis Prieto", "Mina Sato"])
    'with Ada Okafor, Luis Prieto and Mina Sato'
    >>> hosts_words([])
    ''
    """
    if not names:
        return ""
    *before, last = names
    return f"with {', '.join(before)} and {last}" if before else f"with {last}"
