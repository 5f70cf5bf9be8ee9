"""The transcripts room, as Django knows it."""

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    name = "callsign.newsroom.transcripts"
    label = "transcripts"
