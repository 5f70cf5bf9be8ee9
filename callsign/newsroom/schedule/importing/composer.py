"""
What the public widgets of Composer 2 are told, as JSON: a day's programs, or a week's.

Times are HH:MM by the station's clock. ``start_utc`` is UTC where it ends in Z; of a
day it is, despite its name, what JavaScript's ``Date`` shows by the same clock. A day
tells of one weekday: what it holds is taken to recur weekly. Several files make a week.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from callsign.engines.airtime.titles import titled
from callsign.newsroom.schedule.importing.making import NOTHING_TOLD, Told
from callsign.newsroom.schedule.importing.programs import Programs, unknown
from callsign.newsroom.schedule.importing.times import (
    DAYS,
    next_date,
    read_clock,
    read_date,
    read_js_date,
    weekly,
)
from callsign.newsroom.schedule.importing.wanted import Wanted, WantedSlot

LISTS = ("onNow", "nextUp", "onToday", "onThisDay", "onThisWeek", "day", "week")
MOST_ITEMS = 20_000


class Airing(NamedTuple):
    """One airing as the widget shows it."""

    name: str
    day: date
    start: time
    end: time
    told: Told = NOTHING_TOLD


def is_composer(values: Any) -> bool:
    """Return whether a document looks like a widget's."""
    documents = values if isinstance(values, list) else [values]
    return any(
        isinstance(one, Mapping) and any(name in one for name in LISTS)
        for one in documents
    )


def read_composer(
    values: Any, programs: Programs, zone: ZoneInfo, *, today: date
) -> Wanted:
    """Read one document or a list of them, into a slot for each program and time."""
    wanted = Wanted()
    found: dict[tuple[str, time, time], set[date]] = defaultdict(set)
    for number, item in enumerate(items_of(values)):
        place = f"item {number + 1}"
        if number >= MOST_ITEMS:
            wanted.left_out.add(place, f"beyond {MOST_ITEMS:,} items")
            break
        try:
            one = airing_of(item, zone)
        except ValueError as error:
            wanted.left_out.add(place, str(error))
            continue
        if programs.named_or_made(one.name, one.told) is None:
            wanted.left_out.add(place, unknown(one.name))
            continue
        found[one.name, one.start, one.end].add(one.day)
    wanted.slots = list(slots_of(found, programs, today))
    return wanted


def items_of(values: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the airings of documents, however they are nested."""
    if isinstance(values, list):
        for one in values:
            yield from items_of(one)
    elif isinstance(values, Mapping):
        if "program" in values or "start_time" in values:
            yield values
            return
        for name, below in values.items():
            if name in LISTS or isinstance(below, Mapping | list):
                yield from items_of(below)


def airing_of(item: Mapping[str, Any], zone: ZoneInfo) -> Airing:
    """
    Raises: ValueError
    """
    program = item.get("program")
    name = program.get("name") if isinstance(program, Mapping) else program
    shown = item.get("start_utc") or item.get("fullstart") or ""
    if item.get("date"):
        day = read_date(str(item["date"]))
    else:
        day = read_js_date(str(shown), zone).date()
    start, end = (clock_of(item, side, zone) for side in ("start", "end"))
    told = told_of(program) if isinstance(program, Mapping) else NOTHING_TOLD
    return Airing(titled(str(name or "")), day, start, end, told)


def clock_of(item: Mapping[str, Any], side: str, zone: ZoneInfo) -> time:
    if item.get(f"{side}_time"):
        return read_clock(str(item[f"{side}_time"]))
    shown = item.get(f"{side}_utc") or item.get(f"full{side}") or ""
    return read_js_date(str(shown), zone).time()


def told_of(program: Mapping[str, Any]) -> Told:
    """
    Return what a widget tells of a program; hosts are objects with a name, or names.

    >>> told_of({"program_desc": "News.", "hosts": [{"name": "Ada Okafor"}, "Luis"]})
    Told(title='', teaser='News.', hosts=('Ada Okafor', 'Luis'))
    """
    hosts = program.get("hosts")
    listed = hosts if isinstance(hosts, list) else [hosts] if hosts else []
    names = (one.get("name") if isinstance(one, Mapping) else one for one in listed)
    return Told(
        teaser=str(program.get("program_desc") or ""),
        hosts=tuple(str(name) for name in names if name),
    )


def slots_of(
    found: Mapping[tuple[str, time, time], set[date]], programs: Programs, today: date
) -> Iterator[WantedSlot]:
    for (name, start, end), days in sorted(found.items()):
        program = programs.named(name)
        if program is None:
            continue
        weekdays = weekdays_of(sorted(days))
        yield WantedSlot(
            # The same widget gives the same key again.
            key=f"{program.slug[:40]}-{start:%H%M}-{weekdays[0].lower()}",
            program=program,
            rule=weekly(weekdays),
            local_start=start.isoformat(),
            local_end=end.isoformat(),
            valid_from=next_date(max(today, min(days)), weekdays).isoformat(),
            is_from_open=True,
        )


def weekdays_of(days: Sequence[date]) -> list[str]:
    numbers = sorted({day.weekday() for day in days})
    return [DAYS[number] for number in numbers]
