"""The people room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "callsign.newsroom.people"
    label = "people"

    def ready(self) -> None:
        """Listen, now that every model is there."""
        import_module("callsign.newsroom.people.receivers")
