"""A schedule as its templates print it: values, and nothing left to ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from callsign.newsroom.schedule.models import Broadcast
from callsign.outlets.live.airings import Airing, Named, airings
from callsign.outlets.live.asked import AskedService, AskedStation
from callsign.outlets.live.clock_words import (
    DAYS,
    day_words,
    length_words,
    short_day,
    time_words,
)
from callsign.outlets.live.days import Day, change_during
from callsign.outlets.live.now import from_top_path, listen_again_path, written

UNTOLD = "To be announced"


class When(StrEnum):
    """Where a broadcast stands to this moment."""

    PAST = "past"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, for machines and for people."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownAiring:
    """A broadcast in a list."""

    key: int
    starts: Clock
    ends: Clock
    title: str
    address: str
    program: Named | None  # where the title is not the program's own
    episode: Named | None
    hosts: tuple[str, ...]
    teaser: str
    when: When
    is_rerun: bool
    is_filler: bool
    may_stream: bool
    continues: bool
    since: str
    until: str
    clock_note: str
    from_top: str
    listen_again: str


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day of the schedule."""

    date: date
    name: str
    weekday: str
    short: str
    note: str
    is_today: bool
    address: str
    airings: tuple[ShownAiring, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """Whose schedule is told, and at which moment."""

    station: AskedStation
    service: AskedService
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        return self.station.zone

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


def airings_of(days: list[Day], telling: Telling) -> list[Airing]:
    """Return what airs on days that follow each other. Cost: one query."""
    broadcasts = Broadcast.objects.on(telling.service.key).between(
        days[0].starts_at, days[-1].ends_at
    )
    return airings(
        broadcasts,
        station=telling.station.key,
        root_path=telling.station.root_path,
    )


def shown_day(
    day: Day, found: Iterable[Airing], telling: Telling, address: str
) -> ShownDay:
    """Prepare a day, with what of some airings touches it."""
    return ShownDay(
        date=day.date,
        name=day_words(day.date),
        weekday=DAYS[day.date.weekday()],
        short=short_day(day.date),
        note=day.note,
        is_today=day.date == telling.today,
        address=address,
        airings=tuple(
            shown(one, day, telling)
            for one in found
            if one.starts_at < day.ends_at and one.ends_at > day.starts_at
        ),
    )


def shown(one: Airing, day: Day, telling: Telling) -> ShownAiring:
    """Prepare a broadcast for the list of a day."""
    program = one.program
    has_own_title = program is not None and one.title != program.title
    return ShownAiring(
        key=one.key,
        starts=clock(one.starts_at, day),
        ends=clock(one.ends_at, day),
        title=one.title or UNTOLD,
        address=program.path if program else "",
        program=program if has_own_title else None,
        episode=one.episode,
        hosts=one.hosts,
        teaser=(one.episode and one.episode.teaser)
        or (program.teaser if program else ""),
        when=when(one, telling.now),
        is_rerun=one.is_rerun,
        is_filler=one.is_filler,
        may_stream=one.may_stream,
        continues=one.part > 0,
        since=since_words(one, day),
        until=until_words(one, day),
        clock_note=clock_note(one, day.zone),
        from_top=from_top_path(one, telling.service, now=telling.now),
        listen_again=listen_again_path(one),
    )


def when(one: Airing, now: datetime) -> When:
    if one.covers(now):
        return When.NOW
    return When.PAST if one.ends_at <= now else When.COMING


def clock(at: datetime, day: Day) -> Clock:
    """Write a time; with its zone's letters on a day that has two."""
    words = time_words(at, day.zone)
    letters = at.astimezone(day.zone).tzname() or ""
    if day.is_odd and letters.isalpha():
        words = f"{words} {letters}"
    return Clock(written(at), words)


def since_words(one: Airing, day: Day) -> str:
    """Say when it began, of what began the day before."""
    if one.starts_at >= day.starts_at:
        return ""
    began = one.starts_at.astimezone(day.zone)
    return f"since {time_words(began, day.zone)} on {DAYS[began.weekday()]}"


def until_words(one: Airing, day: Day) -> str:
    """Say when it ends, of what ends the day after."""
    if one.ends_at <= day.ends_at:
        return ""
    ends = one.ends_at.astimezone(day.zone)
    return f"until {time_words(ends, day.zone)} on {DAYS[ends.weekday()]}"


def clock_note(one: Airing, zone: ZoneInfo) -> str:
    """
    Say how long it lasts, of what airs while the clocks change.

    A grid's 2 hours may be 3 then, and a listener's alarm clock does not know it.
    """
    change = change_during(one.starts_at, one.ends_at, zone)
    if not change:
        return ""
    way = "back" if change > timedelta(0) else "forward"
    length = length_words(one.ends_at - one.starts_at)
    return f"{length} long: the clocks go {way}"


def boundaries(found: Iterable[Airing], now: datetime) -> Iterator[datetime]:
    """Yield the moments to come at which something else is on."""
    for one in found:
        yield from (at for at in (one.starts_at, one.ends_at) if at > now)
