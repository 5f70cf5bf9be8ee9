"""
The resumable upload protocol in headers: what a sender tells us, what we tell it.

Source: tus 1.0.0, core protocol with the extensions creation, expiration, termination
(https://tus.io/protocols/resumable-upload)
"""

import base64
import binascii
from datetime import datetime

from django.utils.http import http_date

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
LARGEST_BYTES = 2 * 1024**3
CONTENT_TYPE = "application/offset+octet-stream"


class BadHeader(Exception):
    """A header of the protocol is missing or says nothing that can be understood."""


def whole_number(name: str, text: str | None) -> int:
    """
    Read a header that counts bytes.

    >>> whole_number("Upload-Length", "2048")
    2048
    """
    if text is None or not (text.isascii() and text.isdecimal()) or len(text) > 15:
        raise BadHeader(f"{name} must be a whole number of bytes, not {text!r}")
    return int(text)


def read_metadata(header: str) -> dict[str, str]:
    """
    Read what a sender says about its file.

    >>> read_metadata("filename cmFpbi53YXY=,private")
    {'filename': 'rain.wav', 'private': ''}
    """
    metadata = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            metadata[key] = base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadHeader(f"Upload-Metadata: {key} is not base64 of UTF-8") from error
    return metadata


def expires(at: datetime) -> str:
    """Write when an upload is forgotten, as HTTP writes a moment."""
    return http_date(at.timestamp())
