"""Episodes with recordings, without making any sound."""

import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from callsign.newsroom.audio.models import (
    Audio,
    Preparation,
    Rendition,
    sound_storage,
)
from callsign.newsroom.programs.models import Episode


def recording(title="What the bridge knows", *, minutes=58.0, is_prepared=True):
    """A recording in the library; prepared, unless it is said not to be."""
    number = uuid.uuid4().hex
    audio = Audio.objects.create(
        title=title,
        master=sound_storage().save(f"masters/{number}.wav", ContentFile(b"RIFF")),
        file_name=f"{number}.wav",
        sha256=number * 2,
        size_bytes=4,
        duration_ms=round(minutes * 60_000),
        codec="pcm_s16le",
        rate_hz=48_000,
        channels=2,
        uploaded_at=timezone.now(),
    )
    if is_prepared:
        Rendition.objects.create(
            audio=audio,
            kind=Rendition.Kind.MP3,
            file=sound_storage().save(f"renditions/{number}.mp3", ContentFile(b"ID3")),
            size_bytes=3,
            bit_rate=64_000,
        )
    Preparation.objects.create(
        audio=audio,
        asked_at=timezone.now(),
        state=Preparation.State.DONE if is_prepared else Preparation.State.WAITING,
    )
    return audio


def episode(program, aired_on, *, audio=None, title="What the bridge knows", **fields):
    """An edition of a program, published."""
    return program.add_child(
        instance=Episode(
            title=title, slug=str(aired_on), aired_on=aired_on, audio=audio, **fields
        )
    )
