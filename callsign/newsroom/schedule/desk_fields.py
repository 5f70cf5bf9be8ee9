"""Fields of the schedule's forms: times, dates, programs, how often."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.recurrence import NotARule, read_rule
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.desk_recurrence import Recurrence, Recurs, recurrence_of
from callsign.newsroom.schedule.desk_words_of_days import DAYS, ORDERS
from callsign.newsroom.schedule.models.slot import LAYERS

WAYS = [
    (Recurs.WEEKLY.value, "On the same days of every week"),
    (Recurs.MONTHLY.value, "Once a month"),
    (Recurs.ONCE.value, "Once"),
    (Recurs.RULE.value, "Otherwise"),
]
# What may take one date's air from the slots of every week.
LAYERS_OF_ONE_DAY = [(value, word) for value, word in LAYERS if value > Layer.SEASON]
# Beyond, a year was mistyped.
EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)


def date_in(text: str | None) -> date | None:
    """
    Return a date as an address writes it, or nothing.

    >>> date_in("2026-11-23"), date_in("9999-12-31"), date_in("soon"), date_in(None)
    (datetime.date(2026, 11, 23), None, None, None)
    """
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


class ClockInput(forms.TimeInput):
    """A time of day, with seconds only where there are any."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "clock-input"})

    def format_value(self, value: Any) -> Any:
        if isinstance(value, time):
            return value.isoformat("seconds" if value.second else "minutes")
        return value


class DayInput(forms.DateInput):
    """A date, chosen as the browser lets one choose it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "day-input"})


def time_field(label: str, **options: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=ClockInput(), **options)


def day_field(label: str, **options: Any) -> forms.DateField:
    """Return a field for a date that a calendar of ours reaches."""
    reach = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    return forms.DateField(label=label, widget=DayInput(), validators=reach, **options)


def program_field(label: str = "Program", **options: Any) -> forms.ModelChoiceField:
    programs = Program.objects.order_by("title")
    return forms.ModelChoiceField(programs, label=label, **options)


class RecurrenceFields(forms.Form):
    """How often a slot airs; ``cleaned_data["rule"]`` is the RRULE that says so."""

    recurs = forms.ChoiceField(
        label="Airs", choices=WAYS, widget=forms.RadioSelect, initial=Recurs.WEEKLY
    )
    days = forms.TypedMultipleChoiceField(
        label="Days",
        choices=list(enumerate(DAYS)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    order = forms.TypedChoiceField(
        label="Which of the month",
        choices=list(ORDERS.items()),
        coerce=int,
        required=False,
        empty_value=1,
    )
    weekday = forms.TypedChoiceField(
        label="Day of the week",
        choices=list(enumerate(DAYS)),
        coerce=int,
        required=False,
        empty_value=0,
    )
    rrule = forms.CharField(
        label="Rule",
        required=False,
        max_length=200,
        help_text="An RRULE as calendars write it: FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    )

    @staticmethod
    def initial_of(rule: str, valid_from: date) -> dict[str, Any]:
        """Return what the fields show of a rule."""
        one = recurrence_of(rule, valid_from)
        return {
            "recurs": one.recurs.value,
            "days": list(one.days) or [valid_from.weekday()],
            "order": one.order,
            "weekday": one.weekday
            if one.recurs is Recurs.MONTHLY
            else valid_from.weekday(),
            "rrule": one.rule,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        recurs = Recurs(cleaned.get("recurs") or Recurs.ONCE)
        if recurs is Recurs.WEEKLY and not cleaned.get("days"):
            self.add_error("days", "Choose at least one day.")
        if recurs is Recurs.RULE and not (cleaned.get("rrule") or "").strip():
            self.add_error("rrule", "Which rule? For one date, choose “Once”.")
        if self.errors:
            return cleaned
        one = Recurrence(
            recurs,
            tuple(cleaned["days"]),
            cleaned["order"],
            cleaned["weekday"],
            cleaned["rrule"],
        )
        try:
            read_rule(one.as_rule)
        except NotARule as error:
            self.add_error("rrule", str(error))
        cleaned["rule"] = one.as_rule
        return cleaned
