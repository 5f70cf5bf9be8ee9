"""Segments in a row, on an axis that never goes back."""

from itertools import pairwise

from hypothesis import given

from callsign.engines.stream.chronology import Chronology
from callsign.engines.stream.segments import SEGMENT_MS
from tests.engines.stream.services import LIVES, live_through


def rows(life):
    row = Chronology()
    for archive in live_through(life):
        row.append(archive.latest)
        yield row


class TestTheAxis:
    @given(LIVES)
    def test_has_each_segment_after_the_one_before_it(self, life):
        *_earlier, row = rows(life)

        for place, later in pairwise(range(len(row))):
            assert row.begin_ms(later) == row.end_ms(place)
            assert row.end_ms(later) - row.begin_ms(later) >= SEGMENT_MS
            assert row.count_by(row.end_ms(place)) == later


class TestACopy:
    @given(LIVES)
    def test_stays_as_it_was(self, life):
        *_earlier, row = rows(life)
        copy = row.copy()
        ends = [copy.end_ms(place) for place in range(len(copy))]

        row.drop_first(1)

        assert [copy.end_ms(place) for place in range(len(copy))] == ends
