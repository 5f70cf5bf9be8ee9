"""A form with a file in it, as endpoints take recordings."""

import io
import secrets
import wave
from collections.abc import Iterable

from callsign.media.decoding import RATE_HZ, SAMPLE_BYTES, Samples


def wav(samples: Samples) -> bytes:
    """
    Return sound as a WAV file, which every endpoint reads: 10 MB for five minutes.

    >>> import numpy as np
    >>> len(wav(np.zeros(16_000, dtype=np.int16)))
    32044
    """
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(SAMPLE_BYTES)
        writer.setframerate(RATE_HZ)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


def form(fields: Iterable[tuple[str, str]], file: bytes) -> tuple[str, bytes]:
    """Return the type and the content of a form with fields and a recording."""
    boundary = secrets.token_hex(16)
    parts = [
        _part(boundary, f'name="{name}"', value.encode()) for name, value in fields
    ]
    described = 'name="file"; filename="piece.wav"\r\nContent-Type: audio/wav'
    parts.append(_part(boundary, described, file))
    content = b"".join(parts) + f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", content


def _part(boundary: str, described: str, value: bytes) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {described}\r\n\r\n"
    return head.encode() + value + b"\r\n"
