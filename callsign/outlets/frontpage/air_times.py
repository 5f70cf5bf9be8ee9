"""Air times: when a program or an episode is on the air, as its page prints it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest

from callsign.newsroom.programs.models import Episode, Program
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.public_pages import shown_until
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.live.airings import Airing, airings
from callsign.outlets.live.clock_words import day_words, short_day, time_words

COMING = 4
PAST = 6


@dataclass(frozen=True, slots=True)
class AirTime:
    """One airing: on which service, when, and whether that is now."""

    service: str  # of a station that has more than one
    on: str  # the service's name, however many there are
    schedule: str
    iso: str
    day: str
    time: str
    until: str
    ends_iso: str
    is_now: bool
    is_rerun: bool


def coming_up(
    program: Program, masthead: Masthead, request: HttpRequest, *, at: datetime
) -> list[AirTime]:
    """Return when a program is on next; copies of the page end when that changes."""
    following = Broadcast.objects.filter(
        program=program.pk,
        service__in=[service.pk for service in masthead.services],
        ends_at__gt=at,
    ).order_by("starts_at")
    found = told(following.values("pk")[:COMING], masthead)
    for one in found:
        shown_until(request, one.starts_at if one.starts_at > at else one.ends_at)
    return [air_time(one, masthead, at) for one in found]


def aired(episode: Episode, masthead: Masthead, *, at: datetime) -> list[AirTime]:
    """Return when an episode airs and aired, the first time first."""
    of_episode = Broadcast.objects.filter(episode=episode.pk).order_by("starts_at")
    found = told(of_episode.values("pk")[:PAST], masthead)
    return [air_time(one, masthead, at) for one in found]


def told(keys: QuerySet, masthead: Masthead) -> list[Airing]:
    if masthead.station is None or masthead.root is None:
        return []
    services = [service.pk for service in masthead.services]
    return airings(
        Broadcast.objects.filter(pk__in=keys, service__in=services),
        station=masthead.station.pk,
        root_path=masthead.root.url_path,
    )


def air_time(one: Airing, masthead: Masthead, at: datetime) -> AirTime:
    zone = masthead.zone
    local = one.starts_at.astimezone(zone)
    service = next(each for each in masthead.services if each.pk == one.service)
    is_this_year = local.year == at.astimezone(zone).year
    day = day_words(local.date()) if is_this_year else old_day(local)
    return AirTime(
        service=service.name if len(masthead.services) > 1 else "",
        on=service.name,
        schedule=service.schedule,
        iso=local.isoformat(timespec="seconds"),
        day=day,
        time=time_words(one.starts_at, zone),
        until=time_words(one.ends_at, zone),
        ends_iso=one.ends_at.astimezone(zone).isoformat(timespec="seconds"),
        is_now=one.covers(at),
        is_rerun=one.is_rerun,
    )


def old_day(local: datetime) -> str:
    return f"{short_day(local.date())}, {local.year}"
