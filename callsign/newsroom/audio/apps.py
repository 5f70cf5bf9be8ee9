"""The audio room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class AudioConfig(AppConfig):
    name = "callsign.newsroom.audio"
    label = "audio"

    def ready(self) -> None:
        """Listen, now that there are models to hear of."""
        import_module("callsign.newsroom.audio.receivers")
