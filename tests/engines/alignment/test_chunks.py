"""The script between anchors, each part with its piece of the recording."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.chunks import MARGIN_MS, find_chunks
from callsign.engines.alignment.hearing import HeardWord

HOUR_MS = 3_600_000
WORD_MS = 300


def anchor(first, names, start_ms):
    """Words heard one after the other, none longer than the next."""
    return Anchor(
        first,
        tuple(
            HeardWord(name, start_ms + at * WORD_MS, start_ms + (at + 1) * WORD_MS)
            for at, name in enumerate(names)
        ),
    )


class TestTheRoomOfAChunk:
    def test_begins_before_its_first_word_was_heard_and_ends_after_its_last(self):
        names = ["here's", "a", "pause"]

        [chunk] = find_chunks(names, [anchor(0, names, 10_000)], HOUR_MS)

        assert chunk.start_ms == 10_000 - MARGIN_MS
        assert chunk.end_ms == 10_000 + 3 * WORD_MS + MARGIN_MS

    def test_stops_half_way_to_the_words_beside_it(self):
        names = ["well", "a", "crack", "by", "the", "bridge"]
        pause_ms = 720
        before = anchor(0, names[:3], 10_000)
        after = anchor(3, names[3:], before.end_ms + pause_ms)

        one, two = find_chunks(names, [before, after], HOUR_MS)

        assert one.end_ms == two.start_ms == before.end_ms + pause_ms // 2

    @pytest.mark.parametrize("start_ms", [0, 100])
    def test_begins_with_the_recording_at_the_earliest(self, start_ms):
        names = ["good", "morning", "boise"]

        [chunk] = find_chunks(names, [anchor(0, names, start_ms)], HOUR_MS)

        assert 0 <= chunk.start_ms <= start_ms

    @given(pauses=st.lists(st.integers(0, 5_000), min_size=2, max_size=8))
    def test_holds_its_own_words_and_nothing_of_the_next(self, pauses):
        names = ["good", "morning", "boise"] * len(pauses)
        anchors, at_ms = [], 0
        for number, pause_ms in enumerate(pauses):
            at_ms += pause_ms
            anchors.append(anchor(3 * number, names[:3], at_ms))
            at_ms = anchors[-1].end_ms

        chunks = find_chunks(names, anchors, at_ms)

        for chunk in chunks:
            assert chunk.start_ms <= chunk.anchors[0].start_ms
            assert chunk.end_ms >= chunk.anchors[-1].end_ms
        for one, two in pairwise(chunks):
            assert one.end_ms <= two.start_ms
