"""A service's schedule as iCalendar (RFC 5545), for calendars that subscribe to it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone

from callsign.engines.airtime.grid import Doing
from callsign.engines.airtime.wall_clock import WallClock, utc
from callsign.newsroom.schedule.models import Override
from callsign.outlets.live.airings import Airing
from callsign.outlets.live.asked import AskedService, AskedStation

AGAIN = timedelta(hours=1)
A_DAY_S = 24 * 3_600


def write_calendar(
    station: AskedStation,
    service: AskedService,
    found: Iterable[Airing],
    withdrawn: Iterable[Override],
    *,
    origin: str,
    at: datetime,
) -> bytes:
    """
    Return broadcasts as events, each with an identity that moving it does not change.

    What fills is left out. What was withdrawn stands in it as canceled, so that
    calendars which have it already take it out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Callsign//Schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", service.title)
    calendar.add("x-wr-timezone", station.zone.key)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("url", f"{origin}/schedule/{service.slug}/")
    first, last = date(at.year - 1, 1, 1), date(at.year + 2, 1, 1)
    calendar.add_component(
        Timezone.from_tzid(station.zone.key, first_date=first, last_date=last)
    )
    host = origin.partition("//")[2]
    for event in events(station, service, found, withdrawn, origin=origin):
        event["uid"] = f"{event['uid']}@{host}"
        event.add("dtstamp", at.replace(microsecond=0))
        calendar.add_component(event)
    return calendar.to_ical()


def events(
    station: AskedStation,
    service: AskedService,
    found: Iterable[Airing],
    withdrawn: Iterable[Override],
    *,
    origin: str,
) -> Iterator[Event]:
    aired = set()
    for one in found:
        if one.is_filler:
            continue
        aired.add((one.slot, one.local_date))
        yield event_of(one, station, service, origin)
    for override in withdrawn:
        if (override.slot.key, override.date) not in aired:
            yield canceled(override, station, service)


def event_of(
    one: Airing, station: AskedStation, service: AskedService, origin: str
) -> Event:
    """Return a broadcast as an event."""
    event = Event()
    event["uid"] = uid(service, one.slot, one.local_date, one.part)
    event.add("summary", one.title)
    event.add("dtstart", one.starts_at.astimezone(station.zone))
    event.add("dtend", one.ends_at.astimezone(station.zone))
    if told := "\n".join(lines_of(one)):
        event.add("description", told)
    if one.page:
        event.add("url", origin + one.page)
    event.add("location", service.title)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because the radio is on
    return event


def lines_of(one: Airing) -> Iterator[str]:
    """Yield what a calendar tells of a broadcast, line by line."""
    if one.episode:
        yield one.episode.title
    for teaser in (named.teaser for named in (one.episode, one.program) if named):
        if teaser:
            yield teaser
            break
    if one.hosts:
        yield f"With {', '.join(one.hosts)}"
    if one.is_rerun:
        yield "Rerun"


def canceled(override: Override, station: AskedStation, service: AskedService) -> Event:
    """Return what a slot would have aired on a date, as canceled."""
    slot, clock = override.slot, WallClock(station.zone)
    starts_s, ends_s = (
        at.hour * 3_600 + at.minute * 60 + at.second
        for at in (slot.local_start, slot.local_end)
    )
    day = override.date.toordinal()
    ends_s += A_DAY_S if ends_s <= starts_s else 0
    event = Event()
    event["uid"] = uid(service, slot.key, override.date, 0)
    event.add("summary", slot.title or slot.program.title)
    event.add("dtstart", utc(clock.instant(day, starts_s)).astimezone(station.zone))
    event.add("dtend", utc(clock.instant(day, ends_s)).astimezone(station.zone))
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event


def uid(service: AskedService, slot: str, day: date | None, part: int) -> str:
    """
    Name an airing by what never changes of it.

    >>> kdemo = AskedService(1, "kdemo", "KDEMO 89.7", "89.7 FM", "", 24)
    >>> uid(kdemo, "local-desk", date(2026, 11, 23), 0)
    'kdemo.local-desk.2026-11-23.0'
    """
    return f"{service.slug}.{slot}.{day}.{part}"


def withdrawn_from(
    service: AskedService, first: date, last: date
) -> Iterable[Override]:
    """Return the airings that were canceled from one date to another."""
    return Override.objects.filter(
        slot__service=service.key,
        slot__is_withdrawn=False,
        do=Doing.CANCEL.value,
        date__range=(first, last),
    ).select_related("slot__program")
