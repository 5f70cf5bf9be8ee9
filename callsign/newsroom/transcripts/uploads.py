"""Uploaded scripts: a file becomes text by what is in it, never by its name."""

from django.core.files.uploadedfile import UploadedFile

from callsign.newsroom.transcripts.reading import (
    LONGEST_SCRIPT,
    NotAScript,
    ScriptTooLong,
    too_long,
)

# What a newsroom drops into the wrong box, by its first bytes.
LOOKALIKES = (
    (b"PK\x03\x04", "a Word or office document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich-text document"),
    (b"ID3", "a recording"),
    (b"RIFF", "a recording"),
    (b"fLaC", "a recording"),
    (b"OggS", "a recording"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class NotText(NotAScript):
    """The file holds something else than text."""


def text_of(uploaded: UploadedFile) -> str:
    """
    Return the text of an uploaded script.

    Raises: NotText; ScriptTooLong, before a large file is read
    """
    # Four bytes a character at most: what is longer is refused without reading it.
    if uploaded.size > 4 * LONGEST_SCRIPT:
        raise ScriptTooLong(too_long(uploaded.size))
    return decoded(uploaded.read())


def decoded(data: bytes) -> str:
    """
    Return bytes as text: Unicode by its mark or its form, else the old Windows alphabet.

    >>> decoded("Señor Prieto".encode("cp1252"))
    'Señor Prieto'

    Raises: NotText
    """
    for beginning, kind in LOOKALIKES:
        if data.startswith(beginning):
            raise NotText(
                f"This file is {kind}, not a text file. Copy its text and paste it here."
            )
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data:
        raise NotText(
            "This file is not a text file. Copy the script and paste it here."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
