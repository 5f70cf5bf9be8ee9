"""The forms about slots: new, otherwise, ended; and what fills."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.schedule.desk_edit_form import ALWAYS, FROM, EditForm
from callsign.newsroom.schedule.desk_fields import (
    RecurrenceFields,
    day_field,
    program_field,
    time_field,
)
from callsign.newsroom.schedule.desk_ground import Ground
from callsign.newsroom.schedule.desk_splitting import split
from callsign.newsroom.schedule.edits import DefaultEdit, RowEdit, SlotEdit
from callsign.newsroom.schedule.models import GridState, Slot
from callsign.newsroom.schedule.models.slot import LAYERS


class NewSlotForm(RecurrenceFields, EditForm):
    """Another slot in the grid."""

    heading = "New slot"
    field_order = (
        "program local_start local_end recurs days order weekday rrule valid_from"
        " valid_until layer title is_recorded rerun_of rerun_after_days"
    ).split()

    program = program_field()
    local_start = time_field("Starts")
    local_end = time_field("Ends", help_text="Not after the start: on the day after.")
    valid_from = day_field("From")
    valid_until = day_field("Until", required=False, help_text="Empty: without end.")
    layer = forms.TypedChoiceField(
        choices=LAYERS,
        coerce=int,
        initial=Layer.BASE,
        help_text="A higher layer covers those before it in the list.",
    )
    title = forms.CharField(
        max_length=160, required=False, help_text="If it is not the program's own."
    )
    is_recorded = forms.BooleanField(
        label="Record",
        required=False,
        help_text="Each airing becomes the draft of an episode when it has ended.",
    )
    rerun_of = forms.ModelChoiceField(
        Slot.objects.none(), required=False, label="Repeats", empty_label="Nothing"
    )
    rerun_after_days = forms.IntegerField(
        label="Days after",
        required=False,
        min_value=0,
        max_value=365,
        help_text="0 repeats what aired earlier on the same day.",
    )

    def __init__(self, *args: Any, ground: Ground, **options: Any) -> None:
        super().__init__(*args, ground=ground, **options)
        standing = Slot.objects.standing(ground.service).select_related("program")
        if ground.slot is not None:
            standing = standing.exclude(pk=ground.slot.pk)
        self.fields["rerun_of"].queryset = standing

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        day = ground.day or max(ground.week, ground.today)
        return {
            **RecurrenceFields.initial_of("FREQ=WEEKLY", day),
            "valid_from": day,
            "local_start": ground.asked_time("start"),
            "local_end": ground.asked_time("end"),
            "layer": Layer.BASE.value,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "The last date is before the first.")
        self.refuse_to_repeat_beforehand(cleaned)
        return cleaned

    def refuse_to_repeat_beforehand(self, cleaned: Mapping[str, Any]) -> None:
        """A repeat of the same day comes after what it repeats."""
        first, start = cleaned.get("rerun_of"), cleaned.get("local_start")
        if first is None or start is None or cleaned.get("rerun_after_days"):
            return
        if start <= first.local_start:
            self.add_error(
                "rerun_after_days",
                f"On the same day it would air before what it repeats, which begins at"
                f" {first.local_start:%H:%M}. Say 1, for the day after.",
            )

    def slot_fields(self) -> dict[str, Any]:
        """Return what the fields say, as edits hold it."""
        cleaned = self.cleaned_data
        rerun_of = cleaned["rerun_of"]
        return {
            "program_id": cleaned["program"].pk,
            "layer": cleaned["layer"],
            "rule": cleaned["rule"],
            "local_start": cleaned["local_start"].isoformat(),
            "local_end": cleaned["local_end"].isoformat(),
            "valid_from": cleaned["valid_from"].isoformat(),
            "valid_until": day_or_none(cleaned["valid_until"]),
            "title": cleaned["title"],
            "is_recorded": cleaned["is_recorded"],
            "rerun_of_id": rerun_of.pk if rerun_of else None,
            "rerun_after_days": cleaned["rerun_after_days"] or 0,
        }

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        key = self.ground.new_key(self.cleaned_data["program"])
        return [SlotEdit(key, self.slot_fields())]


class SlotForm(NewSlotForm):
    """A slot otherwise: every time, or from a date on."""

    heading = "Edit slot"
    needs_slot = True
    field_order = ["scope", "from_date", *NewSlotForm.field_order]

    scope = forms.ChoiceField(
        label="Change it",
        choices=[(FROM, "From a date on"), (ALWAYS, "Every time")],
        widget=forms.RadioSelect,
    )
    from_date = day_field(
        "From this date on", required=False, help_text="Before it, all stays as it is."
    )

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        slot = ground.slot
        names = (
            "program layer local_start local_end valid_from valid_until title"
            " is_recorded rerun_of rerun_after_days"
        ).split()
        return {
            **RecurrenceFields.initial_of(slot.rule, slot.valid_from),
            **{name: getattr(slot, name) for name in names},
            "scope": FROM if slot.rule else ALWAYS,
            "from_date": max(ground.day or ground.today, slot.valid_from),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("scope") == FROM and not cleaned.get("from_date"):
            self.add_error("from_date", "From which date on?")
        return cleaned

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        if self.cleaned_data["scope"] == ALWAYS:
            return [SlotEdit(self.ground.slot.key, self.slot_fields())]
        fields = self.slot_fields()
        fields.pop("valid_from")
        return split(self.ground, self.cleaned_data["from_date"], fields)


class EndForm(EditForm):
    """A slot's last date."""

    heading = "End"
    needs_slot = True
    lead = "What it aired stays in the log. To bring it back, undo the change."

    last_date = day_field("Airs up to", help_text="This date included.")

    def __init__(self, *args: Any, ground: Ground, **options: Any) -> None:
        super().__init__(*args, ground=ground, **options)
        if not ground.slot.rule:
            # It has one date, and does not air on it.
            del self.fields["last_date"]

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        return {"last_date": ground.day or ground.today}

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        last, slot = self.cleaned_data.get("last_date"), self.ground.slot
        if last is None or last < slot.valid_from:
            return [SlotEdit(slot.key, {"is_withdrawn": True})]
        return [SlotEdit(slot.key, {"valid_until": last.isoformat()})]


class FillerForm(EditForm):
    """What airs where no slot does."""

    heading = "What fills"
    lead = "All the time that no slot covers belongs to this program."

    program = program_field(required=False, empty_label="Nothing")

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        state = GridState.objects.filter(service=ground.service).first()
        return {"program": state.default_program_id if state else None}

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        program = self.cleaned_data["program"]
        return [DefaultEdit(program.pk if program else None)]


def day_or_none(day: Any) -> str | None:
    return day.isoformat() if day else None
