"""Opening what a writer wrote, to look for text in it."""

import re
import zipfile
from io import BytesIO


def readable(content: bytes) -> str:
    """Return the text of a file on one line, that of an archive from all its parts."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist()]
        return " ".join(" ".join(parts).split())
    return re.sub(r"\s+", " ", content.decode())
