"""The live room, as Django knows it."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "callsign.outlets.live"
    label = "live"
