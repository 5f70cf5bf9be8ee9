"""A file's name says everything about the media segment in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.segments import (
    FRAME_SAMPLES,
    RATE_HZ,
    SEGMENT_FRAMES,
    SEGMENT_MS,
    MediaSegment,
    NotASegment,
    segment_named,
)

NOON_MS = 1_795_435_200_000
WHOLE = st.integers(min_value=0, max_value=2**63)
SEGMENTS = st.builds(MediaSegment, WHOLE, WHOLE, WHOLE, st.booleans())


class TestTheLengthOfASegment:
    def test_is_whole_frames_and_whole_milliseconds(self):
        assert SEGMENT_FRAMES * FRAME_SAMPLES * 1_000 == SEGMENT_MS * RATE_HZ


class TestAMediaSegment:
    def test_ends_where_the_next_begins(self):
        assert MediaSegment(1, NOON_MS).end_ms == NOON_MS + 1_984


class TestNamingAFile:
    @given(SEGMENTS)
    def test_comes_back_as_the_same_segment(self, segment):
        assert segment_named(segment.file_name) == segment

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "init.mp4",
            "12-1790000000000-1984.m4s.tmp",  # still being written
            "12-1790000000000.m4s",
            "12-1790000000000-1984-d-d.m4s",
            "12--1790000000000-1984.m4s",
            "+1-1790000000000-1984.m4s",
            "1_2-1790000000000-1984.m4s",  # int() would take it
            "١٢-1790000000000-1984.m4s",  # and these digits too
            " 12-1790000000000-1984.m4s",
            "12-1790000000000-1984-D.m4s",
        ],
    )
    def test_does_not_take_another_file_for_a_segment(self, name):
        with pytest.raises(NotASegment):
            segment_named(name)

    @given(st.text())
    def test_reads_any_name_or_says_that_it_is_none(self, name):
        try:
            segment = segment_named(name)
        except NotASegment:
            return

        assert segment_named(segment.file_name) == segment
