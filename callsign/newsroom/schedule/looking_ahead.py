"""Looking ahead: the stretches of time in which an edit is tried before it is saved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from callsign.engines.airtime.difference import Difference
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.occurrences import Occurrence, occurrences
from callsign.engines.airtime.remarks import Remark
from callsign.engines.airtime.tiling import Tile, tiles_made_of
from callsign.engines.airtime.wall_clock import seconds_of
from callsign.newsroom.schedule.airing import AHEAD

# Around a date beyond the eight weeks: the day before, for what passes midnight, and
# after it a week, in which whatever recurs weekly is met once.
A_DAY = timedelta(days=1)
BEFORE, AFTER = timedelta(days=2), timedelta(days=9)
NAMING = ("date", "valid_from", "valid_until")

Stretch = tuple[datetime, datetime]


def stretches(made: Iterable[Mapping[str, Any]], at: datetime) -> list[Stretch]:
    """
    Return eight weeks from a moment, and the time around later dates that an edit names.

    ``made`` are rows as a change keeps them. The stretches are in order and apart.
    """
    found = [(at, at + AHEAD)]
    for day in sorted(set(days_named(made))):
        noon = datetime.combine(day, time(12), UTC)
        starts_at, ends_at = noon - BEFORE, noon + AFTER
        # The last day of the eight weeks is looked at to its end where it is named.
        if noon + A_DAY <= at + AHEAD:
            continue
        if starts_at <= found[-1][1]:
            found[-1] = found[-1][0], ends_at
        else:
            found.append((starts_at, ends_at))
    return found


def days_named(made: Iterable[Mapping[str, Any]]) -> Iterator[date]:
    for row in made:
        for side in (row["before"], row["after"]):
            for name in NAMING:
                if side and side.get(name):
                    yield date.fromisoformat(side[name])


def occurrences_in(grid: Grid, looked_at: Iterable[Stretch]) -> list[list[Occurrence]]:
    """Return what is asked for in each stretch; the rest is reckoned from this."""
    return [
        occurrences(grid, start=seconds_of(starts_at), end=seconds_of(ends_at))
        for starts_at, ends_at in looked_at
    ]


def tiles_of(
    grid: Grid, looked_at: Iterable[Stretch], found: Iterable[Sequence[Occurrence]]
) -> list[Tile]:
    return [
        tile
        for each, stretch in zip(found, looked_at, strict=True)
        for tile in tiles_made_of(grid, each, *stretch)
    ]


def without_cut_dates(
    found: Iterable[Difference], looked_at: Iterable[Stretch]
) -> list[Difference]:
    """
    Return the differences, without those of dates that were not looked at to their end.

    A slot that ends and the one that follows it are told together, so one of them must
    not stand alone because the other goes on beyond the eight weeks.
    """
    found, looked_at = list(found), list(looked_at)
    cut = {one.local_date for one in found if is_cut(one, looked_at)}
    return [one for one in found if one.local_date not in cut]


def is_cut(one: Difference, looked_at: Iterable[Stretch]) -> bool:
    """Return whether it goes on beyond what was looked at, so that its end is not known."""
    ends = {seconds_of(ends_at) for _, ends_at in looked_at}
    return any(
        seconds_of(tile.ends_at) in ends
        and tile.occurrence is not None
        and tile.occurrence.end > seconds_of(tile.ends_at)
        for tile in (*one.before, *one.after)
    )


def new_gaps(
    before: Iterable[Remark], after: Iterable[Remark], looked_at: Iterable[Stretch]
) -> Iterator[Remark]:
    """
    Yield the gaps that are more than a part of one there was.

    The last of a stretch is passed over when it is of hours: its end was not looked at.
    """
    ends = {seconds_of(ends_at) for _, ends_at in looked_at}
    known = [(gap.starts_at, gap.ends_at) for gap in before]
    for gap in after:
        is_short = gap.ends_at - gap.starts_at < A_DAY
        if is_short and seconds_of(gap.ends_at) in ends:
            continue
        if not any(
            starts <= gap.starts_at and gap.ends_at <= ends for starts, ends in known
        ):
            yield gap
