"""The stories room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "callsign.newsroom.stories"
    label = "stories"

    def ready(self) -> None:
        """Listen, now that every model is there."""
        import_module("callsign.newsroom.stories.receivers")
