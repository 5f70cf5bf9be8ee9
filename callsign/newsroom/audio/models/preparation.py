"""Preparation: making a recording ready to be heard."""

from django.db import models

from callsign.newsroom.audio.models.audio import Audio
from callsign.newsroom.station.tried_work import TriedWork

GIVEN_UP = (
    "Preparing this recording stopped the worker three times, so it was given up. The "
    "recording itself is safe: export it again as WAV and upload that."
)


class Preparation(TriedWork):
    """Making a recording ready: renditions, waveform, loudness."""

    given_up = GIVEN_UP

    audio = models.OneToOneField(
        Audio, on_delete=models.CASCADE, related_name="preparation"
    )

    def __str__(self) -> str:
        return f"{self.audio}: {self.state}"
