"""A service's schedule as iCalendar (RFC 5545), for calendars that subscribe to it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, Timezone

from callsign.engines.stream.legible import legible
from callsign.outlets.live.airings import Airing
from callsign.outlets.live.asked import AskedService, AskedStation
from callsign.outlets.live.calendar_lines import component, moment_line, text_line
from callsign.outlets.live.gone import Gone

AGAIN = timedelta(hours=1)
END = b"END:VCALENDAR\r\n"


def write_calendar(
    station: AskedStation,
    service: AskedService,
    found: Iterable[Airing],
    gone: Iterable[Gone],
    *,
    number: int,
    origin: str,
    at: datetime,
) -> bytes:
    """
    Return broadcasts as events, each with an identity that moving it does not change.

    What fills is left out. What is gone stands in it as canceled, so that calendars
    which have it already take it out. ``number`` is the grid's: it goes up with each
    change, and so every event's ``SEQUENCE`` does when its times are others.
    """
    host = origin.partition("//")[2]
    each = [
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{number}",
        "TRANSP:TRANSPARENT",  # nobody is busy because the radio is on
    ]
    events = [
        component("VEVENT", [f"UID:{uid}@{host}", *lines, *each])
        for uid, lines in events_of(station, service, found, gone, origin)
    ]
    return b"".join([heading(station, service, origin, at.year), *events, END])


@lru_cache(maxsize=64)
def heading(
    station: AskedStation, service: AskedService, origin: str, year: int
) -> bytes:
    """Return what comes before the events: the calendar's own properties, and its zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Callsign//Schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", legible(service.title))
    calendar.add("x-wr-timezone", station.zone.key)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("url", f"{origin}/schedule/{service.slug}/")
    first, last = date(year - 1, 1, 1), date(year + 2, 1, 1)
    calendar.add_component(
        Timezone.from_tzid(station.zone.key, first_date=first, last_date=last)
    )
    return calendar.to_ical().removesuffix(END)


def events_of(
    station: AskedStation,
    service: AskedService,
    found: Iterable[Airing],
    gone: Iterable[Gone],
    origin: str,
) -> Iterator[tuple[str, list[str]]]:
    """Yield of each event what it is known by, and its lines."""
    for one in found:
        if not one.is_filler:
            known_by = uid(service, one.slot, one.local_date, one.part)
            yield known_by, lines_of(one, station, service, origin)
    for absent in gone:
        known_by = uid(service, absent.slot, absent.local_date, 0)
        yield known_by, [*times_of(absent, station), "STATUS:CANCELLED"]


def lines_of(
    one: Airing, station: AskedStation, service: AskedService, origin: str
) -> list[str]:
    """Return a broadcast as the lines of an event."""
    lines = [*times_of(one, station), "STATUS:CONFIRMED"]
    if told := "\n".join(told_of(one)):
        lines.append(text_line("DESCRIPTION", told))
    if one.page:
        lines.append(f"URL:{origin}{one.page}")
    lines.append(text_line("LOCATION", service.title))
    return lines


def times_of(one: Airing | Gone, station: AskedStation) -> Iterator[str]:
    yield text_line("SUMMARY", one.title)
    yield moment_line("DTSTART", one.starts_at.astimezone(station.zone))
    yield moment_line("DTEND", one.ends_at.astimezone(station.zone))


def told_of(one: Airing) -> Iterator[str]:
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


def uid(service: AskedService, slot: str, day: date | None, part: int) -> str:
    """
    Name an airing by what never changes of it.

    >>> kdemo = AskedService(1, "kdemo", "KDEMO 89.7", "89.7 FM", "", 24)
    >>> uid(kdemo, "local-desk", date(2026, 11, 23), 0)
    'kdemo.local-desk.2026-11-23.0'
    """
    return f"{service.slug}.{slot}.{day}.{part}"
