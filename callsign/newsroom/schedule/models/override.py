"""Overrides: one date's exceptions to slots."""

from django.conf import settings
from django.db import models

from callsign.engines.airtime.grid import Doing

DOINGS = [(doing.value, doing.value) for doing in Doing]


class Override(models.Model):
    """
    What is otherwise about a slot on one local date, that of the slot's own start.

    Several of one date apply in the order in which they were made.
    """

    slot = models.ForeignKey(
        "schedule.Slot", on_delete=models.PROTECT, related_name="overrides"
    )
    date = models.DateField()
    do = models.CharField(max_length=8, choices=DOINGS)
    program = models.ForeignKey(
        "programs.Program",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    local_start = models.TimeField(null=True, blank=True)
    local_end = models.TimeField(null=True, blank=True)
    title = models.CharField(max_length=160, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["slot", "date"], name="override_of_a_date")]

    def __str__(self) -> str:
        return f"{self.do} {self.slot} on {self.date}"
