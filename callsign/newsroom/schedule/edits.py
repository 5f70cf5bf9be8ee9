"""
Edits: what a program director wants otherwise, as values, before any of it is stored.

A row is named by its slot's key, or by an override's number; its fields are what JSON
can hold, so that an edit can wait in a form, be kept in a change and be turned around.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from callsign.newsroom.programs.lines import refuse_no_letters
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.edit_checks import (
    in_words,
    refuse_end_before_beginning,
    refuse_half_an_override,
    refuse_no_date,
    refuse_unknown_program,
)
from callsign.newsroom.schedule.models import GridState, Override, Slot
from callsign.newsroom.station.models import Service

Fields = Mapping[str, Any]

SLOT_FIELDS = (
    "program_id layer rule local_start local_end valid_from valid_until title"
    " rerun_of_id rerun_after_days is_recorded is_withdrawn"
).split()
# Django would ask the database for each of these, of each of an import's slots.
LOOKED_UP = ("key", "service", "program", "slot")
RECURRENCE = ("rule", "valid_from")
OVERRIDE_FIELDS = (
    "date do program_id local_start local_end title reason made_by_id"
).split()


class Refused(ValueError):
    """An edit that cannot be made; ``problems`` say why, in words for its editor."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True, slots=True)
class SlotEdit:
    """A slot as it shall be; a key that is not there yet makes a new one."""

    key: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class OverrideEdit:
    """
    An override as it shall be: a new one without a ``pk``, none without ``fields``.

    One that was removed comes back under its old ``pk``.
    """

    slot: str
    fields: Fields | None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class DefaultEdit:
    """The program that fills."""

    program_id: int | None


RowEdit = SlotEdit | OverrideEdit | DefaultEdit


