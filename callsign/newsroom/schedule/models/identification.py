"""Identifications: what a service says of itself, on the hour."""

from django.db import models


class Identification(models.Model):
    """
    The recording in which a service names itself, as its license asks for each hour.

    The play plan puts it at the top of the hour wherever no episode is heard.
    """

    service = models.OneToOneField(
        "station.Service", on_delete=models.CASCADE, related_name="identification"
    )
    audio = models.ForeignKey(
        "audio.Audio", on_delete=models.PROTECT, related_name="+", verbose_name="sound"
    )

    class Meta:
        verbose_name = "station identification"

    def __str__(self) -> str:
        return f"identification of {self.service}"
