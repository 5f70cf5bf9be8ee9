"""The people room, as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "callsign.newsroom.people"
    label = "people"
