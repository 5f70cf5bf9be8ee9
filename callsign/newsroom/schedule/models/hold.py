"""Holds: which spans of a service the schedule withheld, and may let go."""

from django.db import models


class Hold(models.Model):
    """A withheld span that follows from the rights of a program; a person's has none."""

    span = models.OneToOneField(
        "station.Withheld", on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.span)
