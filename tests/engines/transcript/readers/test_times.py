"""Times as files write them, and numbers that are none."""

import pytest

from callsign.engines.transcript.readers.times import (
    LONGEST_MS,
    clock,
    milliseconds,
    seconds,
)
from callsign.engines.transcript.readers.values import score


class TestANumber:
    @pytest.mark.parametrize(
        "value",
        [
            10**400,
            -(10**400),
            1e308,
            float("inf"),
            float("nan"),
            True,
            None,
            [],
            "1e999",
        ],
    )
    def test_that_no_recording_has_is_no_time(self, value):
        assert seconds(value) is None
        assert milliseconds(value) is None
        assert score(value) is None

    def test_of_a_week_is_the_last(self):
        assert milliseconds(LONGEST_MS) == LONGEST_MS
        assert milliseconds(LONGEST_MS + 1) is None
        assert clock("168:00:01") is None
