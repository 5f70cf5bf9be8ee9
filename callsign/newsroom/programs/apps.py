"""The programs room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "callsign.newsroom.programs"
    label = "programs"

    def ready(self) -> None:
        """Listen, once every room has its models."""
        import_module(f"{self.name}.receivers")
