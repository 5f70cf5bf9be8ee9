"""
Events: an iCalendar file, one event at a time.

The file is cut at its BEGIN and END lines and each event is read by itself, so that one
that is damaged costs no other, and 50,000 of them no more memory than their text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

MOST_EVENTS = 100_000
MOST_LINES_EACH = 5_000


class Damaged(ValueError):
    """An event that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Block:
    """The text of a component, and the line it begins on."""

    line: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """
    An event by the station's clock: ``starts`` and ``ends`` are naive, local.

    ``tz`` is the clock it was written by, None for whichever is local.
    """

    line: int
    uid: str
    summary: str
    starts: datetime
    ends: datetime
    tz: tzinfo | None
    rule: str
    dropped: tuple[datetime, ...]
    has_more_dates: bool
    instead_of: datetime | None
    is_range: bool
    is_cancelled: bool
    text: str

    @property
    def place(self) -> str:
        return f"line {self.line}, UID {self.uid[:80]}"


def blocks(text: str, names: frozenset[str] = frozenset({"VEVENT"})) -> Iterator[Block]:
    """Yield the components of some names, in order; what is not ended is left out."""
    begun: list[str] = []
    name, line = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        word = raw.strip().upper()
        if not begun and word.startswith("BEGIN:") and word[6:] in names:
            name, line, begun = word[6:], number, [raw]
        elif begun:
            begun.append(raw)
            if word == f"END:{name}":
                yield Block(line, name, "\r\n".join(begun) + "\r\n")
                begun = []
            elif word == f"BEGIN:{name}" or len(begun) > MOST_LINES_EACH:
                # The one before was never ended.
                begun = [raw] if word == f"BEGIN:{name}" else []
                line = number


def know_zones(text: str) -> None:
    """Let the library learn the zones that a file defines."""
    zones = [one.text for one in blocks(text, frozenset({"VTIMEZONE"}))]
    if zones:
        Calendar.from_ical(
            "".join(("BEGIN:VCALENDAR\r\n", *zones, "END:VCALENDAR\r\n"))
        )


def read_event(block: Block, zone: ZoneInfo) -> ReadEvent:
    """
    Raises: Damaged
    """
    try:
        event = Event.from_ical(block.text)
        return event_of(event, block, zone)
    except Damaged:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise Damaged(f"it cannot be read: {error}") from error


def event_of(event: Any, block: Block, zone: ZoneInfo) -> ReadEvent:
    if event.errors:
        name, problem = event.errors[0]
        raise Damaged(f"{name}: {problem}")
    start = event["DTSTART"].dt if "DTSTART" in event else None
    if start is None:
        raise Damaged("it has no start")
    if not isinstance(start, datetime):
        raise Damaged("it lasts whole days, and has no time of day")
    check_zones(event)
    rules = event.get("RRULE")
    if isinstance(rules, list):
        raise Damaged("it has several rules")
    instead_of = event.get("RECURRENCE-ID")
    return ReadEvent(
        line=block.line,
        uid=str(event.get("UID", "")) or f"line {block.line}",
        summary=" ".join(str(event.get("SUMMARY", "")).split()),
        starts=local(start, zone),
        ends=local(end_of(event, start), zone),
        tz=start.tzinfo,
        rule=rules.to_ical().decode() if rules else "",
        dropped=tuple(local(one, zone) for one in moments(event.get("EXDATE"), start)),
        has_more_dates="RDATE" in event,
        instead_of=local(at_start(instead_of.dt, start), zone) if instead_of else None,
        is_range=bool(instead_of and instead_of.params.get("RANGE")),
        is_cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
        text=block.text,
    )


def check_zones(event: Any) -> None:
    """
    Refuse a time whose zone nobody knows: the library takes it for no zone at all.

    Raises: Damaged
    """
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        zone = event[name].params.get("TZID") if name in event else None
        moment = event[name].dt if zone else None
        if isinstance(moment, datetime) and moment.tzinfo is None:
            raise Damaged(
                f"{name}: the zone “{zone:.60}” is not known, and the file does not define it"
            )


def end_of(event: Any, start: datetime) -> datetime:
    if "DTEND" in event:
        end = event["DTEND"].dt
    elif "DURATION" in event:
        # By the wall clock, as RFC 5545 has it for days; airings are shorter.
        end = start + event["DURATION"].dt
    else:
        raise Damaged("it has neither an end nor a duration")
    if not isinstance(end, datetime):
        raise Damaged("its end has no time of day")
    length = end - start if bool(end.tzinfo) == bool(start.tzinfo) else timedelta()
    if not timedelta() < length <= timedelta(days=1):
        raise Damaged("it does not end within a day after its start")
    return end


def moments(values: Any, start: datetime) -> Iterator[datetime]:
    """Yield the moments of EXDATE lines; a date alone is at the event's own time."""
    for line in values if isinstance(values, list) else [values] if values else []:
        for one in line.dts:
            yield at_start(one.dt, start)


def at_start(moment: date | datetime, start: datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, start.time(), start.tzinfo)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment as the station's clock shows it."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(zone).replace(tzinfo=None)


def is_same_clock(tz: tzinfo | None, zone: ZoneInfo, *, year: int) -> bool:
    """Return whether a clock shows the same as the station's, in each month of a year."""
    if tz is None:
        return True
    noons = (datetime(year, month, 1, 12, tzinfo=UTC) for month in range(1, 13))
    return all(
        noon.astimezone(tz).utcoffset() == noon.astimezone(zone).utcoffset()
        for noon in noons
    )
