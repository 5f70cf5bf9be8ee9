import pytest

from callsign.engines.transcript.caption_breaks import badness, is_inside_a_name

BETTER_AND_WORSE = [
    (("night.", "The"), ("night,", "the")),
    (("night,", "the"), ("night", "and")),
    (("night", "and"), ("river", "rose")),
    (("river", "rose"), ("the", "river")),
    (("the", "river"), ("Ada", "Okafor")),
    (("river", "rose"), ("Dr.", "Bell")),  # no sentence ends there
    (("river", "rose"), ("1,200", "gallons")),
    (("river", "rose"), ("J.", "Bell")),
]


class TestABreak:
    @pytest.mark.parametrize(("better", "worse"), BETTER_AND_WORSE)
    def test_is_better_behind_what_ends(self, better, worse):
        assert badness(*better) < badness(*worse)

    def test_is_good_where_the_voice_pauses(self):
        assert badness("rose", "again", pause_ms=900) < badness("rose", "again")
        assert badness("rose", "again") < badness("the", "river", pause_ms=900)

    def test_is_bad_behind_the_first_word_of_a_sentence(self):
        assert badness("So", "again", begins_sentence=True) > badness("So", "again")


class TestANameOfTwoWords:
    def test_is_told_from_the_beginning_of_a_sentence(self):
        assert is_inside_a_name("Ada", "Okafor")
        assert not is_inside_a_name("The", "River")
        assert not is_inside_a_name("I", "Ada")
        assert not is_inside_a_name("night.", "The")
