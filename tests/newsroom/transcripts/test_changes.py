"""Changes to a document keep every word that was not meant to change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.model import (
    Event,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.speakers import UnknownSpeaker, UnknownTurn
from callsign.newsroom.transcripts.changes import (
    merged,
    places_of_gone,
    reassigned,
    retold,
    with_times_of,
    without_times,
)
from callsign.newsroom.transcripts.comparing import compare

VOICES = ("s1", "s2", "s3")
spoken = st.lists(
    st.sampled_from("the river rose two feet overnight Ada — 26.1 Señor".split()),
    min_size=1,
    max_size=6,
)


@st.composite
def documents(draw):
    """A talk between up to three voices, nobody following themselves."""
    turns, number = [], 0
    for key, texts in draw(
        st.lists(st.tuples(st.sampled_from(VOICES), spoken), min_size=1, max_size=6)
    ):
        if turns and turns[-1].speaker == key:
            continue
        words = tuple(
            Word(f"w{number + place}", text) for place, text in enumerate(texts, 1)
        )
        number += len(words)
        turns.append(Turn(key, " ".join(texts), words))
    speakers = tuple(Speaker(key, key.upper(), Role.GUEST) for key in VOICES)
    return Transcript(speakers=speakers, turns=tuple(turns))


class TestAWordThatIsGone:
    def spoken(self, *ids):
        words = tuple(Word(one, one) for one in ids)
        return Transcript(turns=(Turn("s1", " ".join(ids), words),))

    def test_leads_to_the_word_before_it(self):
        before, after = self.spoken("w1", "w2", "w3"), self.spoken("w1", "w3", "w4")

        assert places_of_gone(before, after, {}) == {"w2": "w1"}

    def test_leads_to_the_word_after_it_when_it_was_the_first(self):
        before, after = self.spoken("w1", "w2"), self.spoken("w2")

        assert places_of_gone(before, after, {}) == {"w1": "w2"}

    def test_is_followed_through_every_edit(self):
        before, after = self.spoken("w1", "w3"), self.spoken("w1")

        assert places_of_gone(before, after, {"w2": "w3"}) == {"w2": "w1", "w3": "w1"}

    def test_is_there_again_when_a_version_is_restored(self):
        before, after = self.spoken("w1"), self.spoken("w1", "w2")

        assert places_of_gone(before, after, {"w2": "w1"}) == {}

    def test_leads_nowhere_when_nothing_is_left_of_its_text(self):
        assert places_of_gone(self.spoken("w1"), self.spoken("w2"), {"w0": "w1"}) == {}

    @given(documents(), documents(), st.dictionaries(st.text(), st.text()))
    def test_never_leads_to_a_word_that_is_not_there(self, before, after, gone):
        there = {word.id for word in after.words}

        places = places_of_gone(before, after, gone)

        assert set(places.values()) <= there
        assert not there & places.keys()


def timed(document):
    """The same, with every word heard."""
    at = {word.id: 500 * place for place, word in enumerate(document.words)}
    turns = (
        replace(
            turn,
            words=tuple(
                Word(word.id, word.text, at[word.id], at[word.id] + 400, Tier.HEARD)
                for word in turn.words
            ),
        )
        for turn in document.turns
    )
    return replace(document, turns=tuple(turns))


def words(document):
    return [(word.id, word.text) for word in document.words]


def agrees(document):
    """Whether each turn's text is its words, which is what the engine promises."""
    return all(
        turn.text.split() == [word.text for word in turn.words]
        for turn in document.turns
    )


@given(documents())
def test_merging_keeps_every_word_in_its_place(document):
    one = merged(document, ["s2", "s3"], into="s1")

    assert words(one) == words(document)
    assert [turn.speaker for turn in one.turns] == ["s1"]
    assert agrees(one)


@given(documents(), st.data())
def test_giving_a_turn_away_keeps_every_word_in_its_place(document, data):
    turn = data.draw(st.sampled_from(document.turns))

    changed = reassigned(document, turn.words[0].id, to="s1")

    assert words(changed) == words(document)
    assert agrees(changed)


@given(documents(), st.data(), spoken)
def test_retelling_a_turn_leaves_all_others_alone(document, data, texts):
    position = data.draw(st.integers(0, len(document.turns) - 1))
    turn = document.turns[position]
    others = [one for at, one in enumerate(document.turns) if at != position]

    changed = retold(timed(document), turn.words[0].id, " ".join(texts))

    kept = dict(words(changed))
    assert [word.text for word in changed.words[: len(kept)]]
    assert sorted(kept.values()) == sorted(
        [*texts, *(word.text for one in others for word in one.words)]
    )
    assert len(kept) == len(changed.words)
    assert agrees(changed)


@given(documents())
def test_times_never_touch_the_text(document):
    aligned = with_times_of(document, timed(document))

    assert words(aligned) == words(document)
    assert all(word.tier is Tier.HEARD for word in aligned.words)
    assert without_times(aligned) == document


class TestSounds:
    def test_stay_when_the_word_before_them_goes(self):
        talk = Transcript(
            speakers=(Speaker("s1", "Ada Okafor", Role.HOST),),
            turns=(
                Turn(
                    "s1",
                    "Good morning all",
                    (Word("w1", "Good"), Word("w2", "morning"), Word("w3", "all")),
                ),
            ),
            events=(Event("w3", "laughter", "(LAUGHTER)"),),
        )

        changed = retold(talk, "w1", "Good morning")

        assert changed.events == (Event("w2", "laughter", "(LAUGHTER)"),)


class TestComparing:
    def test_shows_the_turns_that_differ(self):
        ours = Transcript(
            speakers=(Speaker("s1", "Ada Okafor", Role.HOST),),
            turns=(
                Turn("s1", "Good morning", (Word("w1", "Good"), Word("w2", "morning"))),
            ),
        )
        theirs = retold(ours, "w1", "Good evening")

        (turn,) = compare(ours, theirs).turns
        assert turn.speaker == "Ada Okafor"
        assert [(run.change.value, run.text) for run in turn.runs] == [
            ("same", "Good"),
            ("gone", "morning"),
            ("new", "evening"),
        ]
        assert compare(ours, ours).diff.is_same


def test_refuses_what_is_not_there():
    with pytest.raises(UnknownTurn):
        retold(Transcript(), "w1", "Good morning")
    with pytest.raises(UnknownSpeaker):
        merged(Transcript(), ["s1"], into="s2")
