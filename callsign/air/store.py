"""The store: media segments as files, whose names are the only index."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from callsign.engines.stream.segments import MediaSegment, NotASegment, segment_named

PART = ".part"


class Store:
    """
    The files of one service: ``RENDITION/HOUR/SEQUENCE-START-DURATION[-d].m4s``.

    A segment is in the store when all its renditions are.
    """

    def __init__(self, folder: Path, renditions: Sequence[str]) -> None:
        self.folder = folder
        self.renditions = tuple(renditions)

    def path(self, rendition: str, segment: MediaSegment) -> Path:
        hour = datetime.fromtimestamp(segment.start_ms / 1_000, UTC)
        return (
            self.folder / rendition / hour.strftime("%Y-%m-%dT%H") / segment.file_name
        )

    def write(self, segment: MediaSegment, pieces: Mapping[str, bytes]) -> None:
        """
        Write a segment in all renditions; each file appears whole or not at all.

        Raises: OSError: nothing of the segment is left
        """
        paths = {name: self.path(name, segment) for name in self.renditions}
        try:
            for name, path in paths.items():
                write_whole(path, pieces[name])
        except OSError:
            self.remove(segment)
            raise

    def remove(self, segment: MediaSegment) -> None:
        """Remove what there is of a segment, and folders that are empty then."""
        for name in self.renditions:
            path = self.path(name, segment)
            path.with_name(path.name + PART).unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()

    def rename(self, before: MediaSegment, after: MediaSegment) -> None:
        """Give a segment's files the name of what it is now said to be."""
        for name in self.renditions:
            self.path(name, before).replace(self.path(name, after))

    def found(self) -> tuple[list[MediaSegment], list[MediaSegment]]:
        """
        Return the segments that are there in every rendition, and what is left of others.

        A kill may leave a segment in some renditions only, and so does a rendition that
        is new.
        """
        here = [set(segments_in(self.folder / name)) for name in self.renditions]
        whole, all_there = set.intersection(*here), set.union(*here)
        return in_order(whole), in_order(all_there - whole)

    def clear_others(self) -> None:
        """Remove what was begun and not finished, and renditions no longer made."""
        if not self.folder.is_dir():
            return
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in self.renditions:
                shutil.rmtree(folder)
        for part in self.folder.glob(f"*/*/*{PART}"):
            part.unlink(missing_ok=True)


def in_order(segments: Iterable[MediaSegment]) -> list[MediaSegment]:
    return sorted(segments, key=lambda one: one.sequence)


def init_path(folder: Path, rendition: str) -> Path:
    """Return where a rendition's init segment is, in the folder of its service."""
    return folder / rendition / "init.mp4"


def write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    part.write_bytes(content)
    # Not fsynced: what a power cut takes is seconds that the journal does not list, and
    # waiting for a slow disk would cost more often than power does.
    part.replace(path)


def segments_in(folder: Path) -> Iterator[MediaSegment]:
    if not folder.is_dir():
        return
    # A day in two renditions is 87,000 files: scandir reads them in half a second.
    for hour in os.scandir(folder):
        for file in os.scandir(hour.path) if hour.is_dir() else ():
            try:
                yield segment_named(file.name)
            except NotASegment:
                continue
