import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from callsign.engines.transcript.anchors import How, UnknownWord, anchor_at, find
from callsign.engines.transcript.patches import Patch
from callsign.engines.transcript.patching import patched
from callsign.engines.transcript.timing import without_times
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

MORNING = talk(
    ("s1", "Good morning. The river rose on Tuesday, Luis. What did you see?"),
    ("s2", "I saw the river rise. The river rose on Tuesday as never before."),
)


def renumbered(transcript, by=500):
    """Return a transcript read anew, in which no word has the id it had."""
    numbered = talk(*((one.speaker, one.text) for one in transcript.turns))
    shift = {word.id: f"w{by + at}" for at, word in enumerate(numbered.words)}
    return type(numbered)(
        numbered.speakers,
        tuple(
            type(one)(
                one.speaker,
                one.text,
                tuple(
                    type(word)(
                        shift[word.id], word.text, word.start_ms, word.end_ms, word.tier
                    )
                    for word in one.words
                ),
            )
            for one in numbered.turns
        ),
    )


def words_at(transcript, place):
    return " ".join(word.text for word in transcript.words[place.first : place.stop])


class TestAnAnchor:
    def test_holds_its_words_with_their_context_and_time(self):
        anchor = anchor_at(MORNING, "w4", "w7")

        assert anchor.text == "river rose on Tuesday,"
        assert anchor.before == "Good morning. The"
        assert anchor.after.startswith("Luis. What did you see? I saw")
        assert (anchor.start_ms, anchor.end_ms) == (1_500, 3_400)

    @pytest.mark.parametrize(("first", "last"), [("w3", "w99"), ("w6", "w3")])
    def test_holds_on_to_nothing_that_is_not_there(self, first, last):
        with pytest.raises(UnknownWord):
            anchor_at(MORNING, first, last)

    def test_finds_its_words_though_others_came_before_them(self):
        anchor = anchor_at(MORNING, "w4", "w7")
        edited = patched(
            MORNING,
            [Patch(0, 0, (turn("s2", "Hello there."),))],
            after_word=100,
        )

        place = find(anchor, edited)

        assert (words_at(edited, place), place.how) == (anchor.text, How.WORDS)

    def test_finds_its_text_by_the_context_it_stood_in(self):
        anchor = anchor_at(MORNING, "w18", "w22")
        assert anchor.text == "The river rose on Tuesday"
        again = renumbered(MORNING)

        place = find(anchor, again)

        assert (place.first, place.how) == (17, How.TEXT)

    def test_finds_what_stands_between_its_neighbors(self):
        anchor = anchor_at(MORNING, "w9", "w12")
        retold = talk(
            ("s1", "Good morning. The river rose on Tuesday, Luis. What was it like?"),
            (
                "s2",
                "I saw the river rise. The river rose on Tuesday as never before.",
            ),
        )

        place = find(anchor, without_times(renumbered(retold)))

        assert (words_at(retold, place), place.how) == (
            "What was it like?",
            How.CONTEXT,
        )

    def test_finds_its_time_where_nothing_else_is_left(self):
        anchor = anchor_at(MORNING, "w1", "w2")
        other = talk(("s1", "Buenos días, Kansas."))

        place = find(anchor, renumbered(other))

        assert (words_at(other, place), place.how) == ("Buenos días,", How.TIME)

    def test_is_lost_where_nothing_at_all_is_left(self):
        assert find(anchor_at(MORNING, "w1", "w2"), talk(("s1", "No."))) is not None
        untimed = without_times(renumbered(talk(("s1", "No."))))
        assert find(anchor_at(MORNING, "w1", "w2"), untimed) is None

    def test_opens_all_its_words_however_many_came_between_them(self):
        anchor = anchor_at(MORNING, "w12", "w13")
        long = " ".join(["really"] * 40)
        edited = patched(MORNING, [Patch(1, 0, (turn("s1", long),))], after_word=100)

        place = find(anchor, edited)

        assert words_at(edited, place) == f"see? {long} I"


class TestAnyAnchor:
    @given(st.data())
    def test_opens_its_own_words_after_any_edit_that_left_them(self, data):
        before = data.draw(TALKS)
        anchor = _drawn(data, before)
        after = patched(before, data.draw(patches_of(before)), after_word=100)
        left = [word.id for word in after.words if word.id in anchor.word_ids]
        assume(left == list(anchor.word_ids))

        place = find(anchor, after)

        found = [word.id for word in after.words[place.first : place.stop]]
        assert place.how is How.WORDS
        assert set(anchor.word_ids) <= set(found)

    @given(st.data())
    def test_opens_the_same_words_of_the_same_text_read_anew(self, data):
        before = data.draw(TALKS)
        anchor = _drawn(data, before)

        place = find(anchor, renumbered(before))

        assert words_at(before, place) == anchor.text
        # Its time tells it from the same words elsewhere.
        assert before.words[place.first].id == anchor.first_word


def _drawn(data, transcript):
    count = len(transcript.words)
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    return anchor_at(transcript, transcript.words[first].id, transcript.words[last].id)
