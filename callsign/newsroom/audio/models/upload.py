"""Uploads: recordings on their way in, piece by piece."""

import errno
import fcntl
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models

from callsign.newsroom.audio.files import NoRoom, no_room, working_dir
from callsign.newsroom.audio.models.audio import Audio

# Long enough to finish on Monday what a field reporter began on Friday night.
KEPT_FOR = timedelta(days=7)
PIECE_BYTES = 256 * 1024

Read = Callable[[int], bytes]


class UploadBusy(Exception):
    """Another request is writing to this upload at this moment."""


class WrongOffset(Exception):
    """The sender goes on from where we are not."""

    def __init__(self, sent: int, here: int) -> None:
        super().__init__(f"the upload is at byte {here}, not {sent}; go on from there")
        self.here = here


class TooMuch(Exception):
    """The sender has more bytes than it announced."""


class UploadQuerySet(models.QuerySet):
    """Uploads, by how long nobody went on with them."""

    def expired(self, *, at: datetime) -> Self:
        """Return the uploads nobody has touched for a week."""
        return self.filter(touched_at__lt=at - KEPT_FOR)

    def remove(self) -> int:
        """Remove uploads and what has arrived of them; return how many there were."""
        uploads = list(self)
        for upload in uploads:
            upload.remove()
        return len(uploads)


class Upload(models.Model):
    """A recording on its way in, piece by piece."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=255)
    length_bytes = models.PositiveBigIntegerField()
    # What the last request left behind; the file itself knows better after a crash.
    offset_bytes = models.PositiveBigIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    audio = models.ForeignKey(
        Audio, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads"
    )
    problem = models.TextField(blank=True)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name

    @property
    def path(self) -> Path:
        """Where the bytes wait until there are all of them."""
        return working_dir() / f"{self.pk}.part"

    @property
    def arrived_bytes(self) -> int:
        """How much has arrived, as the disk knows it."""
        if self.is_over:
            return self.offset_bytes
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def is_whole(self) -> bool:
        """Whether every announced byte is here."""
        return self.arrived_bytes == self.length_bytes

    @property
    def is_over(self) -> bool:
        """Whether it has become a recording, or turned out to be none."""
        return self.audio_id is not None or bool(self.problem)

    @property
    def expires_at(self) -> datetime:
        """When it is forgotten unless somebody goes on with it."""
        return self.touched_at + KEPT_FOR

    def append(self, read: Read, *, offset: int, length: int, at: datetime) -> None:
        """
        Write what is sent to the end of what is here.

        A connection that breaks or a disk that fills up keeps what was written before;
        the sender asks where we are and goes on from there.

        Raises: UploadBusy, WrongOffset, TooMuch, NoRoom
        """
        with self.alone():
            here = self.arrived_bytes
            if offset != here:
                raise WrongOffset(offset, here)
            if here + length > self.length_bytes:
                raise TooMuch(
                    f"{here + length} bytes were sent of a recording that was announced "
                    f"with {self.length_bytes}; choose the file again"
                )
            try:
                self._write(read, length)
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                raise NoRoom(no_room(self.length_bytes)) from error
            finally:
                self.offset_bytes = self.arrived_bytes
                self.touched_at = at
                self.save(update_fields=["offset_bytes", "touched_at"])

    def remove(self) -> None:
        """Forget the upload and what has arrived of it."""
        self.path.unlink(missing_ok=True)
        self.lock_path.unlink(missing_ok=True)
        self.delete()

    @property
    def lock_path(self) -> Path:
        return self.path.with_suffix(".lock")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the upload for one request; the lock goes when the process does."""
        with self.lock_path.open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UploadBusy(
                    "this recording is being uploaded in another window"
                ) from error
            yield

    def _write(self, read: Read, length: int) -> None:
        # Unbuffered, so that the size of the file never claims what is not in it.
        with self.path.open("ab", buffering=0) as file:
            while length > 0 and (piece := read(min(length, PIECE_BYTES))):
                length -= len(piece)
                while piece:
                    piece = piece[file.write(piece) :]
