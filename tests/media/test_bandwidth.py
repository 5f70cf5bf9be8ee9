"""Where a telephone takes over from the studio."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.media.bandwidth import Channel, channels
from callsign.media.decoding import RATE_HZ
from callsign.media.telephone import by_telephone


@pytest.fixture
def studio():
    noise = np.random.default_rng(seed=1).normal(0, 3_000, 4 * RATE_HZ)
    return noise.astype(np.int16)


class TestFindingChannels:
    def test_leaves_a_studio_in_one_piece(self, studio):
        assert channels(studio) == [Channel(0, len(studio), is_line=False)]

    def test_knows_a_telephone(self, studio):
        assert channels(by_telephone(studio)) == [Channel(0, len(studio), is_line=True)]

    def test_cuts_where_a_telephone_takes_over(self, studio):
        both = np.concatenate([studio, by_telephone(studio)])

        first, second = channels(both)

        assert (first.is_line, second.is_line) == (False, True)
        assert first.stop == second.first == pytest.approx(4 * RATE_HZ, abs=RATE_HZ)
        assert second.stop == len(both)

    def test_does_not_take_silence_for_a_telephone(self, studio):
        gated = np.concatenate([studio, np.zeros_like(studio), studio])

        assert channels(gated) == [Channel(0, len(gated), is_line=False)]

    def test_leaves_a_single_word_where_it_is(self, studio):
        word = by_telephone(studio[:RATE_HZ])

        assert channels(np.concatenate([studio, word, studio])) == [
            Channel(0, 9 * RATE_HZ, is_line=False)
        ]

    @pytest.mark.parametrize("length", [0, 1, 1_599, 1_600, 24_001])
    def test_covers_sound_of_any_length(self, length):
        silence = np.zeros(length, dtype=np.int16)

        assert channels(silence) == [Channel(0, length, is_line=False)]

    @given(st.lists(st.tuples(st.integers(1, 40_000), st.booleans()), max_size=6))
    def test_pieces_follow_each_other_and_cover_everything(self, pieces):
        noise = np.random.default_rng(seed=2).normal(0, 3_000, 40_000)
        said = [
            by_telephone(noise[:length]) if is_line else noise[:length]
            for length, is_line in pieces
        ]
        samples = np.concatenate([np.zeros(0), *said]).astype(np.int16)

        found = channels(samples)

        assert [one.first for one in found] == [0, *(one.stop for one in found[:-1])]
        assert found[-1].stop == len(samples)
