"""Moments are written and read in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.moments import NotAMoment, read_moment, write_moment

YEAR_1_MS, YEAR_9999_MS = -62_135_596_800_000, 253_402_300_799_999


class TestWritingAMoment:
    @given(st.integers(YEAR_1_MS, YEAR_9999_MS))
    def test_is_read_as_the_same_moment(self, at_ms):
        assert read_moment(write_moment(at_ms)) == at_ms

    def test_always_tells_milliseconds(self):
        assert write_moment(1_795_435_200_000) == "2026-11-23T12:00:00.000Z"


class TestReadingAMoment:
    def test_needs_no_milliseconds(self):
        assert read_moment("2026-11-23T12:00:00Z") == 1_795_435_200_000

    def test_knows_the_years_that_have_a_leap_day(self):
        assert write_moment(read_moment("2028-02-29T00:00:00Z")).startswith(
            "2028-02-29"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "now",
            "2026-11-23",
            "2026-11-23T12:00:00",  # of which zone?
            "2026-11-23T12:00:00+00:00",
            "2026-11-23 12:00:00Z",
            "2026-11-23T12:00Z",
            "2026-11-23T12:00:00.5Z",
            "2026-02-29T12:00:00Z",
            "2026-11-23T24:00:00Z",
            "2026-12-31T23:59:60Z",  # a leap second is no moment of Unix time
            "0000-01-01T00:00:00Z",
            "2026-11-23T12:00:00Z\n",
            "٢٠٢٦-11-23T12:00:00Z",
        ],
    )
    def test_says_how_to_write_what_is_no_moment(self, text):
        with pytest.raises(NotAMoment, match="is no moment"):
            read_moment(text)

    @given(st.text())
    def test_never_fails_otherwise(self, text):
        try:
            read_moment(text)
        except NotAMoment:
            return
