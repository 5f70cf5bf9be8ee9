"""The schedule room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "callsign.newsroom.schedule"
    label = "schedule"

    def ready(self) -> None:
        """Listen, now that every model is there."""
        import_module(f"{self.name}.receivers")
        import_module(f"{self.name}.aircheck_receivers")
        import_module(f"{self.name}.as_run_desk")
        import_module(f"{self.name}.as_run_receivers")
        import_module(f"{self.name}.play_receivers")
        import_module(f"{self.name}.program_hooks")