class Rows:
    """The rows of a service's grid in memory, to which edits are made."""

    def __init__(self, service: Service, *, by: AbstractBaseUser | None = None) -> None:
        self.service, self.by = service, by
        state = GridState.objects.filter(service=service).first()
        self.default_id = state.default_program_id if state else None
        # Read before the rows: a change that comes in between makes it too old, never
        # too new, and who saves by it is shown that change.
        self.number = state.number if state else 0
        slots = Slot.objects.filter(service=service)
        self.slots = {one.key: one for one in slots}
        overrides = Override.objects.filter(slot__service=service).select_related(
            "slot", "made_by"
        )
        self.overrides = list(overrides)
        # Programs that an edit takes away have their names in what is said of it.
        named = {one.program_id for one in (*slots, *self.overrides)}
        self.known_programs = (named | {self.default_id}) - {None}
        self.touched_slots: list[str] = []
        self.touched: list[tuple[Override, dict[str, Any]]] = []

    @property
    def programs(self) -> dict[int, Program]:
        """The programs that the rows speak of, by their numbers."""
        numbers = {one.program_id for one in (*self.slots.values(), *self.overrides)}
        numbers |= {self.default_id, *self.known_programs}
        return Program.objects.in_bulk(numbers - {None})

    @property
    def names(self) -> dict[str, str]:
        """What programs are called, by their slugs."""
        return {one.slug: one.title for one in self.programs.values()}

    @property
    def standing(self) -> list[Slot]:
        return [one for one in self.slots.values() if not one.is_withdrawn]

    def make(self, edit: Sequence[RowEdit]) -> list[dict[str, Any]]:
        """
        Make an edit here; return each row before and after, as a change keeps it.

        Raises: Refused, with everything that is wrong
        """
        problems: list[str] = []
        made = []
        for one in edit:
            try:
                made.append(self.make_one(one))
            except ValidationError as error:
                problems += in_words(error)
            except (KeyError, ValueError, TypeError) as error:
                # A form that was tampered with, or has grown old.
                problems.append(f"this cannot be read: {error}")
        if problems:
            raise Refused(problems)
        return made

    def make_one(self, edit: RowEdit) -> dict[str, Any]:
        match edit:
            case SlotEdit():
                return self.make_slot(edit)
            case OverrideEdit():
                return self.make_override(edit)
            case DefaultEdit():
                before, self.default_id = self.default_id, edit.program_id
                was, shall = {"program_id": before}, {"program_id": edit.program_id}
                return row_of("default", None, was, shall)

    def make_slot(self, edit: SlotEdit) -> dict[str, Any]:
        slot = self.slots.get(edit.key)
        before = None if slot is None else fields_of(slot, SLOT_FIELDS)
        if slot is None:
            slot = Slot(service=self.service, key=edit.key)
        put(slot, edit.fields, SLOT_FIELDS)
        slot.full_clean(
            exclude=LOOKED_UP, validate_unique=False, validate_constraints=False
        )
        refuse_end_before_beginning(slot)
        refuse_unknown_program(slot, self.known_programs)
        refuse_no_letters(slot, ["title"])
        # What came to never air before this was refused can still be ended.
        recurs = fields_of(slot, RECURRENCE)
        if before is None or any(before[name] != recurs[name] for name in recurs):
            refuse_no_date(slot, ZoneInfo(self.service.station.zone))
        self.slots[edit.key] = slot
        self.touched_slots.append(edit.key)
        return row_of("slot", edit.key, before, fields_of(slot, SLOT_FIELDS))

    def make_override(self, edit: OverrideEdit) -> dict[str, Any]:
        slot = self.slots[edit.slot]
        override = next(
            (one for one in self.overrides if edit.pk and one.pk == edit.pk), None
        )
        before = None if override is None else fields_of(override, OVERRIDE_FIELDS)
        if edit.fields is None:
            if override is None:
                raise ValidationError("This exception is no longer there.")
            self.overrides.remove(override)
            return self.touch(override, edit.slot, before, None)
        if override is None:
            override = Override(pk=edit.pk, slot=slot, made_by=self.by)
            self.overrides.append(override)
        put(override, edit.fields, OVERRIDE_FIELDS)
        override.full_clean(exclude=LOOKED_UP, validate_unique=False)
        refuse_unknown_program(override, self.known_programs)
        refuse_no_letters(override, ["title", "reason"])
        refuse_half_an_override(override)
        return self.touch(
            override, edit.slot, before, fields_of(override, OVERRIDE_FIELDS)
        )

    def touch(
        self, override: Override, key: str, before: Fields | None, after: Fields | None
    ) -> dict[str, Any]:
        row = row_of("override", key, before, after, pk=override.pk)
        self.touched.append((override, row))
        return row

    def store(self) -> None:
        """Write what was touched; overrides that are new get their numbers, in their rows too."""
        for key in self.touched_slots:
            self.slots[key].save()
        for override, row in self.touched:
            if row["after"] is None:
                Override.objects.filter(pk=row["pk"]).delete()
            else:
                # A slot that was new when the edit was made has its number now.
                override.slot = self.slots[row["key"]]
                override.save()
                row["pk"] = override.pk


def row_of(
    model: str,
    key: str | None,
    before: Fields | None,
    after: Fields | None,
    pk: int | None = None,
) -> dict[str, Any]:
    return {"model": model, "key": key, "pk": pk, "before": before, "after": after}


def fields_of(row: Slot | Override, names: Sequence[str]) -> dict[str, Any]:
    """Return a row's fields as JSON holds them."""
    values = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date | time) else value
        for name, value in values.items()
    }


def put(row: Slot | Override, fields: Fields, names: Sequence[str]) -> None:
    """
    Put fields, as JSON holds them, into a row.

    Raises: ValidationError for a value, KeyError for a field that no edit may change
    """
    for name, value in fields.items():
        if name not in names:
            raise KeyError(name)
        setattr(
            row, name, row._meta.get_field(name.removesuffix("_id")).to_python(value)
        )
