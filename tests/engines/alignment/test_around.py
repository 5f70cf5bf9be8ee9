"""Touched words are heard again; whatever else stands, stands."""

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from callsign.engines.alignment.around import align_around
from callsign.engines.alignment.passages import find_passages
from callsign.engines.alignment.timing import UNTIMED, Tier, Timing
from tests.engines.alignment.scripted import WORD_MS, ScriptedHearer
from tests.engines.alignment.spliced import Spliced

SAID = (
    "Rain has come to the valley at last and the gauge at Osage rose two feet"
    " overnight while June Bell slept above the old mill by the river where her"
    " mother once sold bread from a cart painted green with yellow wheels before"
    " anybody thought of building that long bridge which everyone calls new although"
    " it opened forty years ago under another mayor whose name nobody here recalls"
).split()


def at(number, tier=Tier.HEARD):
    return Timing(number * WORD_MS, (number + 1) * WORD_MS, tier)


def around(words, timings, touched, tape=SAID, deaf_to=frozenset()):
    """What becomes of touched words, and which stretches of the tape were asked for."""
    inner = ScriptedHearer([word and word.lower() for word in tape], deaf_to)
    passages = find_passages(timings, touched, inner.duration_ms)
    hearer = Spliced(inner, passages)
    steps = align_around(words, timings, touched, passages, hearer)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            return finished.value, passages, hearer.asked


class TestATouchedWord:
    def test_is_found_where_it_is_said(self):
        timings = [at(n) for n in range(len(SAID))]
        timings[30] = Timing(30 * WORD_MS + 200, 30 * WORD_MS + 210, Tier.INTERPOLATED)

        found, _, _ = around(SAID, timings, {30})

        assert (found.timings[30].start_ms, found.timings[30].end_ms) == (
            30 * WORD_MS,
            31 * WORD_MS,
        )

    def test_is_listened_for_among_many(self):
        timings = [at(n) for n in range(len(SAID))]

        found, _, _ = around(SAID, timings, set(range(30, 42)))

        assert list(found.timings) == timings

    def test_that_nobody_says_shares_the_time_between_its_neighbors(self):
        words = [*SAID[:30], "quickly", *SAID[31:]]
        timings = [at(n) for n in range(len(SAID))]
        timings[30] = UNTIMED

        found, _, _ = around(words, timings, {30})

        assert found.timings[30] == at(30, Tier.INTERPOLATED)

    def test_without_room_has_no_time(self):
        words = [*SAID[:30], "quickly", *SAID[30:]]
        timings = [at(n) for n in range(len(SAID))]
        timings.insert(30, UNTIMED)

        found, _, _ = around(words, timings, {30})

        assert found.timings[30] == UNTIMED

    def test_that_was_respelled_and_not_heard_keeps_its_time(self):
        words = [*SAID[:30], "Mill-Race", *SAID[31:]]
        timings = [at(n) for n in range(len(SAID))]

        found, _, _ = around(words, timings, {30})

        assert found.timings[30] == timings[30]

    def test_gives_the_untimed_words_beside_it_their_times(self):
        timings = [at(n) for n in range(len(SAID))]
        timings[29] = UNTIMED

        found, _, _ = around(SAID, timings, {30})

        assert found.timings[29].start_ms == 29 * WORD_MS

    def test_at_the_very_beginning_or_end_is_found(self):
        timings = [at(n) for n in range(len(SAID))]

        found, _, _ = around(SAID, timings, {0, 1, len(SAID) - 1})

        assert [one.start_ms for one in found.timings] == [
            one.start_ms for one in timings
        ]

    def test_that_is_a_dash_is_no_trouble(self):
        words = [*SAID[:30], "--", *SAID[30:]]
        timings = [at(n) for n in range(len(SAID))]
        timings.insert(30, UNTIMED)

        found, _, _ = around(words, timings, {30})

        assert not found.timings[30].is_timed


class TestAnotherRecording:
    words = SAID * 2
    timings = tuple(at(n) for n in range(len(words)))

    def test_is_told_by_the_words_around(self):
        reversed_ = self.words[::-1]

        found, _, _ = around(self.words, self.timings, {8, 60, 120}, tape=reversed_)

        assert found.is_other_recording

    def test_is_not_what_is_heard_where_it_was(self):
        found, _, _ = around(self.words, self.timings, {8, 60, 120}, tape=self.words)

        assert not found.is_other_recording


@st.composite
def sittings(draw):
    """A tape with pauses, a text that is nearly what is said, some of it touched."""
    text = SAID * 2
    count = draw(st.integers(80, len(text)))
    pauses = draw(st.sets(st.integers(0, count - 1), max_size=4))
    tape, words, timings = [], [], []
    for number in range(count):
        tape.append(text[number])
        words.append(text[number])
        timings.append(
            Timing((len(tape) - 1) * WORD_MS, len(tape) * WORD_MS, Tier.HEARD)
        )
        if number in pauses:
            tape += [None] * draw(st.integers(1, 20))
    for number in draw(st.sets(st.integers(0, count - 1), max_size=12)):
        timings[number] = draw(
            st.sampled_from(
                [
                    UNTIMED,
                    timings[number],
                    Timing(number, number + 9, Tier.INTERPOLATED),
                    Timing(number * 700, number * 700 + 50, Tier.ALIGNED),
                ]
            )
        )
    touched = draw(st.sets(st.integers(0, count - 1), max_size=6))
    for number in touched:
        words[number] = draw(st.sampled_from([words[number], "never", "said", "--"]))
        if draw(st.booleans()):
            timings[number] = UNTIMED
    deaf_to = frozenset(draw(st.sets(st.sampled_from(SAID), max_size=5)))
    return tape, words, timings, touched, deaf_to


class TestAnySitting:
    @settings(max_examples=200, deadline=None)
    @given(sittings())
    def test_changes_no_time_that_stood_and_asks_for_nothing_far_away(self, sitting):
        tape, words, timings, touched, deaf_to = sitting
        assume(find_passages(timings, touched, len(tape) * WORD_MS) is not None)

        found, passages, asked = around(words, timings, touched, tape, deaf_to)

        for number, before in enumerate(timings):
            if before.is_timed and number not in touched:
                assert found.timings[number] == before
        assert all(one.stop <= two.first for one, two in pairwise(passages))
        assert all(
            any(one.start_ms <= start and end <= one.end_ms for one in passages)
            for start, end in asked
        )

    @settings(max_examples=200, deadline=None)
    @given(sittings())
    def test_puts_what_it_finds_between_its_neighbors(self, sitting):
        tape, words, timings, touched, deaf_to = sitting
        assume(find_passages(timings, touched, len(tape) * WORD_MS) is not None)

        found, _, _ = around(words, timings, touched, tape, deaf_to)

        timed = [
            (number, one) for number, one in enumerate(found.timings) if one.is_timed
        ]
        for (number, one), (following, two) in pairwise(timed):
            both_stood = all(
                timings[n].is_timed and n not in touched for n in (number, following)
            )
            if not both_stood:
                assert one.end_ms <= two.start_ms

    def test_in_which_nothing_was_touched_asks_for_nothing(self):
        timings = [at(n) for n in range(len(SAID))]

        found, passages, asked = around(SAID, timings, set())

        assert (list(found.timings), passages, asked) == (timings, [], [])
