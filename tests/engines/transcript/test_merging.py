from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.merging import merged
from callsign.engines.transcript.patches import Patch, as_values, read_patches
from callsign.engines.transcript.patching import patched
from callsign.engines.transcript.timing import without_times
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

MORNING = talk(("s1", "Good morning."), ("s2", "Thank you."), ("s1", "The river rose."))


class TestTwoEditors:
    def test_both_get_their_way_on_different_turns(self):
        mina = Patch(0, 1, (turn("s1", "Good evening."), turn("s2", "Hello.")))
        omar = Patch(2, 1, (turn("s1", "The river fell."),))
        head = patched(MORNING, [mina], after_word=100)

        both = merged(MORNING, head, [omar])

        assert not both.conflicts
        after = patched(head, both.patches, after_word=200)
        assert [one.text for one in after.turns] == [
            "Good evening.",
            "Hello.",
            "Thank you.",
            "The river fell.",
        ]

    def test_are_shown_each_others_words_on_the_same_turn(self):
        mina = Patch(1, 1, (turn("s2", "Thanks."),))
        omar = Patch(1, 2, (turn("s2", "Thank you. The river rose."),))
        head = patched(MORNING, [mina], after_word=100)

        both = merged(MORNING, head, [omar])

        assert not both.patches
        (conflict,) = both.conflicts
        theirs = head.turns[conflict.at : conflict.stop]
        assert [one.text for one in theirs] == ["Thanks.", "The river rose."]

    def test_are_not_in_the_way_of_somebody_who_only_listened(self):
        omar = Patch(1, 1, (turn("s2", "Thanks."),))

        assert merged(MORNING, without_times(MORNING), [omar]).patches == (omar,)

    def test_who_did_the_same_are_not_in_each_others_way(self):
        thanks = Patch(1, 1, (turn("s2", "Thanks."),))
        head = patched(MORNING, [thanks], after_word=100)

        both = merged(MORNING, head, [thanks])

        assert not both.patches
        assert not both.conflicts

    def test_see_all_that_the_other_made_one_turn_of(self):
        joined = Patch(0, 3, (turn("s1", "Good morning. Thank you. It rose."),))
        omar = Patch(1, 1, (turn("s2", "Thanks."),))
        head = patched(MORNING, [joined], after_word=100)

        (conflict,) = merged(MORNING, head, [omar]).conflicts

        assert (conflict.at, conflict.stop) == (0, 1)
        assert conflict.patch == Patch(
            0,
            3,
            (
                turn("s1", "Good morning."),
                turn("s2", "Thanks."),
                turn("s1", "The river rose."),
            ),
        )

    @given(st.data())
    def test_can_take_either_side_of_what_they_disagree_on(self, data):
        base = data.draw(TALKS)
        mina, omar = data.draw(patches_of(base)), data.draw(patches_of(base))
        head = patched(base, mina, after_word=100)

        conflicts = merged(base, head, omar).conflicts

        mine = [
            replace(one.patch, at=one.at, count=one.stop - one.at) for one in conflicts
        ]
        assert read_patches(as_values(mine)) == tuple(mine)
        patched(head, mine, after_word=200)

    @given(st.data())
    def test_lose_nothing_between_them(self, data):
        base = data.draw(TALKS)
        mina, omar = data.draw(patches_of(base)), data.draw(patches_of(base))
        head = patched(base, mina, after_word=100)

        both = merged(base, head, omar)

        after = patched(head, both.patches, after_word=200)
        said = {one.text for one in after.turns} | {
            piece.text
            for conflict in both.conflicts
            for one in conflict.patch.turns
            for piece in one.pieces
        }
        for patch in omar:
            assert {one.pieces[0].text for one in patch.turns} <= said
        for conflict in both.conflicts:
            assert 0 <= conflict.at <= conflict.stop <= len(head.turns)

    @given(st.data())
    def test_have_no_conflict_when_nobody_else_was_there(self, data):
        base = data.draw(TALKS)
        patches = data.draw(patches_of(base))

        assert merged(base, base, patches).patches == patches
