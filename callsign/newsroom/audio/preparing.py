"""Preparing: measuring a recording and making the files listeners get."""

import errno
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from callsign.media.encoding import Codec, Encoded, encode
from callsign.media.measuring import Measured, measure
from callsign.media.opening import NotAudio
from callsign.media.sound import Stopped
from callsign.newsroom.audio.files import (
    keep,
    no_room,
    on_disk,
    remove_when_certain,
    working_dir,
)
from callsign.newsroom.audio.models import Audio, Preparation, Rendition, sound_storage
from callsign.newsroom.audio.signals import audio_measured, audio_prepared

BEAT_EVERY = timedelta(seconds=3)
UNEXPECTED = (
    "Preparing this recording failed for a reason the program did not expect. The "
    "recording is safe; try again, and tell the engineer if it fails again."
)
# How the work divides, by the time it took on an hour of stereo: measuring, then each
# rendition (percent done when each is over).
STEPS = {"measure": (0, 10), Codec.MP3: (10, 70), Codec.OPUS: (70, 100)}

Clock = Callable[[], datetime]


class Beating:
    """Tells a preparation how far it is, and hears when it is called off."""

    def __init__(self, preparation: Preparation, *, now: Clock) -> None:
        self.preparation = preparation
        self.now = now
        self.first, self.last = 0, 0
        self._next_at = now()

    def step(self, name: str) -> None:
        """Begin the next part of the work."""
        self.first, self.last = STEPS[name]

    def progress(self, percent: int) -> None:
        """Note how much of this part is done; not every call reaches the database."""
        at = self.now()
        if at >= self._next_at:
            self._next_at = at + BEAT_EVERY
            done = self.first + (self.last - self.first) * percent // 100
            self.preparation.beat(at=at, percent=done)

    def cancelled(self) -> bool:
        """Return whether somebody called the work off since the last beat."""
        if self.now() < self._next_at:
            return False
        running = Preparation.State.RUNNING
        mine = Preparation.objects.filter(pk=self.preparation.pk, state=running)
        return not mine.exists()


def prepare(preparation: Preparation, *, now: Clock) -> None:
    """
    Measure a recording and make its renditions; what is there already is not made again.

    What goes wrong is written on the preparation, as a sentence for an editor.
    """
    beating = Beating(preparation, now=now)
    audio = preparation.audio
    try:
        with on_disk(audio.master) as master:
            if not audio.waveform:
                note_measures(audio, measured(master, beating))
            for kind in Rendition.Kind.values:
                if not audio.renditions.filter(kind=kind).exists():
                    make_rendition(audio, master, kind, beating)
    except Stopped:
        return
    except (NotAudio, FileNotFoundError) as error:
        preparation.fail(sentence(error), at=now())
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            preparation.fail(UNEXPECTED, at=now())
            raise
        preparation.fail(no_room(audio.size_bytes), at=now())
    except Exception:
        # Not BaseException: a worker told to end leaves its work for the next one.
        preparation.fail(UNEXPECTED, at=now())
        raise
    else:
        preparation.finish(at=now())
        audio_prepared.send(Audio, audio=audio)


def measured(master: Path, beating: Beating) -> Measured:
    beating.step("measure")
    return measure(master, on_progress=beating.progress, cancelled=beating.cancelled)


def note_measures(audio: Audio, measures: Measured) -> None:
    audio.duration_ms = measures.duration_ms
    audio.rate_hz = measures.rate_hz
    audio.channels = measures.channels
    audio.loudness_lufs = measures.loudness.integrated_lufs
    audio.true_peak_dbtp = measures.loudness.true_peak_dbtp
    audio.waveform = measures.waveform
    audio.problems = [asdict(problem) for problem in measures.problems]
    audio.save(
        update_fields=[
            "duration_ms",
            "rate_hz",
            "channels",
            "loudness_lufs",
            "true_peak_dbtp",
            "waveform",
            "problems",
        ]
    )
    audio_measured.send(Audio, audio=audio)


def make_rendition(audio: Audio, master: Path, kind: str, beating: Beating) -> None:
    beating.step(kind)
    # A name of its own: a worker thought dead may still be writing to the other one.
    target = working_dir() / f"rendition-{audio.pk}-{uuid.uuid4().hex}.{kind}"
    encoded = encode(
        master,
        target,
        codec=Codec(kind),
        tags={"title": audio.title, "copyright": audio.rights},
        on_progress=beating.progress,
        cancelled=beating.cancelled,
    )
    name = keep(target, storage=sound_storage(), folder="renditions", suffix=kind)
    put_up(audio, kind, name, encoded)


def put_up(audio: Audio, kind: str, name: str, encoded: Encoded) -> None:
    """
    Let listeners have a file as the rendition of its kind.

    A worker thought dead may finish after all: the later file wins, the other one goes.
    """
    with transaction.atomic():
        before = audio.renditions.select_for_update().filter(kind=kind).first()
        if before is not None:
            remove_when_certain(before.file)
        Rendition.objects.update_or_create(
            audio=audio,
            kind=kind,
            defaults={
                "file": name,
                "size_bytes": encoded.size_bytes,
                "bit_rate": encoded.bit_rate,
            },
        )


def sentence(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return (
            "The file of this recording is no longer where it was stored. Upload it "
            "again, or ask the engineer to restore it from a backup."
        )
    return str(error)
