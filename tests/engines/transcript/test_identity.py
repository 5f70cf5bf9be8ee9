import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.identity import keep_ids
from callsign.engines.transcript.same_words import same_words
from callsign.engines.transcript.script import read_script

BEFORE = read_script(
    "ADA OKAFOR, HOST: The river rose.\n\nLUIS PRIETO: It did. (LAUGHTER)"
)


def ids(transcript):
    return {word.text: word.id for word in transcript.words}


class TestKeepingIds:
    def test_lets_words_that_stayed_keep_theirs(self):
        after = keep_ids(
            BEFORE,
            read_script(
                "ADA OKAFOR, HOST: The old river rose.\n\nLUIS PRIETO: It did. (LAUGHTER)"
            ),
        )

        assert ids(after) == {**ids(BEFORE), "old": "w6"}
        assert after.events[0].after_word == ids(BEFORE)["did."]

    def test_does_not_mind_a_comma_or_a_capital(self):
        after = keep_ids(BEFORE, read_script("OKAFOR: The River rose, it did."))

        assert [word.id for word in after.words] == ["w1", "w2", "w3", "w4", "w5"]

    def test_never_gives_an_id_twice_in_the_life_of_a_transcript(self):
        shorter = keep_ids(BEFORE, read_script("OKAFOR: The river."))

        longer = keep_ids(
            shorter,
            read_script("OKAFOR: The river fell."),
            ever_used=[word.id for word in BEFORE.words],
        )

        assert [word.id for word in longer.words] == ["w1", "w2", "w6"]

    def test_lets_a_voice_keep_its_id_under_another_label(self):
        swapped = read_script(
            "LUIS PRIETO: It did.\n\nADA OKAFOR, HOST: The river rose."
        )

        after = keep_ids(BEFORE, swapped)

        names = {speaker.id: speaker.name for speaker in after.speakers}
        assert names == {"s2": "Luis Prieto", "s1": "Ada Okafor"}
        assert [turn.speaker for turn in after.turns] == ["s2", "s1"]

    def test_keeps_two_voices_apart_when_all_words_are_new(self):
        after = keep_ids(BEFORE, read_script("JUNE BELL: Snow.\n\nTONY: Ice."))

        assert {speaker.id for speaker in after.speakers} == {"s3", "s4"}

    def test_changes_nothing_for_the_same_script(self):
        again = replace(BEFORE, problems=BEFORE.problems)

        assert keep_ids(BEFORE, again) == BEFORE


class TestPairingWords:
    @given(
        st.lists(st.sampled_from("the river rose at night".split()), max_size=60),
        st.lists(st.sampled_from("the river rose at night".split()), max_size=60),
    )
    @settings(max_examples=200, deadline=None)
    def test_rises_on_both_sides_and_pairs_equals(self, old, new):
        pairs = same_words(old, new)

        assert all(old[i] == new[j] for i, j in pairs)
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(pairs))

    @given(st.lists(st.text("ab", min_size=1, max_size=2), max_size=60))
    @settings(max_examples=100, deadline=None)
    def test_finds_all_of_a_text_in_itself(self, words):
        assert same_words(words, words) == [(at, at) for at in range(len(words))]
