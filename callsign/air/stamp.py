"""Stamps: how to see that a file has been replaced."""

from pathlib import Path


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is replaced, or None without the file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino
