"""The station room, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class StationConfig(AppConfig):
    name = "callsign.newsroom.station"
    label = "station"

    def ready(self) -> None:
        """Listen, check and guard, now that every model is there."""
        for listener in ("audit", "checks", "desk_clock", "receivers"):
            import_module(f"{self.name}.{listener}")
        import_module(f"{self.name}.policy").let_choosers_carry_a_nonce()
