from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.model import Event, Note, Tier
from callsign.engines.transcript.replacing import replaced
from callsign.engines.transcript.script import read_script
from tests.engines.transcript.talks import TALKS, talk

DRAFT = talk(
    ("s1", "good morning im ada okafur luis pre a toe is here"),
    ("s2", "um thank you the rivers rows"),
)
SCRIPT = read_script(
    "ADA OKAFOR, HOST: Good morning. I'm Ada Okafor. Luis Prieto is here.\n\n"
    "LUIS PRIETO: Thank you. The river rose."
)


def told(draft, script):
    return replaced(draft, script, after_word=900)


class TestAScriptAfterADraft:
    def test_says_what_the_script_says_by_whom_it_says_it(self):
        done = told(DRAFT, SCRIPT).transcript

        assert [turn.text for turn in done.turns] == [
            turn.text for turn in SCRIPT.turns
        ]
        assert [one.name for one in done.speakers] == ["Ada Okafor", "Luis Prieto"]

    def test_leads_a_link_to_a_misheard_word_to_the_right_one(self):
        done = told(DRAFT, SCRIPT)

        words = {word.id: word.text for word in done.transcript.words}
        assert words[done.moved["w5"]] == "Okafor."
        assert words[done.moved["w14"]] == "you."
        assert words[done.moved["w16"]] == "river"

    def test_leads_a_link_to_a_word_nobody_said_to_the_one_before_it(self):
        done = told(DRAFT, SCRIPT)

        words = {word.id: word.text for word in done.transcript.words}
        assert words[done.moved["w12"]] == "here."

    def test_takes_the_times_of_what_was_heard_there(self):
        done = told(DRAFT, SCRIPT).transcript

        okafor = done.words[4]
        assert okafor.start_ms == DRAFT.words[4].start_ms
        assert okafor.tier is Tier.INTERPOLATED
        assert done.words[0].tier is Tier.HEARD

    def test_keeps_corrections_and_leaves_other_remarks_with_the_draft(self):
        draft = replace(
            DRAFT,
            notes=(
                Note("correction", "It was June.", "w16", "w15", "2026-11-23"),
                Note("timecode", "00:12", "w2"),
            ),
        )

        (note,) = told(draft, SCRIPT).transcript.notes

        assert (note.kind, note.made_on) == ("correction", "2026-11-23")
        assert note.after_word == "w16"

    def test_keeps_a_sound_the_script_does_not_have(self):
        draft = replace(DRAFT, events=(Event("w11", "laughter", "[laughter]"),))

        assert told(draft, SCRIPT).transcript.events[0].after_word == "w11"

    @given(TALKS, TALKS)
    def test_never_changes_a_letter_and_never_gives_an_id_twice(self, draft, script):
        done = told(draft, script)

        assert [turn.text for turn in done.transcript.turns] == [
            turn.text for turn in script.turns
        ]
        ids = [word.id for word in done.transcript.words]
        assert len(set(ids)) == len(ids)
        assert set(done.moved.values()) <= set(ids)

    @given(st.data())
    def test_of_the_same_words_moves_nothing(self, data):
        draft = data.draw(TALKS)

        done = told(draft, draft)

        assert done.transcript.words == draft.words
        assert all(word == there for word, there in done.moved.items())
