"""Planning: an edit is previewed, saved and undone; every change is kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from callsign.newsroom.schedule.airing import lock_grid, plan_broadcasts
from callsign.newsroom.schedule.comparing import Preview, compared, grid_of_rows
from callsign.newsroom.schedule.edits import (
    DefaultEdit,
    OverrideEdit,
    Refused,
    RowEdit,
    Rows,
    SlotEdit,
)
from callsign.newsroom.schedule.models import Change
from callsign.newsroom.station.models import Service

# Of a change that touches each day of eight weeks, the first tell the rest.
MOST_WORDS = 500


class GridChanged(Exception):
    """Somebody else changed the grid after this edit was previewed: ``changes`` tell."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        super().__init__(", ".join(str(change) for change in self.changes))


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
