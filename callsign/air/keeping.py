"""Keeping: media segments come to the disk, are listed, and go when their time is over."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from callsign.air.cutting import Cut
from callsign.air.source import Say
from callsign.air.store import Store, init_path, write_whole
from callsign.engines.stream.archive import LIVE_MS, Archive
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.segments import SEGMENT_MS, MediaSegment

HOUR_MS = 3_600_000
# What the live playlist lists, and a minute for players that are about to fetch it.
LIVE_SEGMENTS = (LIVE_MS + 60_000) // SEGMENT_MS
# Fewer than this and nobody can listen; a disk that has no room for it has no use.
FEWEST_SEGMENTS = 10
LEAST_FREE_BYTES = 500_000_000
LEAST_FREE_SHARE = 0.02
# Segments that go at once when the disk is nearly full: two minutes of a service.
REMOVED_AT_ONCE = 60
COUNT_NAME = "discontinuities"

Free = Callable[[Path], tuple[int, int]]


class Keeper:
    """
    The segments of one service, on the disk and in its archive.

    It is used by one thread, but for ``lose``; the archive may be read by any. What a
    restart finds in the folders is where it goes on.
    """

    def __init__(self, store: Store, *, rewind_hours: int, say: Say, kbps: int) -> None:
        self.store = store
        self.rewind_hours = rewind_hours
        self.kbps = kbps
        self._say = say
        self._is_loss_told = False
        self._inits: dict[str, bytes] = {}
        store.clear_others()
        self.archive = Archive(read_count(store.folder / COUNT_NAME))
        self._sequence = 1 + self._take_up(*store.found())

    @property
    def disk_mb(self) -> int:
        """How much room the segments take, by their bit rates."""
        return len(self.archive) * SEGMENT_MS * self.kbps // 8_000_000

    def keep(self, cut: Cut) -> MediaSegment | None:
        """
        Write a segment and list it; return it, or None when the disk has no room.

        A segment that was lost, here or on its way here, leaves a discontinuity.
        """
        before = self.archive.latest
        is_after_gap = before is not None and before.end_ms != cut.start_ms
        segment = cut.segment(self._sequence, is_after_gap=is_after_gap)
        pieces = cut.pieces(self._sequence)
        try:
            self._write(segment, pieces)
        except OSError as error:
            self._tell_loss(str(error))
            return None
        self._is_loss_told = False
        self._sequence += 1
        self.archive.add(segment)
        self._say(
            Kind.SEGMENT,
            sequence=segment.sequence,
            start_ms=segment.start_ms,
            duration_ms=segment.duration_ms,
            is_discontinuity=segment.is_discontinuity,
        )
        return segment

    def keep_inits(self, contents: Mapping[str, bytes]) -> None:
        """
        Keep what a decoder needs before the segments of each rendition.

        Who listens is given it from memory: a disk that has no room for it now keeps no
        service off the air, and is tried again.
        """
        self._inits = dict(contents)
        self._write_inits()

    def lose(self) -> None:
        """Say that a segment was lost before it came here; any thread may do so."""
        self._tell_loss("the disk is too slow")

    def retire(self, now_ms: int) -> None:
        """Remove what is older than the hours that can be rewound."""
        self._write_inits()
        segments = self.archive.segments
        oldest_ms = now_ms - self.rewind_hours * HOUR_MS - LIVE_MS
        most = len(segments) - LIVE_SEGMENTS
        count = 0
        while count < most and segments[count].end_ms < oldest_ms:
            count += 1
        # Sound that a wrong clock has dated far ahead must not keep all after it.
        kept = (self.rewind_hours * HOUR_MS + LIVE_MS) // SEGMENT_MS + LIVE_SEGMENTS
        self._remove(max(count, len(segments) - kept))

    def make_room(self, free: Free) -> int:
        """
        Remove the oldest while the disk is nearly full; return how many went.

        What the live playlist lists stays.
        """
        removed = 0
        while is_nearly_full(*free(self.store.folder)):
            count = min(REMOVED_AT_ONCE, len(self.archive) - LIVE_SEGMENTS)
            if count <= 0:
                break
            self._remove(count)
            removed += count
        return removed

    def _write_inits(self) -> None:
        for name, content in list(self._inits.items()):
            try:
                write_whole(init_path(self.store.folder, name), content)
            except OSError as error:
                self._tell_loss(str(error))
                return
            del self._inits[name]

    def _tell_loss(self, reason: str) -> None:
        if not self._is_loss_told:
            self._say(Kind.DISK, removed=0, free_mb=0, reason=reason)
        self._is_loss_told = True

    def _take_up(self, whole: list[MediaSegment], rest: list[MediaSegment]) -> int:
        """Go on with what is on the disk; return the highest sequence number of it."""
        for segment in whole:
            self.archive.add(segment)
            listed = self.archive.latest
            if listed is not None and listed != segment:
                # The one before it was lost. It is asked for, and removed, by the name
                # that says so.
                self.store.rename(segment, listed)
        for segment in rest:
            self.store.remove(segment)
        return max((one.sequence for one in (*whole, *rest)), default=0)

    def _write(self, segment: MediaSegment, pieces: dict[str, bytes]) -> None:
        try:
            self.store.write(segment, pieces)
        except OSError:
            # Most likely there is no room at all: live goes before rewinding.
            count = min(REMOVED_AT_ONCE, len(self.archive) - FEWEST_SEGMENTS)
            if count <= 0:
                raise
            self._remove(count)
            self.store.write(segment, pieces)
            self._say(Kind.DISK, removed=count, free_mb=0)

    def _remove(self, count: int) -> None:
        if count <= 0:
            return
        dropped = self.archive.drop_first(count)
        if any(segment.is_discontinuity for segment in dropped):
            # Before the files go: a crash between counts one twice, which players
            # forgive; counting one never, they do not.
            count_text = str(self.archive.discontinuity_sequence)
            try:
                write_whole(self.store.folder / COUNT_NAME, count_text.encode())
            except OSError as error:
                self._say(Kind.DISK, removed=0, free_mb=0, reason=str(error))
        for segment in dropped:
            self.store.remove(segment)


def read_count(path: Path) -> int:
    """Return how many discontinuities have left a service's folder, 0 when none did."""
    text = path.read_text("ascii", errors="replace") if path.is_file() else ""
    return int(text) if text.isascii() and text.isdecimal() else 0


def free_bytes(folder: Path) -> tuple[int, int]:
    """Return how many bytes the disk of a folder has free, and how many in all."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    usage = shutil.disk_usage(there)
    return usage.free, usage.total


def is_nearly_full(free: int, total: int) -> bool:
    """
    >>> is_nearly_full(600_000_000, 20_000_000_000)
    False
    >>> is_nearly_full(600_000_000, 40_000_000_000)
    True
    """
    return free < max(LEAST_FREE_BYTES, total * LEAST_FREE_SHARE)
