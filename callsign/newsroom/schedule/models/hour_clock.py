"""Hour clocks: the hour of a program, by the second, from a date on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from callsign.engines.airtime import hour_clock as engine

KINDS = [(kind.value, kind.replace("_", " ").capitalize()) for kind in engine.ItemKind]


class MinutesField(forms.Field):
    """Seconds of an hour as people write them: 6:30."""

    def prepare_value(self, value: Any) -> Any:
        return engine.minutes(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return engine.read_minutes(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class SecondsOfHour(models.PositiveSmallIntegerField):
    """Seconds within an hour, written at the desk as minutes and seconds."""

    def formfield(self, **options: Any) -> Any:
        options = {"label": self.verbose_name.capitalize(), **options}
        return MinutesField(
            label=options["label"],
            required=not self.blank,
            help_text=self.help_text,
            widget=forms.TextInput(attrs={"size": 6, "maxlength": 5}),
        )


class HourClock(ClusterableModel):
    """
    What stands where within each hour of a program.

    Of two that hold on a date, the one that began later does; a new clock leaves the
    past its own.
    """

    program = models.ForeignKey(
        "programs.Program", on_delete=models.CASCADE, related_name="hour_clocks"
    )
    name = models.CharField(max_length=80, help_text="“Weekdays since November”.")
    valid_from = models.DateField("from")
    valid_until = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ["program", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="hour_clock_ends_after_it_begins",
                violation_error_message="It has to end after it begins.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.program}: {self.name}"

    @property
    def plan(self) -> engine.ClockPlan:
        """The clock as the engine's value."""
        return engine.ClockPlan(
            self.name,
            tuple(item.value for item in self.items.all()),
            self.valid_from,
            self.valid_until,
        )


class ClockItem(Orderable):
    """One item of an hour."""

    clock = ParentalKey(HourClock, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=KINDS)
    label = models.CharField(max_length=40, blank=True, help_text="A, B, C …")
    start_s = SecondsOfHour("after the hour", help_text="Minutes and seconds: 6:30.")
    length_s = SecondsOfHour("lasts", help_text="Minutes and seconds: 11:29.")
    is_coverable = models.BooleanField(
        "may be covered", default=False, help_text="By something of our own."
    )
    is_hard = models.BooleanField("to the second", default=True)

    class Meta(Orderable.Meta):
        ordering = ["start_s"]

    def __str__(self) -> str:
        return self.value.name

    @property
    def value(self) -> engine.ClockItem:
        return engine.ClockItem(
            engine.ItemKind(self.kind),
            self.start_s,
            self.length_s,
            self.label,
            self.is_coverable,
            self.is_hard,
        )
