"""Producers with something to upload."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django_tasks_db.models import DBTaskResult

from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.audio.tasks import prepare_audio
from tests.cast import EDITOR, FRIDAY_NOON, HOST
from tests.tape import sweep, write_tape


def person(name: str, *permissions: str):
    nick = name.split()[0].lower()
    user = get_user_model().objects.create_user(nick, f"{nick}@kdemo.example")
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user


@pytest.fixture
def ada(db):
    """A producer: she may bring recordings in."""
    return person(
        HOST,
        "wagtailadmin.access_admin",
        "audio.add_audio",
        "audio.change_audio",
        "audio.view_audio",
    )


@pytest.fixture
def mina(db):
    """Somebody of the station who may see the desk, and no more."""
    return person(EDITOR, "wagtailadmin.access_admin")


@pytest.fixture
def tape(tmp_path):
    """Three seconds of sound, as a recorder writes it."""
    return write_tape(tmp_path / "rain_at_last.wav", sweep(3))


@pytest.fixture(autouse=True)
def own_disk(settings, tmp_path):
    """Keep the uploads and clips of a test apart from what the next one finds."""
    settings.DATA_DIR = tmp_path / "station"
    return settings.DATA_DIR


def audio(**given):
    """A recording in the library, ready but for what a test says otherwise."""
    known = {
        "title": "Rain at last",
        "file_name": "rain.wav",
        "sha256": "0" * 64,
        "size_bytes": 1_000,
        "duration_ms": 3_000,
        "codec": "pcm_s16le",
        "rate_hz": 44_100,
        "channels": 1,
        "uploaded_at": FRIDAY_NOON,
    }
    recording = Audio.objects.create(**{**known, **given})
    Preparation.objects.create(audio=recording, asked_at=FRIDAY_NOON)
    return recording


def contents(stored) -> bytes:
    """The bytes of a stored file."""
    with stored.open("rb") as file:
        return file.read()


def queued():
    """The tasks that wait to prepare a recording."""
    return DBTaskResult.objects.filter(task_path=prepare_audio.module_path)
