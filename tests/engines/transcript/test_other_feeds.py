"""Which edition may have what the recording itself has not."""

from dataclasses import replace

import pytest

from callsign.engines.transcript.comparison import Passage
from callsign.engines.transcript.edit_list import EditList, Kept, Other
from callsign.engines.transcript.model import Word
from callsign.engines.transcript.other_feeds import leaves_out, may_have
from tests.engines.transcript.talks import talk

# Words every half second, of which those of the second turn were heard by nobody.
SCRIPT = talk(
    ("s1", "Good morning. I'm Ada Okafor, and this is the Local Desk."),
    ("s2", "The bridge will be closed again from tonight until Friday morning."),
    ("s1", "Thank you. That was Luis Prieto at the bridge for us."),
)
UPDATE = SCRIPT.turns[1]
UNHEARD = replace(
    UPDATE,
    words=tuple(Word(word.id, word.text) for word in UPDATE.words),
    start_ms=None,
    end_ms=None,
)
SCRIPT = replace(SCRIPT, turns=(SCRIPT.turns[0], UNHEARD, SCRIPT.turns[2]))
PASSAGE = Passage(UPDATE.words[0].id, len(UPDATE.words), UPDATE.text, None, None)


class TestAPassageOfTheScriptThatNobodyHeard:
    def test_may_be_where_an_edition_has_something_of_its_length(self):
        edits = EditList(
            (Other(900), Kept(0, 5_600), Other(5_000), Kept(11_000, 20_000))
        )

        assert may_have(edits, SCRIPT, PASSAGE) == 6_500

    @pytest.mark.parametrize("duration_ms", [1_000, 60_000])
    def test_is_not_where_its_length_cannot_be(self, duration_ms):
        edits = EditList((Kept(0, 5_600), Other(duration_ms), Kept(11_000, 20_000)))

        assert may_have(edits, SCRIPT, PASSAGE) is None

    def test_is_not_where_an_edition_has_something_elsewhere(self):
        edits = EditList((Kept(0, 1_000), Other(5_000), Kept(1_000, 20_000)))

        assert may_have(edits, SCRIPT, PASSAGE) is None

    def test_is_not_in_an_edition_that_is_the_master(self):
        assert may_have(EditList((Kept(0, 20_000),)), SCRIPT, PASSAGE) is None


class TestAPassageThatOnlyTheTapeHas:
    PROMO = Passage("w40", 20, "…", 10_000, 20_000)

    def test_is_left_out_of_an_edition_without_it(self):
        edits = EditList((Kept(0, 10_500), Kept(20_000, 60_000)))

        assert leaves_out(edits, self.PROMO)

    def test_is_not_left_out_where_half_of_it_is_heard(self):
        assert not leaves_out(EditList((Kept(0, 15_000),)), self.PROMO)

    def test_is_not_left_out_when_nobody_knows_where_it_is(self):
        assert not leaves_out(EditList(), replace(self.PROMO, start_ms=None))
