"""Slots: the recurring places of programs in the week of a service."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.recurrence import NotARule, read_rule

LAYERS = [(layer.value, layer.word) for layer in Layer]


def check_rule(text: str) -> None:
    """
    Raises: ValidationError
    """
    try:
        read_rule(text)
    except NotARule as error:
        raise ValidationError(str(error)) from error


class SlotQuerySet(models.QuerySet):
    """Slots by service."""

    def standing(self, service: object) -> Self:
        """Return the slots that make up a service's grid."""
        return self.filter(service=service, is_withdrawn=False)


class Slot(models.Model):
    """
    A recurring place in the grid, in the station's local time.

    An end not after the start is the next day's. ``key`` names it in files and never
    changes. A slot is not deleted, for broadcasts of the past speak of it: it ends, or
    is withdrawn.
    """

    service = models.ForeignKey(
        "station.Service", on_delete=models.PROTECT, related_name="slots"
    )
    key = models.SlugField(max_length=60, editable=False)
    program = models.ForeignKey(
        "programs.Program", on_delete=models.PROTECT, related_name="slots"
    )
    layer = models.PositiveSmallIntegerField(choices=LAYERS, default=Layer.BASE)
    rule = models.CharField(
        "recurs",
        max_length=200,
        blank=True,
        validators=[check_rule],
        help_text="An RRULE by date; empty for once.",
    )
    local_start = models.TimeField("starts")
    local_end = models.TimeField("ends")
    valid_from = models.DateField("from")
    valid_until = models.DateField("until", null=True, blank=True)
    title = models.CharField(max_length=160, blank=True)
    rerun_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reruns"
    )
    rerun_after_days = models.PositiveSmallIntegerField(default=0)
    is_recorded = models.BooleanField(
        "record",
        default=False,
        help_text="Each airing becomes the draft of an episode when it has ended.",
    )

    is_withdrawn = models.BooleanField(default=False, editable=False)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["service", "layer", "local_start", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "key"], name="one_slot_of_a_key"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="slot_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.program} ({self.key})"
