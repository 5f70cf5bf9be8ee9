"""The station room, as Django knows it."""

from django.apps import AppConfig


class StationConfig(AppConfig):
    name = "callsign.newsroom.station"
    label = "station"
