from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.doubts import Doubt, doubt, doubts
from callsign.engines.transcript.model import Tier, Word
from callsign.engines.transcript.timing import without_times
from tests.engines.transcript.talks import talk

MORNING = talk(("s1", "Good morning. The river rose."))


def with_word(at, **what):
    (turn,) = MORNING.turns
    words = list(turn.words)
    words[at] = replace(words[at], **what)
    return replace(MORNING, turns=(replace(turn, words=tuple(words)),))


class TestDoubtfulWords:
    def test_are_those_a_machine_was_not_sure_of(self):
        told = list(doubts(with_word(3, score=0.3)))

        assert [(word.text, how) for word, how in told] == [("river", Doubt.GRAVE)]

    def test_are_those_not_found_on_the_tape(self):
        lost = with_word(3, start_ms=None, end_ms=None, tier=Tier.NONE)

        assert [how for _, how in doubts(lost)] == [Doubt.FAIR]

    def test_are_none_where_nobody_listened_yet(self):
        assert list(doubts(without_times(MORNING))) == []

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_are_doubted_more_the_lower_their_score(self, one, other):
        low, high = sorted((one, other))
        words = (Word("w1", "river", score=score) for score in (low, high))

        worse, better = map(doubt, words)
        assert worse >= better
