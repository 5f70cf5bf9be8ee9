"""A source whose clock is wrong is played at its own pace."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.drift import MOST, MOST_CHANGE, Pace

TARGET_MS = 2_000
WEEK_S = 7 * 86_400
STEP_S = 1.0


def play(*, seconds, drift, piece_ms=0, buffered_ms=TARGET_MS, jitter_ms=0, seed=1):
    """
    Yield the length of the buffer and the ratio, each second.

    The encoder is fast by ``drift`` (a function of the second, in parts of a whole) and
    its sound arrives in pieces, each late by up to ``jitter_ms``.
    """
    chance = random.Random(seed)
    pace, sent_ms, played_ms = Pace(TARGET_MS), float(buffered_ms), 0.0
    for second in range(seconds):
        arrived_ms = sent_ms - chance.random() * jitter_ms
        if piece_ms:
            arrived_ms -= arrived_ms % piece_ms
        ratio = pace.ratio(arrived_ms - played_ms, second * 1_000)
        yield sent_ms - played_ms, ratio
        sent_ms += STEP_S * 1_000 * (1 + drift(second))
        played_ms += STEP_S * 1_000 * ratio


def ppm(value):
    return lambda second: value * 1e-6


class TestASimulatedWeek:
    @pytest.mark.parametrize("drift", [-200, 200])
    def test_keeps_the_buffer_within_a_tenth_of_a_second(self, drift):
        steps = [*play(seconds=WEEK_S, drift=ppm(drift), piece_ms=24, jitter_ms=50)]

        assert max(abs(one - TARGET_MS) for one, _ratio in steps) <= 100
        # Once the difference is learned, the error is what the arrival leaves open.
        settled = [one for one, _ratio in steps[3_600:]]
        assert max(abs(one - TARGET_MS) for one in settled) <= 50

    def test_follows_a_clock_that_warms_up_and_cools_down(self):
        drift = lambda second: 200e-6 * (1 if second // 43_200 % 2 else -1)  # noqa: E731

        buffered = [one for one, _ratio in play(seconds=WEEK_S // 2, drift=drift)]

        assert max(abs(one - TARGET_MS) for one in buffered) <= 100

    def test_finds_the_pace_of_the_encoder(self):
        *_others, (_buffered, ratio) = play(seconds=7_200, drift=ppm(200))

        assert ratio == pytest.approx(1 + 200e-6, abs=1e-6)


class TestTheRatio:
    def test_is_one_when_nothing_is_wrong(self):
        assert {ratio for _one, ratio in play(seconds=600, drift=ppm(0))} == {1.0}

    def test_begins_at_one_however_long_the_buffer_is(self):
        assert Pace(TARGET_MS).ratio(9_000, 0) == 1.0

    def test_is_higher_while_there_is_too_much(self):
        pace = Pace(TARGET_MS)

        ratios = [pace.ratio(TARGET_MS + 50, second * 1_000) for second in range(60)]

        assert ratios == sorted(ratios)
        assert ratios[-1] > 1

    @given(
        st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 60_000)), max_size=200)
    )
    def test_is_never_heard_whatever_the_buffer_does(self, steps):
        pace, now_ms, ratios = Pace(TARGET_MS), 0, [(0, 1.0)]
        for passed_ms, buffered_ms in steps:
            now_ms += passed_ms
            ratios.append((now_ms, pace.ratio(buffered_ms, now_ms)))

        for (before_ms, before), (after_ms, after) in pairwise(ratios):
            assert abs(after - 1) <= MOST + 1e-12
            assert (
                abs(after - before)
                <= MOST_CHANGE * (after_ms - before_ms) / 1_000 + 1e-12
            )

    def test_does_not_depend_on_how_often_it_is_asked(self):
        """Half an hour in steps of 1,024 samples and in steps of a second."""
        often, seldom = Pace(TARGET_MS), Pace(TARGET_MS)
        for number in range(84_375):
            at_once = often.ratio(TARGET_MS + 20, number * 64 / 3)
        for second in range(1_800):
            later = seldom.ratio(TARGET_MS + 20, second * 1_000)

        assert at_once == pytest.approx(later, abs=5e-6)


class TestALateOrAnEarlyBuffer:
    @given(
        drift=st.integers(-200, 200),
        buffered_ms=st.integers(1_700, 2_300),
        jitter_ms=st.integers(0, 200),
        seed=st.integers(0, 100),
    )
    def test_comes_to_its_target(self, drift, buffered_ms, jitter_ms, seed):
        steps = play(
            seconds=5_000,
            drift=ppm(drift),
            buffered_ms=buffered_ms,
            jitter_ms=jitter_ms,
            seed=seed,
        )

        settled = [one - jitter_ms / 2 for one, _ratio in steps][4_000:]

        assert max(abs(one - TARGET_MS) for one in settled) <= 30

    @pytest.mark.parametrize("buffered_ms", [1_000, 3_000])
    def test_does_not_swing_past_it(self, buffered_ms):
        """A whole second off: it is played away at the most that is allowed."""
        steps = play(seconds=7_200, drift=ppm(0), buffered_ms=buffered_ms)

        errors = [one - TARGET_MS for one, _ratio in steps]

        overshoot = -min(errors) if buffered_ms > TARGET_MS else max(errors)
        assert overshoot <= 60
        assert abs(errors[-1]) <= 5
