"""The logbook room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class LogbookConfig(AppConfig):
    name = "callsign.newsroom.logbook"
    label = "logbook"

    def ready(self) -> None:
        """Listen, now that every model is there."""
        import_module(f"{self.name}.receivers")
