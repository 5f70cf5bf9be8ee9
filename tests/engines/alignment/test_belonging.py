"""Whether a script is of this recording at all."""

import pytest

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.belonging import belongs
from callsign.engines.alignment.hearing import HeardWord

SECOND = [-20] * 100
MINUTE = 60 * SECOND


def heard(count, *, long_ms=300):
    """Return an anchor of so many words."""
    words = (
        HeardWord("levee", number * long_ms, (number + 1) * long_ms)
        for number in range(count)
    )
    return [Anchor(0, tuple(words))]


class TestBelonging:
    @pytest.mark.parametrize(
        ("count", "words", "sound"),
        [
            (8, 8, 6 * SECOND),  # a sentence
            (15, 63, 25 * SECOND),  # a speaker with a cold
            (400, 540, MINUTE * 3),
            (100, 9_000, MINUTE),  # a minute out of an hour's script
            (100, 150, MINUTE * 60),  # a minute's script in an hour
        ],
    )
    def test_is_so_when_enough_is_heard(self, count, words, sound):
        assert belongs(heard(count), words, sound)

    @pytest.mark.parametrize(
        ("count", "words", "sound"),
        [
            (6, 8, 6 * SECOND),  # most of a sentence
            (8, 8, MINUTE),  # a sentence of words that are in anything
            (9, 63, 25 * SECOND),  # a paragraph of them
            (13, 9_000, MINUTE * 60),
        ],
    )
    def test_is_not_so_when_it_may_be_chance(self, count, words, sound):
        assert not belongs(heard(count), words, sound)

    @pytest.mark.parametrize(("words", "sound"), [(540, MINUTE), (0, [])])
    def test_is_not_so_when_nothing_is_heard(self, words, sound):
        assert not belongs([], words, sound)
