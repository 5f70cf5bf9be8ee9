import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.model import Event, Note, Tier
from callsign.engines.transcript.patches import (
    Mark,
    NotAPatch,
    Patch,
    Said,
    read_patches,
)
from callsign.engines.transcript.patching import patched
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

MORNING = talk(
    ("s1", "Good morning. I'm Ada Okafor."),
    ("s2", "Thank you Ada for the invitation."),
    ("s1", "The river rose."),
)


def edit(transcript, *patches, after_word=100):
    return patched(transcript, patches, after_word=after_word)


class TestRetellingATurn:
    def test_keeps_the_time_of_every_word_that_is_still_said(self):
        edited = edit(MORNING, Patch(1, 1, (turn("s2", "Thank you for having me."),)))

        said = edited.turns[1].words
        assert [word.text for word in said] == "Thank you for having me.".split()
        assert [word.id for word in said[:3]] == ["w6", "w7", "w9"]
        assert said[2].start_ms == MORNING.turns[1].words[3].start_ms

    def test_keeps_id_and_time_of_a_word_that_was_respelled(self):
        edited = edit(
            MORNING, Patch(0, 1, (turn("s1", "Good morning. I'm Ada Okafur."),))
        )

        before, after = MORNING.turns[0].words[-1], edited.turns[0].words[-1]
        assert (after.id, after.start_ms, after.text) == (
            before.id,
            before.start_ms,
            "Okafur.",
        )

    def test_gives_new_words_numbers_nobody_had(self):
        edited = edit(MORNING, Patch(2, 1, (turn("s1", "The old river rose."),)))

        assert edited.turns[2].words[1].id == "w101"

    def test_lets_a_new_word_share_the_pause_it_stands_in(self):
        slow = talk(("s1", "The river rose."))
        words = slow.turns[0].words
        assert words[1].start_ms is not None

        edited = edit(slow, Patch(0, 1, (turn("s1", "The old river rose."),)))

        new = edited.turns[0].words[1]
        assert (new.start_ms, new.end_ms, new.tier) == (400, 500, Tier.INTERPOLATED)

    def test_without_words_takes_the_turn_away(self):
        edited = edit(MORNING, Patch(1, 1, (turn("s2", "  "),)))

        assert [one.speaker for one in edited.turns] == ["s1", "s1"]

    def test_leaves_out_what_no_page_can_show(self):
        edited = edit(MORNING, Patch(2, 1, (turn("s1", "The \x00river\ud800 rose."),)))

        assert edited.turns[2].text == "The river rose."


class TestSplittingAndJoining:
    def test_part_a_turn_between_two_voices(self):
        edited = edit(
            MORNING,
            Patch(
                1, 1, (turn("s2", "Thank you Ada"), turn("s1", "for the invitation."))
            ),
        )

        assert [one.speaker for one in edited.turns] == ["s1", "s2", "s1", "s1"]
        assert edited.words == MORNING.words

    def test_make_one_turn_of_two(self):
        text = "Good morning. I'm Ada Okafor.\n\nThank you Ada for the invitation."
        edited = edit(MORNING, Patch(0, 2, (turn("s1", text),)))

        assert edited.turns[0].text == text
        assert edited.words == MORNING.words


class TestMarkingASound:
    def test_writes_it_behind_the_word_it_follows(self):
        laughed = turn("s2", "Thank you", Mark("laughter", "(LAUGHTER)"), "Ada.")
        edited = edit(MORNING, Patch(1, 1, (laughed,)))

        assert edited.events == (Event("w7", "laughter", "(LAUGHTER)"),)
        assert edited.turns[1].text == "Thank you Ada."

    def test_keeps_the_time_of_a_sound_that_was_there(self):
        heard = Event("w7", "laughter", "(LAUGHTER)", 3_000, 3_400)
        morning = talk(
            *((one.speaker, one.text) for one in MORNING.turns), events=(heard,)
        )
        laughed = turn("s2", "Thank you Ada.", Mark("laughter", "(LAUGHTER)"))
        edited = edit(morning, Patch(1, 1, (laughed,)))

        assert edited.events[0].start_ms == 3_000
        assert edited.events[0].after_word == "w8"

    def test_takes_it_away_where_it_is_not_named_any_more(self):
        heard = Event("w7", "laughter", "(LAUGHTER)")
        morning = talk(
            *((one.speaker, one.text) for one in MORNING.turns), events=(heard,)
        )

        assert not edit(morning, Patch(1, 1, (turn("s2", "Thank you."),))).events


class TestANote:
    def test_hangs_on_the_nearest_word_that_is_left(self):
        noted = talk(*((one.speaker, one.text) for one in MORNING.turns))
        noted = type(noted)(
            noted.speakers,
            noted.turns,
            notes=(Note("correction", "June.", "w8", "w8"),),
        )

        edited = edit(noted, Patch(1, 1, (turn("s2", "Thank you."),)))

        assert edited.notes == (Note("correction", "June.", "w7"),)


class TestAnyEdit:
    @given(st.data())
    def test_says_what_the_editor_wrote_and_never_moves_another_word(self, data):
        before = data.draw(TALKS)
        patches = data.draw(patches_of(before))

        after = edit(before, *patches)

        said, at = [], 0
        for patch in patches:
            said += [one.text for one in before.turns[at : patch.at]]
            said += [
                one.text
                for made in patch.turns
                for one in made.pieces
                if isinstance(one, Said)
            ]
            at = patch.stop
        said += [one.text for one in before.turns[at:]]
        assert [word.text for word in after.words] == " ".join(said).split()
        ids = [word.id for word in after.words]
        assert len(set(ids)) == len(ids)
        timed = {word.id: word.start_ms for word in before.words}
        assert all(
            word.start_ms == timed[word.id] for word in after.words if word.id in timed
        )

    @given(st.data())
    def test_that_changes_nothing_leaves_everything_as_it_was(self, data):
        before = data.draw(TALKS)
        same = [
            Patch(at, 1, (turn(one.speaker, one.text),))
            for at, one in enumerate(before.turns)
        ]

        assert edit(before, *same) == before


class TestPatchesThatAreNone:
    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({}, "must be a list"),
            ([5], "a patch must be an object"),
            ([{"at": -1, "count": 1, "turns": []}], "whole number"),
            ([{"at": 0, "count": True, "turns": []}], "whole number"),
            ([{"at": 0, "count": 1}], "turns of a patch"),
            ([{"at": 0, "count": 1, "turns": [{"speaker": 5}]}], "speaker of a turn"),
            (
                [
                    {"at": 0, "count": 2, "turns": []},
                    {"at": 1, "count": 1, "turns": []},
                ],
                "two patches change turn 1",
            ),
            (
                [
                    {
                        "at": 0,
                        "count": 1,
                        "turns": [{"pieces": [{"kind": "bang", "mark": "(BANG)"}]}],
                    }
                ],
                "no sound is called 'bang'",
            ),
        ],
    )
    def test_are_refused_with_what_is_wrong(self, values, message):
        with pytest.raises(NotAPatch, match=message):
            read_patches(values)

    def test_cannot_reach_beyond_the_transcript(self):
        with pytest.raises(NotAPatch, match="no turn 3"):
            edit(MORNING, Patch(3, 1, ()))

    def test_cannot_name_somebody_unknown(self):
        with pytest.raises(NotAPatch, match="nobody here is s9"):
            edit(MORNING, Patch(0, 1, (turn("s9", "Hello."),)))
