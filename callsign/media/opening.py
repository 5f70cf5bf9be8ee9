"""
Opening a recording somebody gave us: what it is, judged by its content, never its name.

    NotAudio                    nothing in the file can be played as sound
    ├── EmptyFile               there are no bytes at all
    ├── CutOff                  the part that says where the sound is was never written
    └── NoSound                 a picture or video container without any sound
"""

from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

# Only demuxers that read sound out of the file itself. Left to choose, FFmpeg also
# opens playlists and concat scripts, and those name other files and addresses: an
# upload of ten lines could then read any file of the machine.
CONTAINERS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,eac3,flac,flv,gsm,loas,matroska,mov,"
    "mp3,mpc,mpc8,mpeg,mpegts,ogg,oma,tta,voc,w64,wav,wv"
)
HEAD_BYTES = 4_096

# What a newsroom drops into the wrong box, by its first bytes.
LOOKALIKES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
)


class NotAudio(Exception):
    """A file that holds no sound; the message says what it seems to be."""


class EmptyFile(NotAudio):
    """A file of zero bytes."""


class CutOff(NotAudio):
    """A recording that ends before the part that makes it readable."""


class NoSound(NotAudio):
    """A picture, a silent film or a container with no sound inside."""


def open_recording(path: Path) -> InputContainer:
    """
    Open a recording for reading; the caller closes it, or uses ``with``.

    Nothing but this one file is ever read, whatever the file says.

    Raises: NotAudio and its kinds, with a sentence for an editor;
            OSError when the file cannot be read at all
    """
    head = read_head(path)
    if not head:
        raise EmptyFile(
            "This file is empty (0 bytes). The recorder or the copy may have failed; "
            "check the original and upload it again."
        )
    if lookalike := seems(head):
        raise NotAudio(
            f"This is {lookalike}, not a recording. Upload an audio file such as WAV, MP3 or M4A."
        )
    container = opened(path, head)
    try:
        sound_of(container)
    except NoSound:
        container.close()
        raise
    return container


def sound_of(container: InputContainer) -> AudioStream:
    """Return the first stream of sound that can be decoded."""
    for stream in container.streams.audio:
        if stream.codec_context is not None:
            return stream
    if container.streams.audio:
        raise NoSound(
            "The sound in this file is in a format that cannot be decoded here. "
            "Export it as WAV, MP3 or M4A and upload that."
        )
    raise NoSound(
        "This file has pictures but no sound. Upload the recording itself, "
        "or export the video again with its sound."
    )


def read_head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def seems(head: bytes) -> str | None:
    """
    Name what a file is when it is clearly not sound, or return None.

    >>> seems(b"WEBVTT\\n\\n00:01.000 --> 00:02.000\\nGood morning")
    'a text file'
    >>> seems(b"RIFF\\x24\\x00\\x00\\x00WAVEfmt ") is None
    True
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a picture"
    for first_bytes, name in LOOKALIKES:
        if head.startswith(first_bytes):
            return name
    return "a text file" if is_text(head) else None


def is_text(head: bytes) -> bool:
    """Return whether every byte is one that text is made of."""
    try:
        # The last character may have been halved by where the head ends.
        text = head.decode(
            "utf-8", errors="strict" if len(head) < HEAD_BYTES else "ignore"
        )
    except UnicodeDecodeError:
        return False
    whole = len(text.encode()) >= len(head) - 3
    return whole and all(
        letter.isprintable() or letter in "\t\r\n\f\ufeff" for letter in text
    )


def opened(path: Path, head: bytes) -> InputContainer:
    try:
        return av.open(
            f"file:{path.absolute()}",
            mode="r",
            metadata_errors="replace",
            options={"format_whitelist": CONTAINERS, "protocol_whitelist": "file"},
        )
    except (av.error.InvalidDataError, av.error.ArgumentError) as error:
        # An MP4 recorder writes its index last, so an unplugged one leaves none.
        if head[4:8] in (b"ftyp", b"mdat", b"wide", b"free"):
            raise CutOff(
                "This MP4 or M4A recording ends before its index, so nothing in it can be "
                "played. It was cut off while it was recorded or copied; copy it again from "
                "the recorder."
            ) from error
        raise NotAudio(
            "This is not a recording in any format that can be read here. "
            "Upload an audio file such as WAV, MP3 or M4A."
        ) from error
