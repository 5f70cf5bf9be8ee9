"""Receiving: a file that arrived becomes a recording of the library."""

import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from callsign.media.opening import NotAudio
from callsign.media.probing import Probed, probe
from callsign.newsroom.audio.files import forget_strays, keep
from callsign.newsroom.audio.models import Audio, Preparation, Upload, sound_storage
from callsign.newsroom.audio.models.upload import KEPT_FOR
from callsign.newsroom.audio.tasks import prepare_audio

# By what is in the file, never by what its name says.
SUFFIXES = {"matroska": "mkv", "mov": "m4a", "aac": "aac", "ogg": "ogg"}


@dataclass(frozen=True, slots=True)
class Received:
    """The recording, and whether it is new to the library."""

    audio: Audio
    is_new: bool


def receive_recording(
    path: Path, *, file_name: str, by: AbstractBaseUser | None, at: datetime
) -> Received:
    """
    Take a whole file into the library and ask for its renditions.

    The file is moved, not copied; a recording the library has already is recognized by
    its bytes and the second file forgotten.

    Raises: NotAudio and its kinds, with a sentence for an editor; the file stays
    """
    probed = probe(path)
    sha256 = digest(path)
    known = Audio.objects.filter(sha256=sha256).first()
    audio = known or taken_in(path, file_name, probed, sha256, by=by, at=at)
    path.unlink(missing_ok=True)
    return Received(audio, is_new=known is None)


def finish_upload(upload: Upload, *, at: datetime) -> Upload:
    """
    Make a recording of an upload that is whole; one that is none keeps the reason.

    A second call changes nothing, so a server that died in between may be asked again.
    """
    if upload.is_over or not upload.is_whole:
        return upload
    with upload.alone():
        upload.refresh_from_db()
        if upload.is_over:
            return upload
        try:
            received = receive_recording(
                upload.path, file_name=upload.file_name, by=upload.uploaded_by, at=at
            )
        except NotAudio as error:
            upload.problem = str(error)
        else:
            upload.audio = received.audio
        upload.offset_bytes, upload.touched_at = upload.length_bytes, at
        upload.save()
        upload.path.unlink(missing_ok=True)
    upload.lock_path.unlink(missing_ok=True)
    return upload


def remove_expired_uploads(*, at: datetime) -> int:
    """Forget what nobody went on with for a week, and return how many uploads that were."""
    forget_strays(older_than=at - KEPT_FOR)
    return Upload.objects.expired(at=at).remove()


def taken_in(
    path: Path,
    file_name: str,
    probed: Probed,
    sha256: str,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
) -> Audio:
    size_bytes = path.stat().st_size
    suffix = SUFFIXES.get(probed.container, probed.container)
    with transaction.atomic():
        # A second name for the file goes to the storage: were the power cut before the
        # database agrees, the first would still be there to begin again from.
        master = keep(
            second_name(path), storage=sound_storage(), folder="masters", suffix=suffix
        )
        audio = Audio.objects.create(
            title=probed.title[:200] or title_from(file_name),
            master=master,
            file_name=file_name[:255],
            sha256=sha256,
            size_bytes=size_bytes,
            duration_ms=probed.duration_ms,
            codec=probed.codec,
            rate_hz=probed.rate_hz,
            channels=probed.channels,
            problems=[asdict(problem) for problem in probed.problems],
            uploaded_by=by,
            uploaded_at=at,
        )
        Preparation.objects.create(audio=audio, asked_at=at)
        # The queue is in the same database: it knows of the task if the audio is there.
        prepare_audio.enqueue(audio.pk)
    return audio


def second_name(path: Path) -> Path:
    other = path.with_suffix(".keep")
    other.unlink(missing_ok=True)
    with suppress(OSError):
        os.link(path, other)
    if not other.exists():
        # Some network disks know no links.
        shutil.copyfile(path, other)
    return other


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def title_from(file_name: str) -> str:
    """
    Make a first title of a file's name.

    >>> title_from("2026-11-20_rain_at-last.WAV")
    '2026-11-20 rain at-last'
    """
    stem = Path(file_name.replace("\\", "/")).stem.replace("_", " ")
    return " ".join(stem.split())[:200] or "Untitled recording"
