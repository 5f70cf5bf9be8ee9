"""Media segments: pieces of a service's sound, cut on whole codec frames and whole milliseconds."""

from dataclasses import dataclass

RATE_HZ = 48_000
FRAME_SAMPLES = 1_024

# Three frames of 1,024 samples at 48 kHz are 64 ms; 93 frames are 1,984 ms. So every
# boundary is on an exact frame and on an exact millisecond, and dates never drift
# from durations by rounding.
SEGMENT_FRAMES = 93
SEGMENT_MS = SEGMENT_FRAMES * FRAME_SAMPLES * 1_000 // RATE_HZ


@dataclass(frozen=True, slots=True)
class MediaSegment:
    """
    About two seconds of a service, in every rendition at once.

    ``start_ms`` is when its first sample was captured, in milliseconds of UTC since
    1970. ``is_discontinuity`` when the timeline broke before it: air was restarted,
    stalled, or the clock was set. ``sequence`` rises by one from segment to segment,
    also across restarts.
    """

    sequence: int
    start_ms: int
    duration_ms: int = SEGMENT_MS
    is_discontinuity: bool = False

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms

    @property
    def file_name(self) -> str:
        """
        Return a name that says everything, so that a folder needs no index.

        >>> MediaSegment(12, 1_790_000_000_000).file_name
        '12-1790000000000-1984.m4s'
        >>> MediaSegment(12, 1_790_000_000_000, is_discontinuity=True).file_name
        '12-1790000000000-1984-d.m4s'
        """
        mark = "-d" if self.is_discontinuity else ""
        return f"{self.sequence}-{self.start_ms}-{self.duration_ms}{mark}.m4s"


class NotASegment(ValueError):
    """A file in a folder of segments that none of them wrote."""


def segment_named(file_name: str) -> MediaSegment:
    """
    Return the segment a file holds, by its name.

    Raises: NotASegment

    >>> segment_named("12-1790000000000-1984-d.m4s").is_discontinuity
    True
    """
    stem, dot, kind = file_name.partition(".")
    parts = stem.split("-")
    is_discontinuity = parts[-1] == "d"
    numbers = parts[:-1] if is_discontinuity else parts
    if (dot, kind) != (".", "m4s") or len(numbers) != 3:
        raise NotASegment(file_name)
    if not all(number.isascii() and number.isdecimal() for number in numbers):
        raise NotASegment(file_name)
    sequence, start_ms, duration_ms = map(int, numbers)
    return MediaSegment(sequence, start_ms, duration_ms, is_discontinuity)
