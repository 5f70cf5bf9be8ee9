"""Zip archives, as office documents are: parts of them, never more than fits a desk."""

import struct
import zipfile
import zlib
from io import BytesIO

from callsign.engines.transcript.readers.source import DamagedFile

# The largest script known here makes a part of 6 MB in Word; a bomb, of gigabytes.
LARGEST_PART = 32_000_000  # bytes, inflated
MOST_PARTS = 5_000

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Archive:
    """
    The parts of a zip archive.

    Raises:  DamagedFile: it cannot be opened, or has too many parts
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _DAMAGE as error:
            raise DamagedFile(
                "this office document is damaged and cannot be opened; save it again,"
                " or paste its text"
            ) from error
        if len(self._zip.infolist()) > MOST_PARTS:
            raise DamagedFile("this archive has more parts than any document")
        self.names = frozenset(self._zip.namelist())

    def part(self, name: str) -> bytes:
        """
        Return the content of a part, inflated no further than any document goes.

        Raises:  DamagedFile: it is damaged, locked, or larger than that
        """
        try:
            info = self._zip.getinfo(name)
            if info.file_size > LARGEST_PART:
                raise DamagedFile(_too_large())
            with self._zip.open(info) as part:
                content = part.read(LARGEST_PART + 1)
        except DamagedFile:
            raise
        except _DAMAGE as error:
            raise DamagedFile(
                f"a part of this document cannot be read ({name}); save it again, or"
                " paste its text"
            ) from error
        if len(content) > LARGEST_PART:
            raise DamagedFile(_too_large())
        return content


def _too_large() -> str:
    return (
        f"this document unpacks to more than {LARGEST_PART // 1_000_000} MB, which no"
        " script does. Paste its text."
    )
