"""Recordings, the files made of them, and how they arrive."""

from callsign.newsroom.audio.models.audio import Audio, AudioQuerySet, sound_storage
from callsign.newsroom.audio.models.preparation import Preparation
from callsign.newsroom.audio.models.rendition import Rendition
from callsign.newsroom.audio.models.upload import Upload, UploadQuerySet

__all__ = [
    "Audio",
    "AudioQuerySet",
    "Preparation",
    "Rendition",
    "Upload",
    "UploadQuerySet",
    "sound_storage",
]
