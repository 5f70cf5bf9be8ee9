"""The forms about one date of a slot: cancel, replace, retitle, move, and take back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from callsign.engines.airtime.grid import Doing
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.recurrence import NotARule
from callsign.newsroom.schedule.desk_edit_form import ALWAYS, FROM, ONE, EditForm
from callsign.newsroom.schedule.desk_fields import day_field, program_field, time_field
from callsign.newsroom.schedule.desk_ground import Ground
from callsign.newsroom.schedule.desk_recurrence import shifted
from callsign.newsroom.schedule.desk_splitting import split
from callsign.newsroom.schedule.edits import OverrideEdit, Refused, RowEdit, SlotEdit

IS_CANCELLED = (
    "This date is cancelled, and that wins over any other exception:"
    " take the cancellation back first."
)


class DateForm(EditForm):
    """A form about one date of a slot."""

    needs_slot = True
    needs_date = True

    def override(self, do: Doing, reason: str, **fields: Any) -> RowEdit:
        """
        Return the exception of this kind on the date: the one there is, or a new one.

        Raises: Refused for a date that is cancelled, which would stay so
        """
        if do is not Doing.CANCEL and any(
            one.do == Doing.CANCEL for one in self.ground.overrides
        ):
            raise Refused([IS_CANCELLED])
        before = next(
            (one for one in self.ground.overrides if one.do == do.value), None
        )
        return OverrideEdit(
            self.ground.slot.key,
            {
                "date": self.ground.day.isoformat(),
                "do": do.value,
                "reason": reason,
                **fields,
            },
            before.pk if before else None,
        )


class CancelForm(DateForm):
    """The slot does not air on this date."""

    heading = "Cancel this date"
    lead = "What is below it airs instead, or what fills. All other dates stay."

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        return [self.override(Doing.CANCEL, reason)]


class ReplaceForm(DateForm):
    """Another program airs in the slot on this date."""

    heading = "Replace on this date"

    program = program_field("Airs instead")
    title = forms.CharField(
        max_length=160, required=False, help_text="If it is not the program's own."
    )

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        cleaned = self.cleaned_data
        return [
            self.override(
                Doing.REPLACE,
                reason,
                program_id=cleaned["program"].pk,
                title=cleaned["title"],
            )
        ]


class RetitleForm(DateForm):
    """The airing of this date is called otherwise."""

    heading = "Retitle this date"

    title = forms.CharField(max_length=160, label="Title on this date")

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        titles = [one.title for one in ground.overrides if one.title]
        return {"title": titles[-1] if titles else ground.slot.title}

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        return [self.override(Doing.RETITLE, reason, title=self.cleaned_data["title"])]


class RestoreForm(DateForm):
    """Exceptions of the date are taken back."""

    heading = "Back to the slot's own plan"

    exceptions = forms.ModelMultipleChoiceField(
        queryset=None, widget=forms.CheckboxSelectMultiple, label="Take back"
    )

    def __init__(self, *args: Any, ground: Ground, **options: Any) -> None:
        super().__init__(*args, ground=ground, **options)
        field = self.fields["exceptions"]
        field.queryset = ground.slot.overrides.filter(date=ground.day)
        field.label_from_instance = exception_in_words

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        return {"exceptions": [one.pk for one in ground.overrides]}

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        key = self.ground.slot.key
        return [
            OverrideEdit(key, None, one.pk) for one in self.cleaned_data["exceptions"]
        ]


class MoveForm(DateForm):
    """Other times: of this date, from it on, or every time."""

    heading = "Move"

    scope = forms.ChoiceField(
        label="Move",
        choices=[
            (ONE, "This date only"),
            (FROM, "From this date on"),
            (ALWAYS, "Every time"),
        ],
        widget=forms.RadioSelect,
        initial=ONE,
    )
    to_date = day_field("To")
    local_start = time_field("Starts")
    local_end = time_field("Ends", help_text="Not after the start: on the day after.")

    def __init__(self, *args: Any, ground: Ground, **options: Any) -> None:
        super().__init__(*args, ground=ground, **options)
        if not ground.slot.rule:
            # It has no other dates to tell this one from.
            self.fields["scope"].widget = forms.HiddenInput()

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        start, end = ground.airing_times
        return {
            "scope": ONE if ground.slot.rule else ALWAYS,
            "to_date": ground.asked_date("to") or ground.day,
            "local_start": ground.asked_time("start") or start,
            "local_end": ground.asked_time("end") or end,
        }

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        to_date = self.cleaned_data["to_date"]
        times = {
            name: self.cleaned_data[name].isoformat()
            for name in ("local_start", "local_end")
        }
        match self.cleaned_data["scope"]:
            case "one" if to_date == self.ground.day:
                return [self.override(Doing.MOVE, reason, **times)]
            case "one":
                return self.to_another_day(to_date, times, reason)
            case "from":
                return split(
                    self.ground,
                    min(to_date, self.ground.day),
                    {**times, **self.rule_for(to_date)},
                )
            case _:
                return [
                    SlotEdit(self.ground.slot.key, {**times, **self.rule_for(to_date)})
                ]

    def to_another_day(
        self, to_date: date, times: Mapping[str, str], reason: str
    ) -> Sequence[RowEdit]:
        """Cancel it here and air it there: an exception cannot leave its date."""
        slot, titled = self.ground.slot, self.initial_title()
        fields = {
            **self.ground.fields_of_slot(),
            **times,
            **titled,
            "rule": "",
            "layer": max(slot.layer, Layer.SPECIAL.value),
            "valid_from": to_date.isoformat(),
            "valid_until": None,
        }
        key = self.ground.new_key(slot.program)
        return [self.override(Doing.CANCEL, reason), SlotEdit(key, fields)]

    def initial_title(self) -> dict[str, Any]:
        """Return what the exceptions of the date have made of program and title."""
        found: dict[str, Any] = {}
        for one in self.ground.overrides:
            found |= {"program_id": one.program_id} if one.program_id else {}
            found |= {"title": one.title} if one.title else {}
        return found

    def rule_for(self, to_date: date) -> dict[str, Any]:
        """
        Raises: Refused when its other dates cannot go over to another day
        """
        slot, day = self.ground.slot, self.ground.day
        if to_date == day:
            return {}
        if not slot.rule:
            return {"valid_from": to_date.isoformat(), "valid_until": None}
        try:
            rule = shifted(
                slot.rule, slot.valid_from, old=day.weekday(), new=to_date.weekday()
            )
        except NotARule as error:
            raise Refused([str(error)]) from error
        return {"rule": rule}


def exception_in_words(override: Any) -> str:
    what = override.title or override.program or override.local_start or ""
    because = f" ({override.reason})" if override.reason else ""
    return f"{override.do} {what}".strip() + because
