import random

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.pairing import paired

WORDS = st.lists(st.sampled_from("the river rose rows on main street uh".split()))

# No word stands here twice: without times nobody could tell which of two was misheard.
STORY = (
    "Good morning from KDEMO I am Ada Okafor with me is Luis Prieto who has watched"
    " the river for thirty years and says it never rose as fast before Tuesday"
).split()


class TestPairingTwoVersions:
    @given(WORDS, WORDS)
    def test_rises_in_both_and_pairs_no_word_twice(self, old, new):
        pairs = paired(old, new)

        assert all(0 <= i < len(old) and 0 <= j < len(new) for i, j in pairs)
        assert [i for i, _ in pairs] == sorted({i for i, _ in pairs})
        assert [j for _, j in pairs] == sorted({j for _, j in pairs})

    @given(WORDS)
    def test_pairs_a_text_with_itself(self, words):
        assert paired(words, words) == [(at, at) for at in range(len(words))]

    @given(st.randoms(use_true_random=False))
    def test_finds_each_misheard_word_where_it_was_said(self, chance: random.Random):
        heard = [word[:-1] + "x" if chance.random() < 0.15 else word for word in STORY]

        assert paired(heard, STORY) == [(at, at) for at in range(len(STORY))]

    def test_leaves_a_word_alone_that_only_one_version_has(self):
        old = "we were um there on Tuesday".split()
        new = "we were there on a Tuesday".split()

        assert (2, 2) not in paired(old, new)
        assert (5, 5) in paired(old, new)
