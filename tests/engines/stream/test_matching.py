"""Sources become as loud as each other, and nobody hears it happen."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.matching import (
    FALLS_DB_PER_S,
    HIGHEST_PEAK_DB,
    MOST_DB,
    RISES_DB_PER_S,
    TARGET_DB,
    Matching,
)

BLOCK_S = 1_024 / 48_000
LEVELS = st.tuples(st.floats(-100, 0), st.floats(0, 30))


def hear(matching, loudness_db, *, seconds, crest_db=12.0):
    """Give each second of a sound; return the gains."""
    peak_db = loudness_db + crest_db
    return [
        matching.step(loudness_db=loudness_db, peak_db=peak_db, passed_s=1.0)
        for _second in range(seconds)
    ]


class TestMatchingASource:
    @pytest.mark.parametrize("loudness_db", [-31, -26, -20, -16, -9])
    def test_brings_it_to_the_target_within_a_minute(self, loudness_db):
        gains = hear(Matching(), loudness_db, seconds=60)

        assert loudness_db + gains[-1] == pytest.approx(TARGET_DB, abs=0.1)

    def test_goes_no_further_than_a_limit(self):
        assert hear(Matching(), -45, seconds=120)[-1] == MOST_DB

    def test_leaves_one_alone_that_says_nothing(self):
        assert {*hear(Matching(), -100, seconds=120)} == {0.0}

    def test_does_not_rise_in_a_pause(self):
        matching = Matching()
        hear(matching, -22, seconds=60)

        in_pause = hear(matching, -70, seconds=60)

        assert in_pause[-1] == pytest.approx(2.0, abs=0.1)

    def test_hardly_rises_in_a_soft_passage(self):
        matching = Matching()
        hear(matching, -22, seconds=60)

        softly = hear(matching, -40, seconds=10)

        assert softly[-1] <= 2.6

    def test_follows_one_that_was_turned_down_for_good(self):
        matching = Matching()
        hear(matching, -14, seconds=60)

        later = hear(matching, -30, seconds=600)

        assert later[-1] == pytest.approx(10, abs=0.5)

    def test_leaves_the_peaks_room(self):
        """Claps in a quiet room: the room stays quiet."""
        gains = hear(Matching(), -30, seconds=120, crest_db=26)

        assert gains[-1] == pytest.approx(3.0)

    def test_does_not_depend_on_the_length_of_the_pieces(self):
        matching = Matching()
        for _block in range(round(20 / BLOCK_S)):
            gain_db = matching.step(loudness_db=-26, peak_db=-14, passed_s=BLOCK_S)

        assert gain_db == pytest.approx(hear(Matching(), -26, seconds=20)[-1], abs=0.2)


class TestThroughAnySound:
    @given(st.lists(LEVELS, max_size=100))
    def test_it_is_never_the_gain_that_makes_a_peak_too_high(self, levels):
        matching = Matching()
        for loudness_db, crest_db in levels:
            peak_db = min(0.0, loudness_db + crest_db)

            gain_db = matching.step(
                loudness_db=loudness_db, peak_db=peak_db, passed_s=BLOCK_S
            )

            assert gain_db <= 0 or peak_db + gain_db <= HIGHEST_PEAK_DB + 1e-9

    @given(st.lists(LEVELS, max_size=100))
    def test_it_moves_slower_than_a_hand(self, levels):
        matching = Matching()
        gains = [0.0] + [
            matching.step(loudness_db=loudness_db, peak_db=-100, passed_s=1.0)
            for loudness_db, _crest_db in levels
        ]

        for before, after in pairwise(gains):
            assert -FALLS_DB_PER_S <= after - before <= RISES_DB_PER_S
            assert abs(after) <= MOST_DB
