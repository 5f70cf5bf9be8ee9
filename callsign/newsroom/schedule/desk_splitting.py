"""Splitting a slot: up to a date it is as it was, from then on it is another."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from callsign.engines.airtime.recurrence import read_rule
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.desk_ground import Ground
from callsign.newsroom.schedule.edits import (
    OVERRIDE_FIELDS,
    OverrideEdit,
    Refused,
    RowEdit,
    SlotEdit,
    fields_of,
)
from callsign.newsroom.schedule.models import Override

DAY = timedelta(days=1)


def split(ground: Ground, on: date, fields: Mapping[str, Any]) -> Sequence[RowEdit]:
    """
    Return the edit that makes a slot otherwise from a date on.

    Exceptions from that date on go over to the new slot. A slot that begins only then
    is edited as a whole.

    Raises: Refused for a slot that does not air from then on, or a counted number of times
    """
    slot = ground.slot
    if on <= slot.valid_from:
        return [
            SlotEdit(slot.key, {"valid_from": slot.valid_from.isoformat(), **fields})
        ]
    if read_rule(slot.rule).count is not None:
        raise Refused(
            [
                "It airs a counted number of times, which cannot be divided: change it every time."
            ]
        )
    first = next(ground.dates_from(on), None)
    if first is None:
        raise Refused([f"It does not air from {on} on any more."])
    program = Program.objects.get(pk=fields.get("program_id", slot.program_id))
    key = ground.new_key(program)
    # The first date of a rule that stays: every second week stays the same weeks.
    is_same_rule = fields.get("rule", slot.rule) == slot.rule
    valid_from = (first if is_same_rule else on).isoformat()
    whole = {**ground.fields_of_slot(), **fields, "valid_from": valid_from}
    return [
        SlotEdit(slot.key, {"valid_until": (on - DAY).isoformat()}),
        SlotEdit(key, whole),
        *exceptions_go_over(ground, on, key),
    ]


def exceptions_go_over(ground: Ground, on: date, key: str) -> Iterator[RowEdit]:
    for one in Override.objects.filter(slot=ground.slot, date__gte=on):
        yield OverrideEdit(ground.slot.key, None, one.pk)
        yield OverrideEdit(key, fields_of(one, OVERRIDE_FIELDS))
