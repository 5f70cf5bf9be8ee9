"""
Gone: airings that calendars may have been told of, and that will not take place.

Broadcasts that are withdrawn are deleted; what remains of them is in the changes of the
grid, which keep each slot as it was before.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from callsign.engines.airtime import grid as engine
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.occurrences import Occurrence, occurrences_of
from callsign.engines.airtime.recurrence import read_rule
from callsign.engines.airtime.wall_clock import seconds_of, utc
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.airing import AHEAD
from callsign.newsroom.schedule.grids import seconds_of_day
from callsign.newsroom.schedule.models import Change, Override, Slot
from callsign.outlets.live.airings import Airing
from callsign.outlets.live.asked import AskedService

Fields = Mapping[str, Any]
Key = tuple[str, date | None]

# What of a slot says on which dates it airs.
DATES = ("rule", "valid_from", "valid_until", "is_withdrawn")


@dataclass(frozen=True, slots=True)
class Gone:
    """An airing as it was planned when it was last told of."""

    slot: str
    local_date: date
    starts_at: datetime
    ends_at: datetime
    title: str


def gone_from(
    service: AskedService,
    zone: ZoneInfo,
    found: Iterable[Airing],
    *,
    starts_at: datetime,
    ends_at: datetime,
) -> list[Gone]:
    """
    Return what was canceled or withdrawn between two moments, and is not ``found`` there.

    That is each date that was canceled, and each of a slot as a change found it which
    the slot has no more, as far as it was published then. Parts of an airing are one.

    Cost: two queries, and two more where slots were changed.
    """
    aired: set[Key] = {(one.slot, one.local_date) for one in found}
    everything: dict[Key, Gone] = {}
    for one in (
        *canceled(service, zone, starts_at, ends_at),
        *withdrawn(service, zone, starts_at, ends_at),
    ):
        everything.setdefault((one.slot, one.local_date), one)
    return [one for key, one in everything.items() if key not in aired]


def canceled(
    service: AskedService, zone: ZoneInfo, starts_at: datetime, ends_at: datetime
) -> Iterator[Gone]:
    """Yield the dates that were canceled, of slots that stand."""
    overrides = Override.objects.filter(
        slot__service=service.key,
        slot__is_withdrawn=False,
        do=engine.Doing.CANCEL.value,
        date__range=(starts_at.astimezone(zone).date(), ends_at.date()),
    ).select_related("slot__program")
    for override in overrides:
        slot = override.slot
        once = engine.Slot(
            id=slot.key,
            program=slot.program.title,
            layer=Layer.BASE,
            rule=read_rule(""),
            start_s=seconds_of_day(slot.local_start),
            end_s=seconds_of_day(slot.local_end),
            valid_from=override.date,
            valid_until=override.date,
            title=slot.title,
        )
        yield from airings_of(once, zone, starts_at, ends_at)


def withdrawn(
    service: AskedService, zone: ZoneInfo, starts_at: datetime, ends_at: datetime
) -> Iterator[Gone]:
    """Yield the dates that changes took from slots, the latest change first."""
    # What a change before that withdrew was of dates that have passed.
    changes = Change.objects.filter(
        service=service.key, made_at__gt=starts_at - AHEAD
    ).order_by("-number")
    former = [
        (made_at, row["key"], row["before"])
        for made_at, rows in changes.values_list("made_at", "rows")
        for row in rows
        if row["model"] == "slot" and row["before"]
    ]
    if not former:
        return
    present = slots_now(service, {key for _, key, _ in former})
    programs = {fields["program_id"] for _, _, fields in former}
    titles = dict(Program.objects.filter(pk__in=programs).values_list("pk", "title"))
    for made_at, key, fields in former:
        now = present.get(key)
        if fields["is_withdrawn"] or (now and same_dates(now, fields)):
            continue
        span = max(starts_at, made_at), min(ends_at, made_at + AHEAD)
        keeps = dates_of(now, zone, *span) if now else set()
        slot = slot_of(key, fields, titles)
        for one in airings_of(slot, zone, *span):
            if one.local_date not in keeps:
                yield one


def slots_now(service: AskedService, keys: Collection[str]) -> dict[str, Fields]:
    """Return the slots of these keys that stand, as changes write them."""
    slots = Slot.objects.standing(service.key).filter(key__in=keys)
    names = ("program_id", "local_start", "local_end", "title", *DATES)
    return {
        slot.key: {name: written(getattr(slot, name)) for name in names}
        for slot in slots
    }


def written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


def same_dates(one: Fields, other: Fields) -> bool:
    return all(one[name] == other[name] for name in DATES)


def dates_of(
    fields: Fields, zone: ZoneInfo, starts_at: datetime, ends_at: datetime
) -> set[date]:
    slot = slot_of("", fields, {})
    return {one.local_date for one in airings_of(slot, zone, starts_at, ends_at)}


def slot_of(key: str, fields: Fields, titles: Mapping[int, str]) -> engine.Slot:
    """Return a slot that a change has kept; its program's title stands for the program."""
    until = fields["valid_until"]
    return engine.Slot(
        id=key,
        program=titles.get(fields["program_id"], ""),
        layer=Layer.BASE,
        rule=read_rule(fields["rule"]),
        start_s=seconds_of_day(time.fromisoformat(fields["local_start"])),
        end_s=seconds_of_day(time.fromisoformat(fields["local_end"])),
        valid_from=date.fromisoformat(fields["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        title=fields["title"],
    )


def airings_of(
    slot: engine.Slot, zone: ZoneInfo, starts_at: datetime, ends_at: datetime
) -> Iterator[Gone]:
    """Yield what a slot by itself asks for between two moments."""
    grid = engine.Grid(zone, "", (slot,))
    start, end = seconds_of(starts_at), seconds_of(ends_at)
    for one in occurrences_of(grid, slot, start=start, end=end):
        yield gone(one)


def gone(one: Occurrence) -> Gone:
    return Gone(
        one.slot.id,
        one.local_date,
        utc(one.start),
        utc(one.end),
        one.title or one.program,
    )
