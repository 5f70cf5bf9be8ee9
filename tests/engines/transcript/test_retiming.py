"""Some words get other times, and nothing else is another."""

from callsign.engines.alignment.timing import UNTIMED, Tier, Timing
from callsign.engines.transcript import model
from callsign.engines.transcript.model import Event, Transcript, Turn, Word
from callsign.engines.transcript.retiming import retimed

FIRST = Turn(
    "s1",
    "Good morning.",
    (
        Word("w1", "Good", 0, 200, model.Tier.HEARD, 0.9),
        Word("w2", "morning.", 200, 900, model.Tier.INTERPOLATED, 0.4),
    ),
    0,
    900,
)
SECOND = Turn("s2", "Hello.", (Word("w3", "Hello.", 900, 1_400, model.Tier.TYPED),))
TALK = Transcript(turns=(FIRST, SECOND), events=(Event("w2", "laughter", "LAUGHTER"),))


class TestAWordWithAnotherTime:
    def test_keeps_its_id_its_text_and_its_score(self):
        changed = retimed(TALK, {1: Timing(300, 800, Tier.HEARD)})

        assert changed.words[1] == Word(
            "w2", "morning.", 300, 800, model.Tier.HEARD, 0.4
        )

    def test_moves_the_edges_of_its_turn_and_no_other(self):
        changed = retimed(TALK, {1: Timing(300, 800, Tier.HEARD)})

        assert changed.turns[0].end_ms == 800
        assert changed.turns[1] is SECOND

    def test_may_lose_it(self):
        changed = retimed(TALK, {1: UNTIMED})

        assert (changed.words[1].start_ms, changed.turns[0].end_ms) == (None, 200)


class TestNoOtherTime:
    def test_is_the_same_transcript(self):
        assert retimed(TALK, {}) == TALK
