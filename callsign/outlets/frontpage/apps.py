"""The frontpage room, as Django knows it."""

from django.apps import AppConfig


class FrontpageConfig(AppConfig):
    name = "callsign.outlets.frontpage"
    label = "frontpage"
