"""The highest healthy source is heard, and nobody hears it hesitate."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.failover import (
    LEAST_BUFFER_MS,
    RECOVERY_MS,
    Choice,
    Failover,
    Health,
    NoSuchSource,
    Reason,
)

BACK = (Reason.BETTER, Reason.RECOVERED)
NAMES = ("studio", "network", "programs")
STEP_MS = 500

FINE = Health(is_ready=True, buffered_ms=2_000)
GONE = Health(is_ready=False, buffered_ms=0)
DRAINING = Health(is_ready=False, buffered_ms=1_500)
FILLING = Health(is_ready=False, buffered_ms=1_999)
DRY = Health(is_ready=True, buffered_ms=LEAST_BUFFER_MS - 1)
SILENT = Health(True, 2_000, silent_ms=20_000, silence_limit_ms=20_000)
QUIET = Health(True, 2_000, silent_ms=19_999, silence_limit_ms=20_000)
LONG_QUIET = Health(True, 2_000, silent_ms=10**9, silence_limit_ms=0)
HEALTHS = st.sampled_from([FINE, FINE, GONE, DRAINING, FILLING, DRY, SILENT, QUIET])

# What each source is like for a while, at its own pace.
PHASES = st.lists(
    st.tuples(st.integers(1, 30), st.fixed_dictionaries(dict.fromkeys(NAMES, HEALTHS))),
    min_size=1,
    max_size=12,
)


def alike(health):
    return dict.fromkeys(NAMES, health)


def on_air(source, *, at_ms=0):
    """Return a failover on whose air a source is, the others being away."""
    failover = Failover(NAMES)
    assert failover.step(at_ms, {source: FINE}).source == source
    return failover


def steps_of(phases):
    """Yield each moment with the health of all sources then."""
    now_ms = 0
    for steps, healths in phases:
        for _step in range(steps):
            yield now_ms, healths
            now_ms += STEP_MS


class TestTheBeginning:
    def test_takes_the_highest_healthy_source_at_once(self):
        healths = {"studio": GONE, "network": FINE, "programs": FINE}

        assert Failover(NAMES).step(0, healths) == Choice("network", Reason.FIRST)

    def test_has_nothing_to_play_without_a_healthy_source(self):
        assert Failover(NAMES).step(0, {}).source is None
        assert Failover([]).step(0, {}).source is None

    @pytest.mark.parametrize("health", [GONE, DRAINING, FILLING, DRY, SILENT])
    def test_does_not_begin_with_an_unhealthy_source(self, health):
        assert Failover(NAMES).step(0, alike(health)).source is None

    @pytest.mark.parametrize("health", [FINE, QUIET, LONG_QUIET])
    def test_begins_with_a_healthy_one(self, health):
        assert Failover(NAMES).step(0, alike(health)).source == "studio"


class TestLosingASource:
    @pytest.mark.parametrize(
        ("health", "reason"),
        [(GONE, Reason.LOST), (DRY, Reason.LOST), (SILENT, Reason.SILENT)],
    )
    def test_switches_at_once_and_says_why(self, health, reason):
        failover = on_air("studio")

        choice = failover.step(20, {"studio": health, "programs": FINE})

        assert choice == Choice("programs", reason)

    def test_plays_its_buffer_to_the_end_first(self):
        failover = on_air("studio")

        choice = failover.step(20, {"studio": DRAINING, "programs": FINE})

        assert choice.source == "studio"

    def test_prefers_a_source_that_was_healthy_for_long(self):
        """The network came back a second ago and may go again."""
        failover = on_air("studio")
        failover.step(0, {"studio": FINE, "programs": FINE})
        failover.step(6_000, {"studio": FINE, "network": FINE, "programs": FINE})

        choice = failover.step(7_000, {"network": FINE, "programs": FINE})

        assert choice == Choice("programs", Reason.LOST)

    def test_takes_a_source_that_has_just_come_rather_than_none(self):
        failover = on_air("studio")

        choice = failover.step(20, {"network": FINE})

        assert choice == Choice("network", Reason.LOST)

    def test_of_all_leaves_none(self):
        failover = on_air("studio")

        assert failover.step(20, alike(GONE)) == Choice(None, Reason.LOST)
        assert failover.step(40, {"network": FINE}) == Choice("network", Reason.FIRST)


class TestComingBack:
    def test_takes_five_healthy_seconds(self):
        failover = on_air("programs")

        before = failover.step(1_000, alike(FINE))
        almost = failover.step(1_000 + RECOVERY_MS - 1, alike(FINE))
        after = failover.step(1_000 + RECOVERY_MS, alike(FINE))

        assert before.source == almost.source == "programs"
        assert after == Choice("studio", Reason.BETTER)

    def test_is_told_from_coming_for_the_first_time(self):
        """An encoder that connects for the first time was never ill."""
        failover = on_air("programs")
        failover.step(1_000, alike(FINE))
        failover.step(7_000, {"programs": FINE})
        failover.step(8_000, alike(FINE))

        after = failover.step(8_000 + RECOVERY_MS, alike(FINE))

        assert after == Choice("studio", Reason.RECOVERED)

    def test_begins_anew_with_each_loss(self):
        failover = on_air("programs")
        for second in range(60):
            health = GONE if second % 4 == 0 else FINE

            choice = failover.step(second * 1_000, {"studio": health, "programs": FINE})

            assert choice.source == "programs"

    def test_may_be_set_to_another_time(self):
        failover = Failover(NAMES, recovery_ms=1_000)
        failover.step(0, {"programs": FINE})
        failover.step(10, alike(FINE))

        assert failover.step(1_010, alike(FINE)).source == "studio"

    def test_goes_by_way_of_a_better_source_to_the_best(self):
        failover = on_air("programs")
        failover.step(1_000, {"network": FINE, "programs": FINE})
        failover.step(3_000, alike(FINE))

        at_6 = failover.step(6_000, alike(FINE))
        at_8 = failover.step(8_000, alike(FINE))

        assert (at_6.source, at_8.source) == ("network", "studio")


class TestHoldingASource:
    def test_takes_it_at_once(self):
        failover = on_air("studio")
        failover.hold("programs")

        assert failover.step(20, alike(FINE)) == Choice("programs", Reason.HELD)

    def test_keeps_it_though_better_ones_are_healthy(self):
        failover = on_air("studio")
        failover.hold("programs")

        choices = {
            failover.step(ms, alike(FINE)).source for ms in range(0, 60_000, 500)
        }

        assert choices == {"programs"}

    def test_tells_that_the_source_on_air_is_held(self):
        """Nothing is switched, but from now on a person answers for it."""
        failover = on_air("studio")
        failover.hold("studio")

        assert failover.step(20, alike(FINE)).source == "studio"
        assert failover.held == "studio"

    @pytest.mark.parametrize("health", [GONE, DRY, SILENT])
    def test_ends_when_it_is_lost(self, health):
        failover = on_air("studio")
        failover.hold("programs")
        failover.step(20, alike(FINE))

        choice = failover.step(40, alike(FINE) | {"programs": health})
        later = failover.step(60_000, alike(FINE))

        assert choice.source == "studio"
        assert failover.held is None
        assert later.source == "studio"

    def test_plays_its_buffer_to_the_end(self):
        failover = on_air("studio")
        failover.hold("programs")
        failover.step(20, alike(FINE))

        choice = failover.step(40, alike(FINE) | {"programs": DRAINING})

        assert choice == Choice("programs", Reason.HELD)

    def test_is_given_up_when_the_source_is_not_there(self):
        failover = on_air("studio")
        failover.hold("programs")

        choice = failover.step(20, {"studio": FINE})

        assert (choice.source, failover.held) == ("studio", None)

    def test_given_back_goes_to_the_best_that_was_healthy_meanwhile(self):
        failover = on_air("studio")
        failover.hold("programs")
        for ms in range(0, 10_000, 500):
            failover.step(ms, alike(FINE))

        failover.hold(None)

        assert failover.step(10_000, alike(FINE)) == Choice("studio", Reason.BETTER)

    def test_needs_a_source_of_that_name(self):
        with pytest.raises(NoSuchSource, match="'garage' is none of studio, network"):
            Failover(NAMES).hold("garage")


class TestChoosingAmongOtherSources:
    def test_goes_on_with_the_one_on_air(self):
        """A better one that is new has to prove itself first."""
        failover = on_air("programs")

        failover.replace(["car", *NAMES])

        assert failover.step(20, {"car": FINE, "programs": FINE}).source == "programs"
        assert failover.step(6_000, {"car": FINE, "programs": FINE}).source == "car"

    def test_leaves_one_that_is_no_more(self):
        failover = on_air("studio")

        failover.replace(["network", "programs"])

        assert failover.step(20, alike(FINE)) == Choice("network", Reason.LOST)

    def test_remembers_how_long_the_others_were_healthy(self):
        failover = on_air("programs")
        failover.step(1_000, {"network": FINE, "programs": FINE})

        failover.replace(["network", "programs"])

        assert failover.step(6_000, alike(FINE)) == Choice("network", Reason.BETTER)

    def test_holds_on_to_what_stays(self):
        failover = on_air("studio")
        failover.hold("programs")

        failover.replace(["studio", "programs"])
        held = failover.held
        failover.replace(["studio"])

        assert (held, failover.held) == ("programs", None)


class TestThroughAnything:
    @given(PHASES)
    def test_what_is_heard_can_be_heard(self, phases):
        failover = Failover(NAMES)
        for now_ms, healths in steps_of(phases):
            source = failover.step(now_ms, healths).source

            assert source is None or healths[source].can_stay

    @given(PHASES)
    def test_something_is_heard_when_anything_can_be(self, phases):
        failover = Failover(NAMES)
        for now_ms, healths in steps_of(phases):
            source = failover.step(now_ms, healths).source

            can_come = [name for name in NAMES if healths[name].can_come]
            assert source is not None or not can_come

    @given(PHASES)
    def test_a_source_on_air_is_left_only_when_lost_or_for_a_better_one(self, phases):
        failover, before = Failover(NAMES), None
        for now_ms, healths in steps_of(phases):
            source = failover.step(now_ms, healths).source
            if before is not None and source != before and healths[before].can_stay:
                assert NAMES.index(source) < NAMES.index(before)
            before = source

    @given(PHASES)
    def test_it_never_flaps(self, phases):
        """A source pushes another out only after five healthy seconds without a gap."""
        failover, before, healthy_since_ms = Failover(NAMES), None, {}
        for now_ms, healths in steps_of(phases):
            for name in NAMES:
                if not healths[name].can_come:
                    healthy_since_ms.pop(name, None)
                healthy_since_ms.setdefault(name, now_ms)
            source = failover.step(now_ms, healths).source
            if before not in {source, None} and healths[before].can_stay:
                assert now_ms - healthy_since_ms[source] >= RECOVERY_MS
            before = source

    @given(PHASES)
    def test_the_same_source_pushes_others_out_at_most_every_five_seconds(self, phases):
        failover, before, pushed_ms = Failover(NAMES), None, {}
        for now_ms, healths in steps_of(phases):
            choice = failover.step(now_ms, healths)
            if choice.source != before and choice.reason in BACK:
                pushed_ms.setdefault(choice.source, []).append(now_ms)
            before = choice.source

        for moments in pushed_ms.values():
            assert all(b - a >= RECOVERY_MS for a, b in pairwise(moments))

    @given(PHASES, st.sets(st.sampled_from(NAMES), min_size=1))
    def test_the_highest_healthy_source_wins_in_the_end(self, phases, healthy):
        failover, now_ms = Failover(NAMES), 0
        for now_ms, healths in steps_of(phases):
            failover.step(now_ms, healths)
        steady = {name: FINE if name in healthy else GONE for name in NAMES}

        for later_ms in range(now_ms + 1, now_ms + RECOVERY_MS + STEP_MS, STEP_MS):
            choice = failover.step(later_ms, steady)

        assert choice.source == min(healthy, key=NAMES.index)

    @given(PHASES, st.sampled_from(NAMES), st.integers(0, 40))
    def test_a_held_source_is_heard_as_long_as_it_can_be(self, phases, name, begin):
        failover = Failover(NAMES)
        is_held = False
        for number, (now_ms, healths) in enumerate(steps_of(phases)):
            if number == begin:
                failover.hold(name)
                is_held = healths[name].can_come
            is_held = is_held and healths[name].can_stay

            source = failover.step(now_ms, healths).source

            assert not is_held or source == name


class TestASimulatedWeek:
    def test_of_drop_outs_is_heard_without_a_gap(self):
        """The studio's line drops for a minute twice an hour; programs never do."""
        failover, switches, before = Failover(NAMES), 0, "studio"
        for second in range(7 * 24 * 3_600):
            is_away = second % 1_800 >= 1_740
            health = {"studio": GONE if is_away else FINE, "programs": FINE}

            source = failover.step(second * 1_000, health).source

            assert source is not None
            switches += source != before
            before = source

        assert switches == 2 * 7 * 24 * 2 - 1
