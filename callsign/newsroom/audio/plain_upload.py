"""Plain uploads: a recording in one form post, written straight to the station's disk."""

import errno
import tempfile
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from callsign.newsroom.audio.files import (
    NoRoom,
    megabytes,
    no_room,
    require_room,
    working_dir,
)
from callsign.newsroom.audio.tus import LARGEST_BYTES


class RecordingFile(TemporaryUploadedFile):
    """A file that arrives on the disk of the library, which then takes it as it is."""

    def __init__(self, name: str, content_type: str, charset: str | None) -> None:
        # Django's own class, but for the folder; closed with the request.
        file = tempfile.NamedTemporaryFile(dir=working_dir(), suffix=".form")  # noqa: SIM115
        UploadedFile.__init__(self, file, name, content_type, 0, charset)


class RecordingHandler(TemporaryFileUploadHandler):
    """
    Takes a recording from a form; ``problem`` says why it did not.

    Django would answer a full disk with a blank page. This reads the rest of the form
    without keeping it, so that the browser stays to hear the reason.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.problem = ""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        """Judge the announced length before anything is written."""
        try:
            require_room(content_length)
        except NoRoom as error:
            self.problem = str(error)
        if content_length > LARGEST_BYTES:
            self.problem = too_large(content_length)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin the file."""
        super(TemporaryFileUploadHandler, self).new_file(*args, **kwargs)
        self.file = RecordingFile(self.file_name, self.content_type, self.charset)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what arrived."""
        if self.problem:
            raise StopUpload()
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self.problem = no_room(start + len(raw_data))
            raise StopUpload() from error


def too_large(length: int) -> str:
    """Say that a recording is too large, and what to do."""
    return (
        f"This recording has {megabytes(length)}; the most is {megabytes(LARGEST_BYTES)}. "
        "Export it as FLAC or MP3, or in two parts, and upload that."
    )
