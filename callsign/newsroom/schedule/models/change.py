"""Changes: everything that was ever done to a grid, by whom and why."""

from django.conf import settings
from django.db import models


class Change(models.Model):
    """
    One change of a service's grid.

    ``rows`` are what was touched: ``{"model": "slot" | "override" | "default", "pk",
    "before", "after"}``, each side the fields of the row or null. ``words`` are what it
    changed in the eight weeks that followed.
    """

    service = models.ForeignKey(
        "station.Service", on_delete=models.PROTECT, related_name="grid_changes"
    )
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    rows = models.JSONField(default=list)
    words = models.JSONField(default=list)
    undoes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "number"], name="one_change_of_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"change {self.number} of {self.service}"
