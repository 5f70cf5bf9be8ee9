"""Uploaded transcripts: what is in the file decides how it is read, never its name."""

from django.core.files.uploadedfile import UploadedFile

from callsign.newsroom.transcripts.originals import FileAsItCame
from callsign.newsroom.transcripts.reading import LONGEST_SCRIPT, ScriptTooLong

# JSON of a machine takes 200 bytes for a word and more, a script six.
LARGEST_UPLOAD = 10 * LONGEST_SCRIPT  # bytes


def as_it_came(uploaded: UploadedFile) -> FileAsItCame:
    """
    Return an uploaded transcript with the name it was given.

    Raises: ScriptTooLong, before a large file is read
    """
    return FileAsItCame(content_of(uploaded), uploaded.name or "")


def content_of(uploaded: UploadedFile) -> bytes:
    """
    Return the content of an uploaded transcript.

    Raises: ScriptTooLong, before a large file is read
    """
    if uploaded.size > LARGEST_UPLOAD:
        raise ScriptTooLong(
            f"This file has {uploaded.size / 1_000_000:.0f} MB; no transcript has more"
            f" than {LARGEST_UPLOAD // 1_000_000}. Nothing was saved. Upload the"
            " transcript of this recording alone."
        )
    return uploaded.read()
