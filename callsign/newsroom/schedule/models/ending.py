"""Endings: which broadcasts have been told to have ended."""

from django.db import models


class Ending(models.Model):
    """
    That the end of a broadcast was told, which happens once.

    A table of its own, because pages show broadcasts, and would all be made anew each
    time a program is over.
    """

    broadcast = models.OneToOneField(
        "schedule.Broadcast", on_delete=models.CASCADE, related_name="ending"
    )
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"the end of {self.broadcast}"
