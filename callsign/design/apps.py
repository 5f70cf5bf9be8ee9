"""The design room, as Django knows it."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "callsign.design"
    label = "design"
