"""Cutting: the frames of all renditions, put together to media segments on one date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callsign.engines.stream.fmp4 import media_segment
from callsign.engines.stream.segments import (
    FRAME_SAMPLES,
    RATE_HZ,
    SEGMENT_FRAMES,
    MediaSegment,
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A media segment as it was cut, before it is numbered and written."""

    start_ms: int
    duration_ms: int
    is_discontinuity: bool
    frames: Mapping[str, Sequence[bytes]]

    def pieces(self, sequence: int) -> dict[str, bytes]:
        """
        Return the files of the renditions.

        Their decode time is the date itself, counted in samples since 1970: it rises
        also across restarts, and a file that lies alone can still be dated.
        """
        return {
            name: media_segment(
                number=sequence,
                decode_samples=self.start_ms * RATE_HZ // 1_000,
                frames=frames,
                frame_samples=FRAME_SAMPLES,
            )
            for name, frames in self.frames.items()
        }

    def segment(self, sequence: int, *, is_after_gap: bool = False) -> MediaSegment:
        return MediaSegment(
            sequence,
            self.start_ms,
            self.duration_ms,
            self.is_discontinuity or is_after_gap,
        )


class Cutter:
    """
    Collects frames, 93 to a segment; every rendition gives the same number each time.

    ``begin`` starts a new run of dates: after it the first segment is a discontinuity.
    """

    def __init__(self, renditions: Sequence[str]) -> None:
        self._frames: dict[str, list[bytes]] = {name: [] for name in renditions}
        self._start_ms = 0
        self._is_discontinuity = False

    @property
    def collected(self) -> int:
        return min(len(frames) for frames in self._frames.values())

    def begin(self, start_ms: int) -> None:
        """Say when the first sample of the next frame was captured."""
        self._start_ms = start_ms
        self._is_discontinuity = True

    def add(self, frames: Mapping[str, Sequence[bytes]]) -> Cut | None:
        """Add frames of every rendition; return the segment that is full with them."""
        for name, found in frames.items():
            self._frames[name].extend(found)
        return self._cut(SEGMENT_FRAMES) if self.collected >= SEGMENT_FRAMES else None

    def finish(self) -> Cut | None:
        """Return what has been collected, however little."""
        return self._cut(self.collected) if self.collected else None

    def _cut(self, count: int) -> Cut:
        duration_ms = round(count * FRAME_SAMPLES * 1_000 / RATE_HZ)
        cut = Cut(
            self._start_ms,
            duration_ms,
            self._is_discontinuity,
            {name: tuple(frames[:count]) for name, frames in self._frames.items()},
        )
        for frames in self._frames.values():
            del frames[:count]
        self._start_ms += duration_ms
        self._is_discontinuity = False
        return cut
