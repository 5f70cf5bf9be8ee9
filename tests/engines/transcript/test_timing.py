import pytest

from callsign.engines.transcript.model import Tier, Word
from callsign.engines.transcript.script import read_script
from callsign.engines.transcript.timing import (
    WrongNumberOfTimings,
    with_timings,
    without_times,
)

SCRIPT = read_script("OKAFOR: The river rose.\n\nPRIETO: Yes. (LAUGHTER)")
TIMINGS = [
    Word("", "", 100, 200, Tier.HEARD),
    None,
    Word("", "", 400, 600, Tier.ALIGNED),
    None,
]


class TestTimingATranscript:
    def test_times_words_and_the_turns_they_make(self):
        timed = with_timings(SCRIPT, TIMINGS)

        assert [(word.start_ms, word.tier) for word in timed.words] == [
            (100, Tier.HEARD),
            (None, Tier.NONE),
            (400, Tier.ALIGNED),
            (None, Tier.NONE),
        ]
        assert [(turn.start_ms, turn.end_ms) for turn in timed.turns] == [
            (100, 600),
            (None, None),
        ]

    def test_can_be_undone(self):
        assert without_times(with_timings(SCRIPT, TIMINGS)) == SCRIPT

    def test_refuses_another_number_of_timings(self):
        with pytest.raises(WrongNumberOfTimings, match="1 timings for 4 words"):
            with_timings(SCRIPT, [None])
