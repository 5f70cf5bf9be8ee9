"""What is withheld is found, whatever way its spans are written down."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.segments import MediaSegment
from callsign.engines.stream.withheld import Span, Withheld

SPANS = st.lists(
    st.builds(
        lambda start_ms, length_ms: Span(start_ms, start_ms + length_ms),
        st.integers(0, 60_000),
        st.integers(1, 20_000),
    ),
    max_size=8,
)


class TestWithheldSpans:
    @given(SPANS, st.integers(0, 90_000))
    def test_hold_a_segment_when_one_of_them_touches_it(self, spans, start_ms):
        segment = MediaSegment(1, start_ms)

        assert Withheld.of(spans).holds(segment) == any(
            span.start_ms < segment.end_ms and segment.start_ms < span.end_ms
            for span in spans
        )

    @given(SPANS)
    def test_are_in_order_and_apart(self, spans):
        joined = Withheld.of(spans).spans

        assert all(before.end_ms < after.start_ms for before, after in pairwise(joined))

    def test_are_none_unless_somebody_says_so(self):
        assert not Withheld()
        assert not Withheld().holds(MediaSegment(1, 0))
