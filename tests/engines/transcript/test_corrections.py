from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.anchors import UnknownWord
from callsign.engines.transcript.corrections import (
    corrected,
    public_notes,
    retracted,
)
from callsign.engines.transcript.model import Event, Note
from callsign.engines.transcript.patches import Patch
from callsign.engines.transcript.patching import patched
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

MORNING = talk(
    ("s1", "Good morning. Luis is here."),
    ("s2", "The river rose in July."),
    ("s1", "Thank you."),
)
TODAY = "2026-11-27"


class TestACorrection:
    def test_stands_beside_its_words(self):
        done = corrected(MORNING, "w8", "w10", "It was June.", made_on=TODAY)

        assert done.notes == (Note("correction", "It was June.", "w10", "w8", TODAY),)
        assert done.turns == MORNING.turns

    @pytest.mark.parametrize("words", [("w8", "w99"), ("w99", "w8"), ("w9", "w8")])
    def test_of_no_passage_is_refused(self, words):
        with pytest.raises(UnknownWord):
            corrected(MORNING, *words, "It was June.", made_on=TODAY)

    def test_keeps_the_words_that_an_edit_leaves(self):
        noted = corrected(MORNING, "w7", "w10", "It was June.", made_on=TODAY)
        edit = Patch(1, 1, (turn("s2", "The rose in"),))

        edited = patched(noted, [edit], after_word=100)

        assert edited.notes == (Note("correction", "It was June.", "w9", "w8", TODAY),)


class TestARetraction:
    def test_takes_the_words_out_and_says_so_where_they_stood(self):
        done = retracted(
            MORNING, "w9", "w10", "We cannot stand by this.", made_on=TODAY
        )

        assert done.turns[1].text == "The river rose"
        assert done.notes == (
            Note("retraction", "We cannot stand by this.", "w8", None, TODAY),
        )

    def test_of_the_beginning_stands_before_the_first_word(self):
        done = retracted(MORNING, "w1", "w5", "Not said by us.", made_on=TODAY)

        assert done.notes[0].after_word is None
        assert [one.text for one in done.turns] == [
            "The river rose in July.",
            "Thank you.",
        ]

    def test_of_all_that_somebody_says_takes_the_voice_too(self):
        done = retracted(MORNING, "w6", "w10", "Withdrawn.", made_on=TODAY)

        assert [one.id for one in done.speakers] == ["s1"]

    def test_takes_sounds_and_corrections_of_the_words(self):
        noted = corrected(MORNING, "w9", "w10", "It was June.", made_on=TODAY)
        noted = corrected(noted, "w6", "w10", "A gauge, not a person.", made_on=TODAY)
        heard = replace(noted, events=(Event("w9", "laughter", "(LAUGHTER)"),))

        done = retracted(heard, "w9", "w10", "Withdrawn.", made_on=TODAY)

        assert not done.events
        assert [(one.text, one.first_word, one.after_word) for one in done.notes] == [
            ("A gauge, not a person.", "w6", "w8"),
            ("Withdrawn.", None, "w8"),
        ]

    def test_keeps_paragraphs_apart(self):
        long = talk(("s1", "One two.\n\nThree four.\n\nFive six."))

        done = retracted(long, "w2", "w4", "Withdrawn.", made_on=TODAY)

        assert done.turns[0].text == "One\n\nFive six."

    @given(st.data())
    def test_takes_these_words_and_no_others(self, data):
        before = data.draw(TALKS)
        count = len(before.words)
        first = data.draw(st.integers(0, count - 1))
        last = data.draw(st.integers(first, count - 1))
        ids = [word.id for word in before.words]

        after = retracted(before, ids[first], ids[last], "Withdrawn.", made_on=TODAY)

        assert after.words == before.words[:first] + before.words[last + 1 :]
        for one in after.turns:
            assert one.text.split() == [word.text for word in one.words]


class TestWhatReadersWereTold:
    @given(st.data())
    def test_outlives_any_edit(self, data):
        before = data.draw(TALKS)
        first, *_, last = [word.id for word in (*before.words, before.words[-1])]
        told = corrected(before, first, last, "It was June.", made_on=TODAY)
        patches = data.draw(patches_of(before))

        after = patched(told, patches, after_word=100)

        (note,) = after.notes
        assert (note.text, note.made_on) == ("It was June.", TODAY)
        there = {word.id for word in after.words} | {None}
        assert {note.first_word, note.after_word} <= there
        assert list(public_notes(told, after)) == [note]
