"""
Applying: what a file wants, compared with what is there, as edits of the grid.

Slots are known by their keys, exceptions by slot, date and what they do. What is there
and not in the file stays, unless the file shall replace the grid.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from callsign.newsroom.schedule.comparing import Preview
from callsign.newsroom.schedule.edits import (
    OVERRIDE_FIELDS,
    SLOT_FIELDS,
    DefaultEdit,
    OverrideEdit,
    RowEdit,
    Rows,
    SlotEdit,
    fields_of,
)
from callsign.newsroom.schedule.importing.wanted import (
    Wanted,
    WantedOverride,
    WantedSlot,
)
from callsign.newsroom.schedule.models import Change, Override
from callsign.newsroom.schedule.planning import preview, save_edit
from callsign.newsroom.station.models import Service

OverrideKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Import:
    """A file's wishes for a service, ready to be looked at or saved."""

    service: Service
    wanted: Wanted
    replaces: bool = False

    def preview(self, *, at: datetime) -> Preview:
        """
        Return what it would change; nothing is saved.

        Raises: Refused
        """
        return preview(self.service, list(self.edit(Rows(self.service))), at=at)

    @transaction.atomic
    def save(
        self, *, by: AbstractBaseUser | None, reason: str, at: datetime
    ) -> list[Change]:
        """
        Save it as a change; as two, when new slots repeat each other's episodes.

        Raises: Refused, GridChanged; nothing is saved then
        """
        changes = []
        for edit_of in (self.edit, self.rerun_edit):
            rows = Rows(self.service)
            edit = list(edit_of(rows))
            if edit:
                changes.append(
                    save_edit(
                        self.service,
                        edit,
                        number=rows.number,
                        by=by,
                        reason=reason[:200],
                        at=at,
                    )
                )
        return changes

    def edit(self, rows: Rows) -> Iterator[RowEdit]:
        """Yield what makes the grid as the file wants it, but for reruns."""
        default = self.wanted.default
        if default is not None and default.pk != rows.default_id:
            yield DefaultEdit(default.pk)
        keys = {slot.key for slot in self.wanted.slots}
        for slot in self.wanted.slots:
            present = rows.slots.get(slot.key)
            fields = slot_fields(slot)
            if present is not None and slot.is_from_open:
                # Brought in again on a later day, it still began when it did.
                del fields["valid_from"]
            there = fields_of(present, SLOT_FIELDS) if present else {}
            if changed := {k: v for k, v in fields.items() if there.get(k, "?") != v}:
                yield SlotEdit(slot.key, changed if present else fields)
        if self.replaces:
            for present in rows.standing:
                if present.key not in keys:
                    yield SlotEdit(present.key, {"is_withdrawn": True})
        yield from self.override_edits(rows, keys)

    def override_edits(self, rows: Rows, keys: set[str]) -> Iterator[RowEdit]:
        there: dict[OverrideKey, list[Override]] = {}
        for one in rows.overrides:
            there.setdefault((one.slot.key, one.date.isoformat(), one.do), []).append(
                one
            )
        for wanted in self.wanted.overrides:
            known = there.get((wanted.slot, wanted.date, wanted.do))
            fields = override_fields(wanted)
            if not known:
                yield OverrideEdit(wanted.slot, fields)
                continue
            present = known.pop(0)
            now = fields_of(present, OVERRIDE_FIELDS)
            if any(now[name] != value for name, value in fields.items()):
                yield OverrideEdit(wanted.slot, fields, present.pk)
        if self.replaces:
            for key, left in there.items():
                for one in left if key[0] in keys else ():
                    yield OverrideEdit(key[0], None, one.pk)

    def rerun_edit(self, rows: Rows) -> Iterator[RowEdit]:
        """Yield which slots repeat which, now that all of them are stored."""
        for slot in self.wanted.slots:
            original = rows.slots.get(slot.rerun_of)
            present = rows.slots[slot.key]
            fields = {
                "rerun_of_id": original.pk if original else None,
                "rerun_after_days": slot.rerun_after_days if original else 0,
            }
            if any(getattr(present, name) != value for name, value in fields.items()):
                yield SlotEdit(slot.key, fields)


def slot_fields(slot: WantedSlot) -> dict[str, Any]:
    return {
        "program_id": slot.program.pk,
        "layer": int(slot.layer),
        "rule": slot.rule,
        "local_start": slot.local_start,
        "local_end": slot.local_end,
        "valid_from": slot.valid_from,
        "valid_until": slot.valid_until,
        "title": slot.title,
        "is_withdrawn": False,
    }


def override_fields(override: WantedOverride) -> dict[str, Any]:
    return {
        "date": override.date,
        "do": override.do,
        "program_id": override.program.pk if override.program else None,
        "local_start": override.local_start,
        "local_end": override.local_end,
        "title": override.title,
        "reason": override.reason,
    }
