"""Clips: the sentence a listener wants to pass on, cut once and kept for the next."""

import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from callsign.media.clip import clip
from callsign.media.encoding import Codec
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.audio.models import Audio

LONGEST_MS = 10 * 60_000
# About an hour of clips at 128 kbit/s for each 60 MB; what is oldest goes first, and is
# cut again when somebody asks for it again.
MOST_BYTES = 512 * 1024**2

# One clip at a time for each process: cutting takes a core, and the site needs the rest.
CUTTING = threading.Semaphore(1)


class TooBusy(Exception):
    """Another clip is being cut; ask again in a moment."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a recording, ``[start_ms, end_ms)``, to be had as one file."""

    audio: Audio
    start_ms: int
    end_ms: int
    codec: Codec

    @property
    def path(self) -> Path:
        """Where the clip is kept once it was cut."""
        name = f"{self.audio.sha256[:16]}-{self.start_ms}-{self.end_ms}.{self.codec}"
        return clips_dir() / name

    @property
    def is_kept(self) -> bool:
        """Whether it was cut before."""
        return self.path.exists()

    def cut(self) -> None:
        """
        Cut the clip and keep it.

        Raises: TooBusy; ImpossibleClip when the recording ends before it begins
        """
        if not CUTTING.acquire(blocking=False):
            raise TooBusy("another clip is being cut; try again in a moment")
        try:
            with on_disk(self.audio.master) as source:
                clip(
                    source,
                    self.path,
                    start_ms=self.start_ms,
                    end_ms=self.end_ms,
                    codec=self.codec,
                    tags={"title": self.audio.title, "copyright": self.audio.rights},
                )
        finally:
            CUTTING.release()
        forget_oldest(clips_dir(), most_bytes=MOST_BYTES)


def clips_dir() -> Path:
    """Return the folder of clips: made from the recordings, never worth a backup."""
    folder = Path(settings.DATA_DIR) / "clips"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def clips_storage() -> FileSystemStorage:
    """Return the clips as a storage, for serving."""
    return FileSystemStorage(location=clips_dir(), base_url=None)


def forget_oldest(folder: Path, *, most_bytes: int) -> None:
    """Remove the clips that were cut longest ago until the rest fits."""
    clips = [(path.stat(), path) for path in folder.iterdir()]
    latest_first = sorted(clips, key=lambda clip: clip[0].st_mtime, reverse=True)
    kept_bytes = 0
    for state, path in latest_first:
        kept_bytes += state.st_size
        if kept_bytes > most_bytes:
            path.unlink(missing_ok=True)
