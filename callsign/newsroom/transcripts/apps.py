"""The transcripts room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    name = "callsign.newsroom.transcripts"
    label = "transcripts"

    def ready(self) -> None:
        """Listen, now that every model is there."""
        import_module("callsign.newsroom.transcripts.receivers")
        import_module("callsign.newsroom.transcripts.withdrawn_sound")
