"""One transcript on the clock of an edition."""

from dataclasses import replace

import pytest
from hypothesis import given

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.edit_list import EditList, Kept, Other, composed
from callsign.engines.transcript.editions import on_edition
from callsign.engines.transcript.model import Event, Note, Tier, Transcript, Turn, Word
from callsign.engines.transcript.timing import without_times
from tests.engines.transcript.edit_lists import edit_lists
from tests.engines.transcript.talks import LUIS, TALKS, talk

# A word every half second: w1 from 0 to 400 ms, w2 from 500 to 900 ms.
MORNING = talk(
    ("s1", "Good morning. I'm Ada Okafor."), ("s2", "The river rose on Monday.")
)


def ids(transcript: Transcript) -> list[str]:
    return [word.id for word in transcript.words]


class TestATranscriptOnAnEdition:
    def test_loses_the_words_that_were_cut(self):
        heard = on_edition(MORNING, EditList((Kept(0, 1_000), Kept(4_000, 5_000))))

        assert [turn.text for turn in heard.turns] == ["Good morning.", "on Monday."]
        assert ids(heard) == ["w1", "w2", "w9", "w10"]

    def test_moves_the_rest_to_the_editions_clock(self):
        heard = on_edition(MORNING, EditList((Other(2_000, "Ad"), Kept(500, 1_500))))

        assert [(one.start_ms, one.end_ms) for one in heard.words] == [
            (2_000, 2_400),
            (2_500, 2_900),
        ]
        assert (heard.turns[0].start_ms, heard.turns[0].end_ms) == (2_000, 2_900)

    def test_gives_a_word_that_was_cut_through_to_whoever_has_its_middle(self):
        heard = on_edition(MORNING, EditList((Kept(0, 250), Kept(650, 1_000))))

        assert [(one.id, one.start_ms, one.end_ms) for one in heard.words] == [
            ("w1", 0, 250),
            ("w2", 250, 500),
        ]

    def test_leaves_out_a_word_whose_middle_was_cut(self):
        heard = on_edition(MORNING, EditList((Kept(0, 150), Kept(720, 1_400))))

        assert ids(heard) == ["w3"]

    def test_says_where_something_else_is_heard(self):
        edits = EditList(
            (Kept(0, 1_000), Other(30_000, "Advertisement"), Kept(1_000, 5_000))
        )

        heard = on_edition(MORNING, edits)

        assert heard.events == (Event("w2", "break", "(ADVERTISEMENT)", 1_000, 31_000),)
        assert [turn.text for turn in heard.turns] == [
            "Good morning.",
            "I'm Ada Okafor.",
            "The river rose on Monday.",
        ]

    def test_passes_over_a_breath_that_was_put_in(self):
        edits = EditList((Kept(0, 1_000), Other(300), Kept(1_000, 5_000)))

        assert not on_edition(MORNING, edits).events

    def test_follows_parts_that_come_in_another_order(self):
        heard = on_edition(MORNING, EditList((Kept(2_500, 5_000), Kept(0, 2_500))))

        assert [turn.speaker for turn in heard.turns] == ["s2", "s1"]
        assert heard.words[0].start_ms == 0

    def test_names_nobody_who_is_not_heard(self):
        heard = on_edition(MORNING, EditList((Kept(2_500, 5_000),)))

        assert heard.speakers == (LUIS,)

    def test_keeps_paragraphs(self):
        spoken = replace(MORNING.turns[0], text="Good morning.\n\nI'm Ada Okafor.")
        master = replace(MORNING, turns=(spoken,))

        whole = on_edition(master, EditList((Kept(0, 5_000),)))
        cut = on_edition(master, EditList((Kept(0, 1_000), Kept(1_500, 5_000))))

        assert whole.turns[0].text == "Good morning.\n\nI'm Ada Okafor."
        assert cut.turns[0].text == "Good morning.\n\nAda Okafor."

    def test_keeps_how_a_time_is_known_and_how_sure_a_machine_was(self):
        word = Word("w1", "Good", 0, 400, Tier.ALIGNED, 0.5)
        master = Transcript(turns=(Turn(None, "Good", (word,), 0, 400),))

        (heard,) = on_edition(master, EditList((Other(600), Kept(0, 500)))).words

        assert (heard.tier, heard.score) == (Tier.ALIGNED, 0.5)

    def test_refuses_words_that_nobody_has_timed(self):
        with pytest.raises(NoTimes):
            on_edition(without_times(MORNING), EditList((Kept(0, 5_000),)))


