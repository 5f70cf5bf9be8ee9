"""The frontpage room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class FrontpageConfig(AppConfig):
    name = "callsign.outlets.frontpage"
    label = "frontpage"

    def ready(self) -> None:
        """Say how pages are shown and listen, once every room has its models."""
        import_module(f"{self.name}.presenting")
        import_module(f"{self.name}.quote_rights")
        import_module(f"{self.name}.receivers")
