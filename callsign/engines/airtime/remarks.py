"""Remarks: what a program director should know of a grid before it airs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from callsign.engines.airtime.difference import NO_NAMES
from callsign.engines.airtime.expansion import CALENDAR_YEARS, dates, has_a_date
from callsign.engines.airtime.grid import Doing, Grid, Slot, wall_end_s
from callsign.engines.airtime.occurrences import (
    Occurrence,
    occurrences_of,
    wall_times,
)
from callsign.engines.airtime.tiling import Tile
from callsign.engines.airtime.wall_clock import DAY_S, Oddity, seconds_of, utc

# Shorter than a media segment of 1,984 ms, and no listener could be shown it.
SHORTEST_S = 2


class Kind(StrEnum):
    GAP = "gap"
    OVERLAP = "overlap"
    SKIPPED = "skipped"
    TWICE = "twice"
    VOID = "void"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd from ``starts_at`` to ``ends_at``, in a sentence."""

    kind: Kind
    starts_at: datetime
    ends_at: datetime
    sentence: str


def gaps(tiles: Iterable[Tile], *, default: str) -> Iterator[Remark]:
    """Yield where no slot airs, and the default program fills."""
    for tile in tiles:
        if tile.is_filler:
            yield Remark(
                Kind.GAP,
                tile.starts_at,
                tile.ends_at,
                f"no slot airs for {length(tile.ends_at - tile.starts_at)};"
                f" {default} fills",
            )


def overlaps(
    found: Iterable[Occurrence], *, names: Mapping[str, str] = NO_NAMES
) -> Iterator[Remark]:
    """
    Yield where two slots of the same layer want the same time.

    A higher layer that covers a lower one is what layers are for, and no remark.
    ``found`` are a grid's occurrences in order of start. ``names`` are what slots are
    called; one without a name is called by its id.
    """
    going: list[Occurrence] = []
    for one in found:
        going = [other for other in going if other.end > one.start]
        for other in going:
            if other.slot.layer is one.slot.layer:
                yield overlap_of(one, other, names)
        going.append(one)


def overlap_of(one: Occurrence, other: Occurrence, names: Mapping[str, str]) -> Remark:
    start, end = max(one.start, other.start), min(one.end, other.end)
    heard, covered = (
        names.get(each.slot.id, each.slot.id)
        for each in sorted((one, other), key=lambda each: -each.precedence)
    )
    return Remark(
        Kind.OVERLAP,
        utc(start),
        utc(end),
        f"{heard} and {covered} overlap in the"
        f" {one.slot.layer.word} layer for {length(timedelta(seconds=end - start))};"
        f" {heard} is heard",
    )


def odd_times(
    grid: Grid,
    *,
    starts_at: datetime,
    ends_at: datetime,
    names: Mapping[str, str] = NO_NAMES,
) -> Iterator[Remark]:
    """
    Yield airings that begin or end at a time that does not exist, or happens twice.

    ``names`` are what slots are called; one without a name is called by its id.
    """
    start, end = seconds_of(starts_at), seconds_of(ends_at)
    odd_days = [
        day
        for day in range(grid.clock.day_of(start) - 1, grid.clock.day_of(end) + 1)
        if grid.clock.is_odd(day)
    ]
    # What begins the evening before may end on an odd day.
    near = sorted({day - before for day in odd_days for before in (0, 1)})
    for slot in grid.slots if near else ():
        for day in near:
            overrides = grid.changes.get(slot.id, {}).get(day, ())
            is_cancelled = any(one.do is Doing.CANCEL for one in overrides)
            if is_cancelled or not days_of_slot(grid, slot, day, day):
                continue
            start_s, end_s = wall_times(slot, overrides)
            called = names.get(slot.id, slot.id)
            yield from odd_ends(grid, called, day, start_s, end_s)