class TestAWordWithoutATime:
    def test_goes_where_the_word_before_it_goes(self):
        words = list(MORNING.turns[0].words)
        words[1] = Word("w2", words[1].text)
        master = replace(
            MORNING, turns=(replace(MORNING.turns[0], words=tuple(words)),)
        )

        assert ids(on_edition(master, EditList((Kept(0, 400),)))) == ["w1", "w2"]
        assert ids(on_edition(master, EditList((Kept(400, 1_300),)))) == ["w3"]

    def test_at_the_head_of_a_turn_goes_with_the_turn(self):
        words = list(MORNING.turns[1].words)
        words[0] = Word("w6", words[0].text)
        turn = replace(MORNING.turns[1], words=tuple(words))
        master = replace(MORNING, turns=(MORNING.turns[0], turn))

        heard = on_edition(master, EditList((Kept(2_900, 5_000),)))

        assert ids(heard)[:2] == ["w6", "w7"]


class TestSoundsAndNotes:
    def test_moves_a_sound_with_its_time(self):
        bell = Event("w2", "sound", "(BELL)", 900, 1_000)
        master = replace(MORNING, events=(bell,))

        heard = on_edition(master, EditList((Other(500), Kept(800, 5_000))))

        assert heard.events == (Event(None, "sound", "(BELL)", 600, 700),)

    def test_cuts_a_sound_with_the_word_before_it(self):
        master = replace(MORNING, events=(Event("w2", "laughter", "(LAUGHTER)"),))

        assert not on_edition(master, EditList((Kept(1_000, 5_000),))).events

    def test_keeps_a_correction_on_the_words_that_are_left(self):
        note = Note("correction", "It rose on Sunday.", "w10", "w7", "2026-11-20")
        master = replace(MORNING, notes=(note,))

        heard = on_edition(master, EditList((Kept(0, 1_000), Kept(4_000, 5_000))))

        assert heard.notes == (replace(note, first_word="w9"),)

    def test_drops_a_correction_of_words_that_nobody_hears(self):
        note = Note("correction", "It rose on Sunday.", "w10", "w7")
        master = replace(MORNING, notes=(note,))

        assert not on_edition(master, EditList((Kept(0, 2_500),))).notes

    def test_tells_of_a_retraction_beside_what_is_left(self):
        note = Note("retraction", "We took out a claim.", "w4")
        master = replace(MORNING, notes=(note,))

        before = on_edition(master, EditList((Kept(0, 2_000),)))
        behind = on_edition(master, EditList((Kept(0, 1_000), Kept(2_000, 5_000))))
        gone = on_edition(master, EditList((Kept(0, 1_000), Kept(3_000, 5_000))))

        assert [one.after_word for one in before.notes] == ["w4"]
        assert [one.after_word for one in behind.notes] == ["w2"]
        assert not gone.notes


class TestAnyEdition:
    @given(TALKS, edit_lists())
    def test_says_what_the_master_says_at_the_same_moment(self, master, edits):
        heard = on_edition(master, edits)
        original = {word.id: word for word in master.words}

        assert len(set(ids(heard))) == len(heard.words)
        for word in heard.words:
            before = original[word.id]
            assert word.text == before.text
            middle = (before.start_ms + before.end_ms) // 2
            assert word.start_ms <= edits.to_edition_ms(middle) <= word.end_ms
            assert word.end_ms <= edits.duration_ms

    @given(TALKS, edit_lists())
    def test_has_every_word_whose_middle_is_heard_and_no_other(self, master, edits):
        wanted = {
            word.id
            for word in master.words
            if edits.to_edition_ms((word.start_ms + word.end_ms) // 2) is not None
        }

        assert set(ids(on_edition(master, edits))) == wanted

    @given(TALKS, edit_lists())
    def test_is_in_order(self, master, edits):
        starts = [word.start_ms for word in on_edition(master, edits).words]

        assert starts == sorted(starts)

    @given(TALKS, edit_lists())
    def test_holds_the_text_of_its_words(self, master, edits):
        for turn in on_edition(master, edits).turns:
            assert turn.text.split() == [word.text for word in turn.words]

    @given(TALKS)
    def test_that_cuts_nothing_is_the_master(self, master):
        assert on_edition(master, EditList((Kept(0, 60_000),))).turns == master.turns

    @given(TALKS, edit_lists(), edit_lists(30_000))
    def test_of_an_edition_has_no_word_that_neither_has(self, master, first, second):
        both = ids(on_edition(master, composed(first, second)))

        assert set(both) <= set(ids(on_edition(master, first)))
