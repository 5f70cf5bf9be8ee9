"""The state of a service's grid: which program fills, and how often it was changed."""

from django.db import models


class GridState(models.Model):
    """
    One service's grid as a whole.

    ``number`` goes up by one with each change; whoever changes the grid locks this row.
    """

    service = models.OneToOneField(
        "station.Service", on_delete=models.CASCADE, related_name="grid_state"
    )
    default_program = models.ForeignKey(
        "programs.Program",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="fills",
        help_text="The program of all the time that no slot covers.",
    )
    number = models.PositiveIntegerField(default=0, editable=False)
    planned_at = models.DateTimeField(
        null=True, editable=False, help_text="Empty when it is to be planned soon."
    )

    def __str__(self) -> str:
        return f"the grid of {self.service}"
