"""Windows: media segments in a row, as one playlist lists them."""

from dataclasses import dataclass

from callsign.engines.stream.segments import MediaSegment


@dataclass(frozen=True, slots=True)
class Window:
    """
    Media segments in a row, for one playlist.

    ``discontinuity_sequence`` counts the discontinuities before the first segment,
    its own not included, since the service began. ``left_out`` is how many segments
    before the first are in no list like this.
    """

    segments: tuple[MediaSegment, ...]
    discontinuity_sequence: int
    left_out: int = 0

    @property
    def media_sequence(self) -> int:
        """Return the number of the first segment, as players count."""
        return self.segments[0].sequence - self.left_out
