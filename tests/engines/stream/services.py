"""What happens to a service in the course of days, for properties."""

from dataclasses import dataclass

from hypothesis import strategies as st

from callsign.engines.stream.archive import Archive
from callsign.engines.stream.segments import SEGMENT_MS, MediaSegment
from callsign.engines.stream.withheld import Span, Withheld

NOON_MS = 1_795_435_200_000
WINDOW_MS = 10 * SEGMENT_MS


@dataclass(frozen=True)
class Happening:
    """A segment is written after ``lost_ms``; then the oldest ``dropped`` go."""

    lost_ms: int = 0
    dropped: int = 0


# Most segments follow at once. A gap is a stall or a restart; less than no time was
# lost when the clock was set back.
HAPPENINGS = st.builds(
    Happening,
    lost_ms=st.just(0)
    | st.just(0)
    | st.sampled_from([-600_000, -10_000, -1_984, 300, 5_000, 10_000, 3_600_000]),
    dropped=st.just(0) | st.integers(0, 4),
)
LIVES = st.lists(HAPPENINGS, min_size=1, max_size=80)


def live_through(happenings, *, archive=None, sequence=1):
    """Yield the archive after each of the happenings; at least one segment stays."""
    archive = Archive() if archive is None else archive
    end_ms = NOON_MS
    for number, happening in enumerate(happenings):
        segment = MediaSegment(
            sequence + number,
            end_ms + happening.lost_ms,
            is_discontinuity=happening.lost_ms != 0,
        )
        archive.add(segment)
        archive.drop_first(min(happening.dropped, len(archive) - 1))
        end_ms = segment.end_ms
        yield archive


# Spans as rights have them: some far from anything, some of a whole day.
WITHHELD = st.lists(
    st.builds(
        lambda start_ms, length_ms: Span(
            NOON_MS + start_ms, NOON_MS + start_ms + length_ms
        ),
        st.integers(-30_000, 200_000),
        st.integers(1, 60_000) | st.just(86_400_000),
    ),
    max_size=4,
).map(Withheld.of)
