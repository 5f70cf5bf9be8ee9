from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.edits import Edit, Voice, edited, read_edit
from callsign.engines.transcript.model import Event, Role
from callsign.engines.transcript.patches import Mark, NotAPatch, Patch
from callsign.engines.transcript.patching import patched
from callsign.engines.transcript.speakers import merge_speakers, rename_speaker
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

MORNING = talk(("s1", "Good morning."), ("s2", "Thank you."), ("s1", "The river rose."))


def edit(head, *patches, voices=(), base=MORNING):
    return edited(base, head, Edit(patches, voices), after_word=100, after_voice=2)


class TestANewVoice:
    def test_gets_an_id_nobody_had(self):
        june = Patch(1, 1, (turn("new-1", "Thank you."),))

        done = edit(MORNING, june, voices=(Voice("new-1", "June Bell", Role.CALLER),))

        assert done.new_voices == {"new-1": "s3"}
        speaker = done.transcript.speaker("s3")
        assert (speaker.name, speaker.role) == ("June Bell", Role.CALLER)
        assert done.transcript.turns[1].speaker == "s3"

    def test_that_says_nothing_is_not_there(self):
        done = edit(MORNING, voices=(Voice("new-1", "June Bell"),))

        assert done.transcript == MORNING

    def test_that_two_editors_added_is_one(self):
        june = (Voice("new-1", "June Bell"),)
        head = edit(
            MORNING, Patch(1, 1, (turn("new-1", "Thank you."),)), voices=june
        ).transcript

        done = edited(
            MORNING,
            head,
            Edit((Patch(2, 1, (turn("new-1", "It rose."),)),), june),
            after_word=200,
            after_voice=3,
        )

        assert [one.speaker for one in done.transcript.turns] == ["s1", "s3", "s3"]


class TestAVoiceThatIsThere:
    def test_is_renamed_in_every_turn(self):
        done = edit(MORNING, voices=(Voice("s2", "Luis A. Prieto"),))

        assert done.transcript.speaker("s2").name == "Luis A. Prieto"
        assert done.transcript.speaker("s2").role is Role.GUEST

    def test_keeps_the_name_another_editor_gave_it_meanwhile(self):
        head = rename_speaker(MORNING, "s2", name="Luis A. Prieto")

        done = edit(head, voices=(Voice("s2", "Luis Prieto"),))

        assert done.transcript.speaker("s2").name == "Luis A. Prieto"

    def test_comes_back_when_another_editor_merged_it_away(self):
        head = merge_speakers(MORNING, into="s1", gone="s2")

        done = edit(head, Patch(2, 1, (turn("s2", "The river rose."),)))

        assert done.transcript.speaker("s2").name == "Luis Prieto"
        assert [one.speaker for one in done.transcript.turns] == ["s1", "s1", "s2"]

    def test_is_gone_with_its_last_turn(self):
        done = edit(MORNING, Patch(1, 1, ()))

        assert [one.id for one in done.transcript.speakers] == ["s1"]


class TestAConflict:
    def test_is_left_as_an_edit_of_the_new_version(self):
        first = Patch(0, 1, (turn("s1", "Good morning."), turn("s1", "It is Friday.")))
        head = patched(MORNING, [Patch(1, 1, (turn("s2", "Thanks."),))], after_word=100)

        done = edit(head, first, Patch(1, 1, (turn("s2", "Thank you, Ada."),)))

        assert [one.text for one in done.transcript.turns] == [
            "Good morning.",
            "It is Friday.",
            "Thanks.",
            "The river rose.",
        ]
        (left,) = done.left.patches
        assert left == Patch(2, 1, (turn("s2", "Thank you, Ada."),))

    def test_keeps_the_new_voice_it_needs(self):
        june = Voice("new-1", "June Bell")
        head = patched(MORNING, [Patch(1, 1, (turn("s2", "Thanks."),))], after_word=100)

        done = edit(head, Patch(1, 1, (turn("new-1", "Hello."),)), voices=(june,))

        assert done.left.voices == (june,)

    @given(st.data())
    def test_can_be_settled_by_saving_what_is_left(self, data):
        base = data.draw(TALKS)
        mina, omar = data.draw(patches_of(base)), data.draw(patches_of(base))
        head = patched(base, mina, after_word=100)

        done = edited(base, head, Edit(omar), after_word=200, after_voice=2)
        again = edited(
            done.transcript, done.transcript, done.left, after_word=300, after_voice=2
        )

        assert not again.conflicts
        said = {one.text for one in again.transcript.turns}
        for patch in omar:
            assert {one.pieces[0].text for one in patch.turns} <= said


class TestSavingTwice:
    @given(st.data())
    def test_does_once_what_the_editor_did(self, data):
        base = data.draw(TALKS)
        omar = Edit(data.draw(patches_of(base)))
        once = edited(base, base, omar, after_word=100, after_voice=2)

        twice = edited(base, once.transcript, omar, after_word=200, after_voice=2)

        assert twice.transcript.turns == once.transcript.turns
        assert not twice.conflicts

    def test_adds_a_new_voice_once(self):
        june = (Voice("new-1", "June Bell"),)
        thanks = Patch(1, 1, (turn("new-1", "Thank you."),))
        once = edit(MORNING, thanks, voices=june)

        twice = edit(once.transcript, thanks, voices=june)

        assert twice.transcript == once.transcript
        assert twice.new_voices == {"new-1": "s3"}


class TestASoundBeforeTheFirstWord:
    def test_is_the_first_turns(self):
        music = Event(None, "music", "(MUSIC)")
        opened = replace(MORNING, events=(music,))
        kept = turn("s1", Mark("music", "(MUSIC)"), "Good evening.")

        with_it = edit(opened, Patch(0, 1, (kept,)), base=opened)
        without = edit(opened, Patch(0, 1, (turn("s1", "Hello."),)), base=opened)
        untouched = edit(opened, Patch(1, 1, ()), base=opened)

        assert with_it.transcript.events == (music,)
        assert without.transcript.events == ()
        assert untouched.transcript.events == (music,)


class TestAnEditThatIsNone:
    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"speakers": {}}, "must be a list"),
            ({"speakers": ["s1"]}, "must be an object"),
            ({"speakers": [{"id": "", "name": "June"}]}, "id of a speaker"),
            ({"speakers": [{"id": "s1", "name": "  "}]}, "needs a name"),
            ({"speakers": [{"id": "s1", "name": "\x00"}]}, "1 to 200"),
            ({"speakers": [{"id": "s1", "name": "x" * 201}]}, "1 to 200"),
            ({"speakers": [{"id": "s1", "name": "June", "role": "king"}]}, "role"),
            ({"speakers": [{"id": "s1", "name": "June"}] * 2}, "twice"),
            ({"speakers": [{}] * 501}, "more than 500"),
            ({"patches": 5}, "patches must be a list"),
        ],
    )
    def test_is_refused_with_what_is_wrong(self, values, message):
        with pytest.raises(NotAPatch, match=message):
            read_edit(values)

    def test_names_somebody_nobody_knows(self):
        with pytest.raises(NotAPatch, match="nobody here is new-1"):
            edit(MORNING, Patch(0, 1, (turn("new-1", "Hello."),)))
