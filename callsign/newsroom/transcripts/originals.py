"""Originals: files with transcripts in them, on their way in and where they are kept."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


@dataclass(frozen=True, slots=True)
class FileAsItCame:
    """A file that somebody handed in: its bytes, its name, and what it was read as."""

    content: bytes
    name: str = ""
    format: str = ""

    @property
    def sha256(self) -> str:
        """The digest of its bytes, by which it is kept."""
        return hashlib.sha256(self.content).hexdigest()


def originals_storage() -> Storage:
    """Return where originals are kept; a function, so that settings decide at run time."""
    return storages["originals"]


def kept(came: FileAsItCame) -> str:
    """
    Put a file into the storage under its digest; return the name it has there.

    The same bytes are kept once. What a crash left under that name is not believed.
    """
    storage, sha256 = originals_storage(), came.sha256
    name = f"{sha256[:2]}/{sha256}"
    if storage.exists(name):
        with storage.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                return name
    return storage.save(name, ContentFile(came.content))
