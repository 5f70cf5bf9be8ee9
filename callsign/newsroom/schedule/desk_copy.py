"""Copying a week: what is special about it, to another."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.schedule.desk_edit_form import EditForm
from callsign.newsroom.schedule.desk_fields import day_field
from callsign.newsroom.schedule.desk_ground import Ground
from callsign.newsroom.schedule.desk_week import monday_of
from callsign.newsroom.schedule.edits import (
    OVERRIDE_FIELDS,
    SLOT_FIELDS,
    OverrideEdit,
    Refused,
    RowEdit,
    SlotEdit,
    fields_of,
)
from callsign.newsroom.schedule.models import Override, Slot
from callsign.newsroom.schedule.occurrence_of_date import occurrence_on

WEEK = timedelta(days=7)
LAST = timedelta(days=6)


class CopyWeekForm(EditForm):
    """The specials and exceptions of one week, in another."""

    heading = "Copy a week"
    lead = (
        "Specials and the exceptions of single dates are copied; what airs every week"
        " is there already. What stands in the other week stays."
    )

    from_week = day_field("From the week of")
    to_week = day_field("To the week of")

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        return {
            "from_week": monday_of(ground.week),
            "to_week": monday_of(ground.week) + WEEK,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        weeks = [monday_of(cleaned[name]) for name in self.fields if cleaned.get(name)]
        if len(weeks) == 2 and weeks[0] == weeks[1]:
            self.add_error("to_week", "This is the same week.")
        return cleaned

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        first = monday_of(self.cleaned_data["from_week"])
        by = monday_of(self.cleaned_data["to_week"]) - first
        found = [
            *specials_copied(self.ground, first, by),
            *exceptions_copied(self.ground, first, by),
        ]
        if not found:
            raise Refused(
                [
                    "This week has no specials or exceptions that the other has not as well."
                ]
            )
        return found


def specials_copied(ground: Ground, first: date, by: timedelta) -> Iterator[RowEdit]:
    """Yield each slot that is of this week alone, in the other."""
    present = {
        identity(fields_of(slot, SLOT_FIELDS))
        for slot in Slot.objects.standing(ground.service)
    }
    slots = Slot.objects.standing(ground.service).select_related("program")
    for slot in slots.filter(valid_from__range=(first, first + LAST)):
        last = slot.valid_from if not slot.rule else slot.valid_until
        if last is None or last > first + LAST:
            continue
        until = slot.valid_until
        fields = {
            **fields_of(slot, SLOT_FIELDS),
            "valid_from": (slot.valid_from + by).isoformat(),
            "valid_until": (until + by).isoformat() if until else None,
        }
        if identity(fields) not in present:
            yield SlotEdit(ground.new_key(slot.program), fields)


def exceptions_copied(ground: Ground, first: date, by: timedelta) -> Iterator[RowEdit]:
    """
    Yield each exception of this week for the same slot in the other.

    Where the slot does not air then, what replaced or moved it is a special.
    """
    found = Override.objects.filter(
        slot__in=Slot.objects.standing(ground.service),
        date__range=(first, first + LAST),
    ).select_related("slot__program", "program")
    there = Override.objects.filter(
        slot__service=ground.service, date__range=(first + by, first + by + LAST)
    )
    taken = {(one.slot_id, one.date, one.do) for one in there}
    for one in found:
        day = one.date + by
        if occurrence_on(ground.grid, one.slot.key, day) is not None:
            if (one.slot_id, day, one.do) not in taken:
                fields = fields_of(one, OVERRIDE_FIELDS)
                # Whoever copies it has made it.
                fields.pop("made_by_id")
                fields["date"] = day.isoformat()
                yield OverrideEdit(one.slot.key, fields)
        elif one.do in ("replace", "move") and one.slot.rule:
            yield special_of(ground, one, day)


def special_of(ground: Ground, one: Override, day: date) -> RowEdit:
    """Return what an exception airs on its date, as a special of another."""
    slot, program = one.slot, one.program or one.slot.program
    fields = {
        **fields_of(slot, SLOT_FIELDS),
        "program_id": program.pk,
        "layer": max(slot.layer, Layer.SPECIAL.value),
        "rule": "",
        "local_start": (one.local_start or slot.local_start).isoformat(),
        "local_end": (one.local_end or slot.local_end).isoformat(),
        "valid_from": day.isoformat(),
        "valid_until": None,
        "title": one.title or slot.title,
    }
    return SlotEdit(ground.new_key(program), fields)


def identity(fields: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes two slots say the same."""
    return tuple(sorted((name, str(value)) for name, value in fields.items()))
