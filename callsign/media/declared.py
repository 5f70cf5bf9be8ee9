"""What a file says of itself: how long it is, and whether that can be believed."""

import struct
from fractions import Fraction
from os import SEEK_CUR
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

# FFmpeg guesses the length of these from their bit rate; a guess proves no loss.
GUESSED = frozenset({"aac", "ac3", "eac3", "amr", "mpeg", "mpegts", "loas", "dts"})
ID3_HEADER_BYTES = 10
RIFF_HEADER_BYTES = 12
FMT_BYTES = 16
LONGEST_OGG_PAGE_BYTES = 65_307
# A recorder that never came back to fill in the size leaves one of these.
UNSTATED = frozenset({0, 0xFFFFFFFF})
FIRST_MP3_FRAME_BYTES = 2_048


def duration_ms(container: InputContainer, stream: AudioStream) -> int | None:
    """Return the length a player would show before it has decoded anything."""
    if stream.duration is not None and stream.time_base is not None:
        return round(stream.duration * stream.time_base * 1000)
    if container.duration is not None:
        return round(Fraction(container.duration * 1000, av.time_base))
    return None


def declared_duration_ms(
    container: InputContainer, stream: AudioStream, path: Path
) -> int | None:
    """Return the length that the file itself states, or None where it is a guess."""
    name = container.format.name
    if name == "wav":
        return wav_duration_ms(path)
    if name in GUESSED or (name == "mp3" and not has_mp3_index(path)):
        return None
    return duration_ms(container, stream)


def wav_duration_ms(path: Path) -> int | None:
    """
    Return the length that the header of a WAV file states, also where less is there.

    FFmpeg trims the statement to the size of the file, so a cut would go unseen.

    Source: Multimedia Programming Interface and Data Specifications 1.0 (RIFF, WAVE)
    """
    byte_rate = None
    with path.open("rb") as file:
        file.seek(RIFF_HEADER_BYTES)
        while len(header := file.read(8)) == 8:
            name, size = struct.unpack("<4sI", header)
            if name == b"data":
                if not byte_rate or size in UNSTATED:
                    return None
                return int(size * 1000 // byte_rate)
            chunk = file.read(min(size, FMT_BYTES)) if name == b"fmt " else b""
            if len(chunk) == FMT_BYTES:
                byte_rate = struct.unpack("<I", chunk[8:12])[0]
            # Chunks are padded to an even length.
            file.seek(size + size % 2 - len(chunk), SEEK_CUR)
    return None


def has_ogg_end(path: Path) -> bool:
    """
    Return whether an Ogg file ends with a page that says it is the last.

    Source: RFC 3533, section 6: the flag 0x04 of the page header
    """
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LONGEST_OGG_PAGE_BYTES))
        tail = file.read()
    page = tail.rfind(b"OggS")
    return page >= 0 and len(tail) > page + 5 and bool(tail[page + 5] & 0x04)


def has_mp3_index(path: Path) -> bool:
    """
    Return whether an MP3 opens with the frame that counts its frames.

    Source: Xing and LAME info tags; the count stands in the first frame.
    """
    with path.open("rb") as file:
        head = file.read(ID3_HEADER_BYTES)
        if head[:3] == b"ID3" and len(head) == ID3_HEADER_BYTES:
            file.seek(ID3_HEADER_BYTES + synchsafe(head[6:10]))
        else:
            file.seek(0)
        first_frame = file.read(FIRST_MP3_FRAME_BYTES)
    return b"Xing" in first_frame or b"Info" in first_frame


def synchsafe(four_bytes: bytes) -> int:
    """
    Read a number of ID3: seven bits to a byte, so that it never looks like sound.

    >>> synchsafe(bytes([0, 0, 2, 1]))
    257
    """
    number = 0
    for byte in four_bytes:
        number = number << 7 | byte & 0x7F
    return number
