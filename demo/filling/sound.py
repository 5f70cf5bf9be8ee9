"""Sound: recordings and their transcripts, with times that were found beforehand."""

import base64
import json
import uuid
from datetime import datetime
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File

from callsign.engines.transcript.json_format import from_json
from callsign.newsroom.audio.models import (
    Audio,
    Preparation,
    Rendition,
    sound_storage,
)
from callsign.newsroom.station.work import Work
from callsign.newsroom.transcripts.models import Revision, Transcript
from demo.content import DEMO, read_demo_script, script_text

RIGHTS = "© Sauvine Valley Public Radio. Invented for demonstration."
BIT_RATE = 48_000


def take_in_recording(
    name: str, *, title: str, by: AbstractBaseUser, at: datetime
) -> Audio:
    """
    Put a recording into the library, measured and prepared.

    What listeners get is the committed file itself: it is small and encoded already.
    """
    file = DEMO / "audio" / f"{name}.mp3"
    known = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    waveform = base64.b64decode(known.pop("waveform"))
    audio = Audio.objects.create(
        **known,
        title=title,
        master=stored(file, "masters"),
        file_name=file.name,
        size_bytes=file.stat().st_size,
        waveform=waveform,
        rights=RIGHTS,
        uploaded_by=by,
        uploaded_at=at,
        public_since=at,
    )
    Rendition.objects.create(
        audio=audio,
        kind=Rendition.Kind.MP3,
        file=stored(file, "renditions"),
        size_bytes=file.stat().st_size,
        bit_rate=BIT_RATE,
    )
    Preparation.objects.create(audio=audio, **done(at))
    return audio


def stored(file: Path, folder: str) -> str:
    """Copy a file into the storage for sound; return its name there."""
    with file.open("rb") as opened:
        return sound_storage().save(f"{folder}/{uuid.uuid4().hex}.mp3", File(opened))


def transcribe(
    audio: Audio, name: str, *, by: AbstractBaseUser, at: datetime
) -> Transcript:
    """Make the transcript of a recording: the script as read, then with its times."""
    transcript = Transcript.objects.create(title=audio.title)
    read = transcript.move_head(
        read_demo_script(name),
        reason=Revision.Reason.IMPORT,
        by=by,
        at=at,
        script=script_text(name),
    )
    times = (DEMO / "transcripts" / f"{name}.json").read_text(encoding="utf-8")
    transcript.take_times(from_json(times), at=at)
    # The alignment that made the times is on record, so that none is asked for.
    transcript.alignment_runs.create(revision=read, audio=audio, **done(at))
    transcript.audio = audio
    transcript.status = Transcript.Status.CHECKED
    transcript.save(update_fields=["audio", "status"])
    return transcript


def done(at: datetime) -> dict[str, object]:
    """Return the fields of work that was asked for and finished at a moment."""
    return {
        "state": Work.State.DONE,
        "progress_percent": 100,
        "asked_at": at,
        "started_at": at,
        "heartbeat_at": at,
        "finished_at": at,
    }
