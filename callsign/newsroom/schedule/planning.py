"""Planning: an edit is previewed, saved and undone; every change is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from callsign.engines.airtime.difference import Change as Becomes
from callsign.engines.airtime.difference import Difference, differences
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.remarks import Remark, gaps, odd_times, overlaps
from callsign.engines.airtime.tiling import Tile
from callsign.newsroom.schedule.airing import AHEAD, lock_grid, plan_broadcasts
from callsign.newsroom.schedule.desk_recurrence import day_in_words
from callsign.newsroom.schedule.desk_words import (
    Said,
    said_of_differences,
    said_of_filler,
)
from callsign.newsroom.schedule.edits import (
    DefaultEdit,
    OverrideEdit,
    Refused,
    RowEdit,
    Rows,
    SlotEdit,
)
from callsign.newsroom.schedule.grids import grid_from
from callsign.newsroom.schedule.looking_ahead import (
    Stretch,
    is_cut,
    new_gaps,
    stretches,
    tiles_in,
)
from callsign.newsroom.schedule.models import Broadcast, Change
from callsign.newsroom.station.models import Service

# Of a change that touches each day of eight weeks, the first tell the rest.
MOST_WORDS = 500
# The nights on which clocks are changed come once in a year each.
YEAR = timedelta(days=366)


class GridChanged(Exception):
    """Somebody else changed the grid after this edit was previewed: ``changes`` tell."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        super().__init__(", ".join(str(change) for change in self.changes))


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


def preview(service: Service, edit: Sequence[RowEdit], *, at: datetime) -> Preview:
    """
    Return what an edit would change, and save nothing.

    Raises: Refused
    """
    rows = Rows(service)
    before = grid_of_rows(rows)
    made = rows.make(edit)
    return compared(rows, before, grid_of_rows(rows), made, at)


def save_edit(
    service: Service,
    edit: Sequence[RowEdit],
    *,
    number: int,
    by: AbstractBaseUser | None,
    reason: str,
    at: datetime,
    undoes: Change | None = None,
) -> Change:
    """
    Save an edit that was previewed for the grid of this number.

    Raises: GridChanged, Refused; nothing is saved then
    """
    with transaction.atomic():
        state = lock_grid(service)
        if state.number != number:
            later = Change.objects.filter(service=service, number__gt=number)
            raise GridChanged(later.order_by("number"))
        rows = Rows(service, by=by)
        before = grid_of_rows(rows)
        made = rows.make(edit)
        words = compared(rows, before, grid_of_rows(rows), made, at).words
        rows.store()
        state.number += 1
        state.default_program_id = rows.default_id
        state.save()
        change = Change.objects.create(
            service=service,
            number=state.number,
            made_by=by,
            made_at=at,
            reason=reason,
            rows=made,
            words=list(words[:MOST_WORDS]),
            undoes=undoes,
        )
        plan_broadcasts(service, at=at)
    return change


def undo(change: Change, *, by: AbstractBaseUser | None, at: datetime) -> Change:
    """
    Take a change back, as another change.

    Raises: Refused when it was undone, or what it touched was changed since
    """
    with transaction.atomic():
        state = lock_grid(change.service)
        if Change.objects.filter(undoes=change).exists():
            raise Refused(["This change was already undone."])
        later = touched_since(change)
        if later:
            raise Refused(
                [
                    f"{one} by {one.made_by or 'somebody'} touched the same: undo that first."
                    for one in later
                ]
            )
        return save_edit(
            change.service,
            list(turned_around(change)),
            number=state.number,
            by=by,
            reason=f"undoes change {change.number}",
            at=at,
            undoes=change,
        )


def touched_since(change: Change) -> list[Change]:
    """Return the later changes, not undone themselves, that touched the same slots."""
    mine = {(row["model"] == "default", row["key"]) for row in change.rows}
    later = Change.objects.filter(
        service=change.service,
        number__gt=change.number,
        undoes__isnull=True,
        undone_by__isnull=True,
    ).order_by("-number")
    return [
        one
        for one in later
        if mine & {(row["model"] == "default", row["key"]) for row in one.rows}
    ]


def turned_around(change: Change) -> Iterator[RowEdit]:
    """Yield what puts the rows of a change back."""
    for row in reversed(change.rows):
        before, after = row["before"], row["after"]
        match row["model"]:
            case "slot":
                yield SlotEdit(row["key"], before or {**after, "is_withdrawn": True})
            case "override":
                yield OverrideEdit(row["key"], before, row["pk"])
            case _:
                yield DefaultEdit(before["program_id"])


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
    old, new = (tiles_in(grid, looked_at) for grid in (before, after))
    found = tuple(one for one in differences(old, new) if not is_cut(one, looked_at))
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
        tuple(
            new_remarks(
                overlaps_in(before, looked_at, called),
                overlaps_in(after, looked_at, called),
            )
        ),
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
    grid: Grid, looked_at: Sequence[Stretch], called: Mapping[str, str]
) -> Iterator[Remark]:
    for starts_at, ends_at in looked_at:
        yield from overlaps(grid, starts_at=starts_at, ends_at=ends_at, names=called)


def gaps_of(
    grid: Grid, tiles: Sequence[Tile], names: Mapping[str, str]
) -> Iterator[Remark]:
    return gaps(tiles, default=names.get(grid.default, "nothing"))


def new_remarks(before: Iterator[Remark], after: Iterator[Remark]) -> Iterator[Remark]:
    """Yield the remarks that were not there before."""
    known = set(before)
    return (one for one in after if one not in known)
