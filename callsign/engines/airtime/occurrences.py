"""Occurrences: the single airings that a grid's slots ask for, before they cover each other."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from callsign.engines.airtime.expansion import dates
from callsign.engines.airtime.grid import Doing, Grid, Override, Slot, wall_end_s
from callsign.engines.airtime.wall_clock import DAY_S

# More than any ordinal of a date, so that rank and date are one number that compares.
DATES = 1 << 22


class Occurrence(NamedTuple):
    """
    A slot on one date, as instants (whole seconds since 1970, UTC).

    ``precedence`` says which of two is heard: the higher. It is the grid's rank of the
    slot and, should a slot meet itself after a move, the later date.
    """

    start: int
    end: int
    precedence: int
    slot: Slot
    day: int
    overrides: tuple[Override, ...] = ()

    @property
    def local_date(self) -> date:
        return date.fromordinal(self.day)

    @property
    def program(self) -> str:
        replaced = [one.program for one in self.overrides if one.program]
        return replaced[-1] if replaced else self.slot.program

    @property
    def title(self) -> str:
        titles = [one.title for one in self.overrides if one.title]
        return titles[-1] if titles else self.slot.title

    @property
    def is_cancelled(self) -> bool:
        return any(one.do is Doing.CANCEL for one in self.overrides)

    @property
    def episode(self) -> tuple[str, date]:
        """The slot and local date whose episode this is: its own, or that it repeats."""
        if not self.slot.rerun_of:
            return self.slot.id, self.local_date
        return self.slot.rerun_of, date.fromordinal(
            self.day - self.slot.rerun_after_days
        )


def occurrences(grid: Grid, *, start: int, end: int) -> list[Occurrence]:
    """
    Return what the slots ask for between two instants, in order of start.

    Whatever has no length, as on the night it would fall into the hour that does not
    exist, is left out, as are cancelled dates.
    """
    found = [
        one
        for slot in grid.slots
        for one in occurrences_of(grid, slot, start=start, end=end)
        if not one.is_cancelled
    ]
    found.sort(key=attrgetter("start"))
    return found


def occurrences_of(
    grid: Grid, slot: Slot, *, start: int, end: int
) -> Iterator[Occurrence]:
    """Yield the airings of one slot between two instants, cancelled ones as well."""
    instant, changes = grid.clock.instant, grid.changes.get(slot.id, {})
    start_s, end_s = slot.start_s, wall_end_s(slot.start_s, slot.end_s)
    base = grid.ranks[slot.id] * DATES
    for day in days_of(grid, slot, start=start, end=end):
        if changes and day in changes:
            one = overridden(grid, slot, day, changes[day])
        else:
            begins, ends = instant(day, start_s), instant(day, end_s)
            one = Occurrence(begins, ends, base + day, slot, day)
        if one.start < one.end and one.start < end and one.end > start:
            yield one


def days_of(grid: Grid, slot: Slot, *, start: int, end: int) -> Iterator[int]:
    """Yield the dates of a slot whose airing may touch what is between two instants."""
    # One that began the evening before, or was moved past midnight, reaches in here.
    # Where clocks turn back over midnight, the day before goes on after the day began.
    first, last = grid.clock.day_of(start) - 2, grid.clock.day_of(end) + 1
    if slot.valid_until is not None:
        last = min(last, slot.valid_until.toordinal())
    yield from dates(
        slot.rule,
        valid_from=slot.valid_from.toordinal(),
        first=first,
        last=last,
        start_s=slot.start_s,
        zone=grid.zone,
    )


def overridden(
    grid: Grid, slot: Slot, day: int, overrides: tuple[Override, ...]
) -> Occurrence:
    """Return a slot's airing as the overrides of its date make it."""
    start_s, end_s = wall_times(slot, overrides)
    return Occurrence(
        grid.clock.instant(day, start_s),
        grid.clock.instant(day, min(end_s, start_s + DAY_S)),
        grid.ranks[slot.id] * DATES + day,
        slot,
        day,
        overrides,
    )


def wall_times(slot: Slot, overrides: tuple[Override, ...]) -> tuple[int, int]:
    """Return when a slot begins and ends by the wall clock, as the overrides of a date move it."""
    start_s, end_s = slot.start_s, wall_end_s(slot.start_s, slot.end_s)
    for one in overrides:
        if one.start_s is not None and one.end_s is None:
            start_s, end_s = one.start_s, one.start_s + end_s - start_s
        elif one.end_s is not None:
            start_s = start_s if one.start_s is None else one.start_s
            end_s = wall_end_s(start_s, one.end_s)
    return start_s, end_s
