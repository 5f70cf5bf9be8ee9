"""The stories room, as Django knows it."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "callsign.newsroom.stories"
    label = "stories"
