"""A transcript at work: Ada's interview with Luis, and the people around it."""

import pytest
from django.contrib.auth import get_user_model

from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.transcripts.models import Transcript
from tests.cast import EDITOR, FRIDAY_NOON, HOST

SCRIPT = """\
ADA OKAFOR, HOST: Good morning. Rain has come to the valley at last. Luis Prieto is with us.

LUIS PRIETO: Good morning, Ada. The gauge rose two feet overnight.

OKAFOR: And the bridge?

PRIETO: The bridge is open.
"""


def staff(name):
    """Somebody who works here."""
    first, last = name.split()
    return get_user_model().objects.create_user(
        first.lower(), first_name=first, last_name=last
    )


def recording(*, is_prepared=True, title="Rain at last"):
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
def ada(db):
    return staff(HOST)


@pytest.fixture
def mina(db):
    return staff(EDITOR)


@pytest.fixture
def audio(db):
    return recording()


@pytest.fixture
def interview(ada):
    """The transcript of the interview, as Ada's script has it."""
    return Transcript.objects.take_script(
        SCRIPT, "Rain at last", [], by=ada, at=FRIDAY_NOON
    )


def said(transcript):
    """Who says what, in order."""
    document = transcript.head.as_document()
    names = {one.id: one.name for one in document.speakers}
    return [(names.get(turn.speaker), turn.text) for turn in document.turns]


def key_of(transcript, name):
    """The key of the speaker of a name."""
    return transcript.speakers.get(name=name).key
