"""A newsroom at work: a shelf for stories, a producer, an editor, a recording."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Site

from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.stories.actions import start_story
from callsign.outlets.frontpage.actions import lay_out
from tests.cast import EDITOR, FRIDAY_NOON, HOST

SCRIPT = """\
ADA OKAFOR, HOST: Good morning. Rain has come to the valley at last. Luis Prieto is with us.

LUIS PRIETO: Good morning, Ada. The gauge rose two feet overnight.

OKAFOR: And the bridge?

PRIETO: The bridge is open.
"""


def staff(name: str, role: str):
    """Somebody who works here, in one role."""
    first, last = name.split()
    user = get_user_model().objects.create_user(
        first.lower(),
        f"{first.lower()}@kdemo.example",
        "the river rose at noon",
        first_name=first,
        last_name=last,
    )
    user.groups.add(Group.objects.get(name=role))
    return user


def recording(title: str = "Rain at last", *, is_prepared: bool = True) -> Audio:
    """A recording in the library."""
    audio = Audio.objects.create(
        title=title,
        master="masters/rain.wav",
        file_name="rain.wav",
        sha256="0" * 64,
        size_bytes=1_000,
        duration_ms=30_000,
        codec="pcm_s16le",
        rate_hz=44_100,
        channels=1,
        uploaded_at=FRIDAY_NOON,
    )
    state = Preparation.State.DONE if is_prepared else Preparation.State.WAITING
    Preparation.objects.create(audio=audio, asked_at=FRIDAY_NOON, state=state)
    return audio


@pytest.fixture
def shelf(db):
    """Where stories stand, in a station that is laid out."""
    return lay_out(Site.objects.get()).stories


@pytest.fixture
def ada(shelf):
    """A producer."""
    return staff(HOST, "Producers")


@pytest.fixture
def mina(shelf):
    """An editor."""
    return staff(EDITOR, "Editors")


@pytest.fixture
def draft(shelf, ada):
    """A story Ada has begun."""
    return start_story(shelf=shelf, title="Rain at last", by=ada, at=FRIDAY_NOON)


@pytest.fixture
def audio(db):
    """A recording that is ready to be heard."""
    return recording()