def odd_ends(
    grid: Grid, called: str, day: int, start_s: int, end_s: int
) -> Iterator[Remark]:
    begins, ends = grid.clock.instant(day, start_s), grid.clock.instant(day, end_s)
    name = f"{called} on {date.fromordinal(day)}"
    for word, second, instant in (("starts", start_s, begins), ("ends", end_s, ends)):
        oddity = grid.clock.oddity(day, second)
        if oddity is None:
            continue
        shown = wall_time(second)
        if oddity is Oddity.SKIPPED:
            after = utc(instant).astimezone(grid.zone).strftime("%H:%M")
            sentence = (
                f"{name} {word} at {shown}, which does not exist that night: the clocks"
                f" jump, and it {word} at {after}"
            )
        else:
            sentence = (
                f"{name} {word} at {shown}, which happens twice: the first is meant"
            )
        kind = Kind.SKIPPED if oddity is Oddity.SKIPPED else Kind.TWICE
        yield Remark(kind, utc(begins), utc(ends), sentence)
    if begins == ends:
        sentence = f"{name} is not heard: its time does not exist that night"
        yield Remark(Kind.SKIPPED, utc(begins), utc(ends), sentence)


def void_overrides(grid: Grid) -> Iterator[Remark]:
    """Yield the overrides of dates on which their slot does not air, or was cancelled."""
    for one in grid.overrides:
        slot, day = grid.by_id[one.slot], one.date.toordinal()
        others = (other.do for other in grid.changes[one.slot][day])
        if day not in days_of_slot(grid, slot, day, day):
            reason = "it does not air then"
        elif one.do is not Doing.CANCEL and Doing.CANCEL in others:
            reason = "it is cancelled on that date, and that wins"
        else:
            continue
        sentence = f"the {one.do} of {one.slot} on {one.date} does nothing: {reason}"
        yield remark_of_day(grid, one.date, sentence)


def slots_without_a_date(grid: Grid) -> Iterator[Remark]:
    """Yield the slots of rules that never come true: the 30th of February."""
    for slot in grid.slots:
        began, start_s = slot.valid_from, slot.start_s
        if not has_a_date(slot.rule, began, start_s=start_s, zone=grid.zone):
            years = f"the {CALENDAR_YEARS} years from {began}"
            sentence = f"{slot.id} never airs: this rule has no date in {years}"
            yield remark_of_day(grid, began, sentence)


def remark_of_day(grid: Grid, day: date, sentence: str) -> Remark:
    begins = utc(grid.clock.instant(day.toordinal(), 0))
    return Remark(Kind.VOID, begins, begins + timedelta(days=1), sentence)


def too_short(
    grid: Grid, *, starts_at: datetime, ends_at: datetime
) -> Iterator[Remark]:
    """Yield slots that are shorter than a piece of the stream."""
    for slot in grid.slots:
        if wall_end_s(slot.start_s, slot.end_s) - slot.start_s >= SHORTEST_S:
            continue
        start, end = seconds_of(starts_at), seconds_of(ends_at)
        for one in occurrences_of(grid, slot, start=start, end=end):
            sentence = f"{slot.id} lasts less than {SHORTEST_S} seconds"
            yield Remark(Kind.SHORT, utc(one.start), utc(one.end), sentence)
            break


def days_of_slot(grid: Grid, slot: Slot, first: int, last: int) -> list[int]:
    if slot.valid_until is not None:
        last = min(last, slot.valid_until.toordinal())
    valid_from = slot.valid_from.toordinal()
    return list(
        dates(
            slot.rule,
            valid_from=valid_from,
            first=first,
            last=last,
            start_s=slot.start_s,
            zone=grid.zone,
        )
    )


def wall_time(second: int) -> str:
    """
    >>> wall_time(26 * 3_600 + 30 * 60)
    '02:30'
    """
    return f"{second % DAY_S // 3_600:02d}:{second % 3_600 // 60:02d}"


def length(span: timedelta) -> str:
    """
    Return a length of time in words.

    >>> length(timedelta(hours=1, minutes=30))
    '1 h 30 min'
    >>> length(timedelta(seconds=20))
    '20 s'
    """
    seconds = int(span.total_seconds())
    parts = (
        (seconds // DAY_S, "d"),
        (seconds % DAY_S // 3_600, "h"),
        (seconds % 3_600 // 60, "min"),
        (seconds % 60, "s"),
    )
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "no time"
