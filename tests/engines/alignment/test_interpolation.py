"""Words between timed ones."""

import pytest

from callsign.engines.alignment.interpolation import interpolate
from callsign.engines.alignment.timing import UNTIMED, ImpossibleTiming, Tier, Timing


def between(gap_ms, words):
    start = Timing(0, 500, Tier.HEARD)
    end = Timing(500 + gap_ms, 1_000 + gap_ms, Tier.HEARD)
    timings = [start, *[UNTIMED] * len(words), end]
    return interpolate(["good", *words, "morning"], timings)[1:-1]


class TestInterpolating:
    def test_divides_a_gap_by_letters(self):
        one, two = between(700, ["levee", "at"])

        assert (one.start_ms, one.end_ms, two.end_ms) == (500, 1_000, 1_200)
        assert one.tier is Tier.INTERPOLATED

    @pytest.mark.parametrize(
        ("gap_ms", "words"),
        [
            (100, ["levee", "at"]),  # nobody speaks that fast
            (40_000, ["levee", "at"]),  # somebody else spoke
            (2_500, ["a"] * 6),  # too many to say where each one is
        ],
    )
    def test_leaves_words_untimed_where_the_pace_is_not_believable(self, gap_ms, words):
        assert not any(timing.is_timed for timing in between(gap_ms, words))


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "tier"),
    [
        (100, 50, Tier.HEARD),  # ends before it starts
        (-1, 50, Tier.HEARD),
        (None, 50, Tier.HEARD),  # one edge
        (None, None, Tier.HEARD),  # heard, but nobody knows when
        (0, 50, Tier.NONE),  # untimed, with times
    ],
)
def test_refuses_times_no_word_could_have(start_ms, end_ms, tier):
    with pytest.raises(ImpossibleTiming):
        Timing(start_ms, end_ms, tier)
