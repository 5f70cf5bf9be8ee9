"""The form of a special: a program for one day."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.schedule.desk_edit_form import EditForm
from callsign.newsroom.schedule.desk_fields import (
    LAYERS_OF_ONE_DAY,
    day_field,
    program_field,
    time_field,
)
from callsign.newsroom.schedule.desk_ground import Ground
from callsign.newsroom.schedule.edits import RowEdit, SlotEdit

HAS_PASSED = "This date has passed: what was aired on it stays as it was."


class SpecialForm(EditForm):
    """A program for one day, over what airs on it."""

    heading = "Special for one day"
    lead = "It covers what airs at that time, and nothing else changes."

    program = program_field()
    date = day_field("Date")
    local_start = time_field("Starts")
    local_end = time_field("Ends", help_text="Not after the start: on the day after.")
    title = forms.CharField(
        max_length=160, required=False, help_text="If it is not the program's own."
    )
    layer = forms.TypedChoiceField(
        choices=LAYERS_OF_ONE_DAY, coerce=int, initial=Layer.SPECIAL.value
    )
    is_recorded = forms.BooleanField(
        label="Record",
        required=False,
        help_text="It becomes the draft of an episode when it has ended.",
    )

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        return {
            "date": ground.day or max(ground.week, ground.today),
            "local_start": ground.asked_time("start"),
            "local_end": ground.asked_time("end"),
            "layer": Layer.SPECIAL.value,
        }

    def clean_date(self) -> date:
        day = self.cleaned_data["date"]
        if day < self.ground.today:
            raise forms.ValidationError(HAS_PASSED)
        return day

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        cleaned = self.cleaned_data
        fields = {
            "program_id": cleaned["program"].pk,
            "layer": cleaned["layer"],
            "local_start": cleaned["local_start"].isoformat(),
            "local_end": cleaned["local_end"].isoformat(),
            "valid_from": cleaned["date"].isoformat(),
            "title": cleaned["title"],
            "is_recorded": cleaned["is_recorded"],
        }
        return [SlotEdit(self.ground.new_key(cleaned["program"]), fields)]
