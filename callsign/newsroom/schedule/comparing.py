"""Comparing: what an edit would change over the weeks ahead, before it is saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from callsign.engines.airtime.difference import Change as Becomes
from callsign.engines.airtime.difference import Difference, differences
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.occurrences import Occurrence
from callsign.engines.airtime.remarks import Remark, gaps, odd_times, overlaps
from callsign.engines.airtime.tiling import Tile
from callsign.newsroom.schedule.airing import AHEAD
from callsign.newsroom.schedule.desk_words import (
    Said,
    said_of_differences,
    said_of_filler,
)
from callsign.newsroom.schedule.desk_words_of_days import day_in_words
from callsign.newsroom.schedule.edits import Rows
from callsign.newsroom.schedule.grids import grid_from
from callsign.newsroom.schedule.looking_ahead import (
    new_gaps,
    occurrences_in,
    stretches,
    tiles_of,
    without_cut_dates,
)
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import Service

# The nights on which clocks are changed come once in a year each.
YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What an edit would do over the next eight weeks, and around later dates it names.

    ``number`` is that of the grid it was made for. ``said`` is what changes on the air,
    alike things together, and ``words`` its sentences; ``lost`` are episodes that
    somebody chose for an airing that goes. ``gaps`` and ``overlaps`` are those
    that the edit brings; ``odd`` tells of times of the next year that do not exist or
    happen twice.
    """

    number: int
    differences: tuple[Difference, ...]
    said: tuple[Said, ...]
    lost: tuple[Said, ...]
    gaps: tuple[Remark, ...]
    overlaps: tuple[Remark, ...]
    odd: tuple[Remark, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(one.sentence for one in self.said)


def grid_of_rows(rows: Rows) -> Grid:
    """Return the grid as an edit has made it, in memory."""
    programs = rows.programs
    for row in (*rows.slots.values(), *rows.overrides):
        if row.program_id:
            row.program = programs[row.program_id]
    by_pk = {slot.pk: slot for slot in rows.slots.values() if slot.pk}
    for slot in rows.slots.values():
        slot.rerun_of = by_pk.get(slot.rerun_of_id) if slot.rerun_of_id else None
    standing = {slot.key for slot in rows.standing}
    overrides = [one for one in rows.overrides if one.slot.key in standing]
    default = programs[rows.default_id] if rows.default_id else None
    return grid_from(rows.service, default, rows.standing, overrides)


def compared(
    rows: Rows,
    before: Grid,
    after: Grid,
    made: Sequence[Mapping[str, Any]],
    at: datetime,
) -> Preview:
    names, looked_at = rows.names, stretches(made, at)
    was, shall = (occurrences_in(grid, looked_at) for grid in (before, after))
    old, new = tiles_of(before, looked_at, was), tiles_of(after, looked_at, shall)
    found = tuple(without_cut_dates(differences(old, new), looked_at))
    said = said_of_differences(
        found,
        zone=after.zone,
        names=names,
        touched={row["key"] for row in made},
        today=at.astimezone(after.zone).date(),
        until=(at + AHEAD).date(),
    )
    called = {one.key: one.title or one.program.title for one in rows.slots.values()}
    year = {"starts_at": at, "ends_at": at + YEAR, "names": called}
    return Preview(
        rows.number,
        found,
        (*said_of_filler(before, after, new, names), *said),
        tuple(lost_episodes(rows.service, found, at)),
        tuple(
            new_gaps(gaps_of(before, old, names), gaps_of(after, new, names), looked_at)
        ),
        tuple(new_remarks(overlaps_in(was, called), overlaps_in(shall, called))),
        tuple(new_remarks(odd_times(before, **year), odd_times(after, **year))),
    )


def lost_episodes(
    service: Service, found: Sequence[Difference], at: datetime
) -> Iterator[Said]:
    """Yield the episodes that were chosen for an airing that is no more: choose them again."""
    gone = {
        (one.slot, one.local_date) for one in found if one.change is Becomes.REMOVED
    }
    chosen = Broadcast.objects.filter(service=service, episode__isnull=False)
    for one in chosen.from_moment(at).select_related("slot", "episode"):
        if one.slot and (one.slot.key, one.local_date) in gone:
            day = day_in_words(one.local_date, today=at.date())
            yield Said(f"{day}: the episode “{one.episode.title}” was chosen for it")


def overlaps_in(
    found: Sequence[Sequence[Occurrence]], called: Mapping[str, str]
) -> Iterator[Remark]:
    for each in found:
        yield from overlaps(each, names=called)


def gaps_of(
    grid: Grid, tiles: Sequence[Tile], names: Mapping[str, str]
) -> Iterator[Remark]:
    return gaps(tiles, default=names.get(grid.default, "nothing"))


def new_remarks(before: Iterator[Remark], after: Iterator[Remark]) -> Iterator[Remark]:
    """Yield the remarks that were not there before."""
    known = set(before)
    return (one for one in after if one not in known)
