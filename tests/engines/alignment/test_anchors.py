"""Runs of words that were heard in the order of the script."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.alignment.anchors import find_anchors
from callsign.engines.alignment.hearing import HeardWord
from callsign.engines.alignment.matching import match_names

SCRIPT = "the river is high and the levee holds".split()


def heard(words, *, pause_before=None):
    at_ms, found = 0, []
    for word in words:
        at_ms += 30_000 if word == pause_before else 0
        found.append(HeardWord(word, at_ms, at_ms + 300))
        at_ms += 300
    return found


class TestFindingAnchors:
    def test_takes_three_words_in_order_for_an_anchor(self):
        anchors = find_anchors(SCRIPT, heard("um river is high ah".split()))

        assert [(one.first, one.stop) for one in anchors] == [(1, 4)]

    def test_takes_two_words_for_chance(self):
        assert find_anchors(SCRIPT, heard("um river is ah".split())) == []

    def test_does_not_join_words_half_a_minute_apart(self):
        words = heard("is high and".split(), pause_before="and")

        assert find_anchors(SCRIPT, words) == []


NAMES = st.lists(st.sampled_from("abcde"), max_size=60)


class TestMatchingNames:
    @given(NAMES, NAMES)
    def test_pairs_rise_in_both_and_name_the_same(self, script, said):
        pairs = match_names(script, said)

        assert all(script[i] == said[j] for i, j in pairs)
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))

    @given(NAMES)
    def test_finds_every_word_of_a_script_that_is_read_as_it_stands(self, script):
        assert match_names(script, script) == [(n, n) for n in range(len(script))]
