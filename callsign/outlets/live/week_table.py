"""The week as a table: a column for each day, a row from each beginning to the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from callsign.outlets.live.airings import Airing
from callsign.outlets.live.clock_words import time_words
from callsign.outlets.live.days import Day
from callsign.outlets.live.schedule_shown import ShownAiring, Telling, shown

MINUTE = timedelta(minutes=1)
A_DAY_MINUTES = 24 * 60
UTC_DAY = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
TALL_MINUTES = 60
SHORT_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Cell:
    """A broadcast on a day, and the rows it takes."""

    airing: ShownAiring | None
    rows: int
    is_today: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A stretch of every day, by the clock on the wall, and what begins in it."""

    time: str
    height: str
    cells: tuple[Cell, ...]


def week_table(
    days: Sequence[Day], found: Sequence[Airing], telling: Telling
) -> list[TableRow]:
    """
    Lay out a week's broadcasts by the clock on the wall.

    A day on which the clocks change is as high as the others: what airs meanwhile is
    longer or shorter than it looks, and says so.
    """
    if not found:
        return []
    placed = [list(placed_on(day, list(found_on(day, found)))) for day in days]
    edges = sorted(
        {0, A_DAY_MINUTES} | {edge for day in placed for edge in edges_of(day)}
    )
    columns = [
        dict(cells_of(day, of_day, edges, telling))
        for day, of_day in zip(days, placed, strict=True)
    ]
    return [
        TableRow(
            time_words(UTC_DAY + begins * MINUTE, ZoneInfo("UTC")),
            height(ends - begins),
            tuple(column[begins] for column in columns if begins in column),
        )
        for begins, ends in pairwise(edges)
    ]


Placed = tuple[Airing | None, int, int]  # from one minute of the day up to another


def found_on(day: Day, found: Iterable[Airing]) -> Iterable[Airing]:
    return (
        one
        for one in found
        if one.starts_at < day.ends_at and one.ends_at > day.starts_at
    )


def placed_on(day: Day, found: list[Airing]) -> Iterable[Placed]:
    """Yield the broadcasts of a day and the gaps between them, by the minute."""
    reached = 0
    for one in found:
        begins = max(reached, minute_of(max(one.starts_at, day.starts_at), day))
        ends = minute_of(min(one.ends_at, day.ends_at), day)
        if begins > reached:
            yield None, reached, begins
        if ends > begins:
            yield one, begins, ends
        # In the hour that comes twice the clock goes back; the table does not.
        reached = max(reached, ends)
    if reached < A_DAY_MINUTES:
        yield None, reached, A_DAY_MINUTES


def minute_of(at: datetime, day: Day) -> int:
    """Return the minute of the day that the clock on the wall shows."""
    if at >= day.ends_at:
        return A_DAY_MINUTES
    local = at.astimezone(day.zone)
    return local.hour * 60 + local.minute if local.date() == day.date else 0


def edges_of(placed: Iterable[Placed]) -> Iterable[int]:
    for _, begins, ends in placed:
        yield from (begins, ends)


def cells_of(
    day: Day, placed: Iterable[Placed], edges: list[int], telling: Telling
) -> Iterable[tuple[int, Cell]]:
    """Yield the cells of a day, each at the minute at which it begins."""
    rows = {edge: number for number, edge in enumerate(edges)}
    for airing, begins, ends in placed:
        yield (
            begins,
            Cell(
                shown(airing, day, telling) if airing else None,
                rows[ends] - rows[begins],
                day.date == telling.today,
            ),
        )


def height(minutes: int) -> str:
    """Say how high a row is drawn: in proportion would be a page of empty night."""
    if minutes >= TALL_MINUTES:
        return "tall"
    return "short" if minutes <= SHORT_MINUTES else "plain"
