"""Sweeping: what a process that died was about to write is taken away."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from callsign.lib.batch.results import UNFINISHED

# Writing takes seconds; whatever lies there for longer has nobody who goes on with it.
STALE_S = 600
SWEPT = "swept-"


def sweep(folder: Path, *, older_than_s: float = STALE_S) -> int:
    """
    Take away what was left unfinished for long; return how much that was.

    Ages are told by the clock of the machine that has the disk.
    """
    unfinished = folder / UNFINISHED
    if not unfinished.is_dir():
        return 0
    now_s = time_of_disk(unfinished)
    stale = [
        one
        for one in unfinished.iterdir()
        if now_s - modified_s(one, now_s) >= older_than_s
    ]
    for one in stale:
        # Renamed first: a process that was only asleep then finds nothing to put in place,
        # rather than half of it.
        aside = one.with_name(f"{SWEPT}{os.urandom(8).hex()}")
        with suppress(FileNotFoundError):
            one.rename(aside)
            remove(aside)
    return len(stale)


def time_of_disk(folder: Path) -> float:
    probe = folder / f"{SWEPT}{os.urandom(8).hex()}"
    probe.touch()
    now_s = probe.stat().st_mtime
    probe.unlink()
    return now_s


def modified_s(one: Path, now_s: float) -> float:
    """Return when a file was written; now, where somebody just took it away."""
    try:
        return one.stat().st_mtime
    except FileNotFoundError:
        return now_s


def remove(one: Path) -> None:
    if one.is_dir():
        shutil.rmtree(one, ignore_errors=True)
    else:
        one.unlink(missing_ok=True)
