"""The films of quotes, which a worker makes when an editor asks for them."""

from django.conf import settings
from django.db import models

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.station.tried_work import TriedWork

GIVEN_UP = "Making this film stopped the worker three times, so it was given up."


class Audiogram(TriedWork):
    """
    One film of a quote, known by everything that is seen and heard in it.

    ``recipe`` holds all of that as plain values, so that a correction of the words makes
    another film and the worker needs no transcript.
    """

    given_up = GIVEN_UP

    key = models.CharField(max_length=64, unique=True)
    audio = models.ForeignKey(Audio, on_delete=models.CASCADE, related_name="+")
    recipe = models.JSONField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    def __str__(self) -> str:
        return f"{self.audio}, {self.key[:8]}: {self.state}"
