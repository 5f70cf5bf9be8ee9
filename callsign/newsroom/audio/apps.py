"""The audio room, as Django knows it."""

from django.apps import AppConfig


class AudioConfig(AppConfig):
    name = "callsign.newsroom.audio"
    label = "audio"
