"""The words of a script are heard, anchored, fitted and reported on."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.alignment.align import Alignment, align
from callsign.engines.alignment.report import SILENT
from callsign.engines.alignment.timing import Tier
from tests.engines.alignment.scripted import WORD_MS, ScriptedHearer

INTERVIEW = (
    "good morning this is local desk i am ada okafor and with me is luis prieto who "
    "walked the whole length of the levee last week what did you find on the way"
).split()
ANSWER = (
    "four miles of clay with grass on it and a crack where the rail bridge meets the "
    "bank nobody had looked at it since spring they told me"
).split()


def aligned(script, tape, **heard) -> Alignment:
    steps = align(script, ScriptedHearer(tape, **heard))
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            return finished.value


class TestAligningAScript:
    def test_times_every_word_that_is_heard(self):
        alignment = aligned(INTERVIEW, INTERVIEW)

        starts = [timing.start_ms for timing in alignment.timings]
        assert starts == [number * WORD_MS for number in range(len(INTERVIEW))]
        assert {timing.tier for timing in alignment.timings} == {Tier.HEARD}

    def test_reads_through_case_and_punctuation(self):
        script = ["Good", "morning,", "--", "this", "is", "Local", "Desk."]

        alignment = aligned(script, ["good", "morning", "this", "is", "local", "desk"])

        assert [timing.is_timed for timing in alignment.timings] == [
            True, True, False, True, True, True, True,
        ]  # fmt: skip

    def test_fits_words_that_were_said_but_not_heard(self):
        alignment = aligned(INTERVIEW, INTERVIEW, deaf_to=frozenset({"okafor"}))

        okafor = alignment.timings[INTERVIEW.index("okafor")]
        assert (okafor.start_ms, okafor.tier) == (9 * WORD_MS, Tier.ALIGNED)

    def test_leaves_a_passage_untimed_that_was_never_said(self):
        alignment = aligned(INTERVIEW[:20] + ANSWER + INTERVIEW[20:], INTERVIEW)

        phantom = alignment.timings[20 : 20 + len(ANSWER)]
        assert not any(timing.is_timed for timing in phantom)
        assert all(timing.is_timed for timing in alignment.timings[:20])

    def test_reports_a_passage_that_was_never_said(self):
        report = aligned(INTERVIEW[:20] + ANSWER + INTERVIEW[20:], INTERVIEW).report

        assert [(one.first, one.stop) for one in report.not_found] == [(20, 48)]
        assert "28 words of the script, from word 21" in report.problems[0]

    def test_reports_speech_that_has_no_words(self):
        report = aligned(INTERVIEW, INTERVIEW[:20] + ANSWER + INTERVIEW[20:]).report

        span = report.untranscribed[0]
        assert (span.start_ms, span.end_ms) == (20 * WORD_MS, 48 * WORD_MS)
        assert report.problems == (
            "From 0:12 to 0:28 there is sound that the script has no words for.",
        )

    def test_keeps_its_place_after_speech_that_has_no_words(self):
        alignment = aligned(INTERVIEW, INTERVIEW[:20] + ANSWER + INTERVIEW[20:])

        assert alignment.timings[20].start_ms == 48 * WORD_MS

    def test_writes_no_times_for_the_script_of_another_recording(self):
        alignment = aligned(ANSWER, INTERVIEW)

        assert alignment.report.is_other_recording
        assert not any(timing.is_timed for timing in alignment.timings)
        assert "script of another recording" in alignment.report.problems[0]

    @pytest.mark.parametrize("tape", [[], [None] * 100])
    def test_does_not_take_silence_for_another_recording(self, tape):
        report = aligned(INTERVIEW, tape).report

        assert (report.is_silent, report.is_other_recording) == (True, False)
        assert report.problems == (SILENT,)
        assert not report.has_times

    def test_does_not_trust_a_phrase_that_two_recordings_share(self):
        phrase = "the whole length of the levee".split()

        report = aligned(ANSWER[:6] + phrase, INTERVIEW).report

        assert report.is_other_recording
        assert report.problems[0].startswith("Only 6 of the script's 12 words")

    def test_tells_how_far_it_has_come(self):
        steps = align(INTERVIEW, ScriptedHearer(INTERVIEW))

        progress = [step.percent for step in steps]

        assert progress[-1] == 100

    def test_stops_where_it_is_closed(self):
        hearer = ScriptedHearer(INTERVIEW * 10)
        steps = align(INTERVIEW * 10, hearer)

        next(steps)
        steps.close()

        assert len(hearer.decoded) == 1


class TestAligningWhatCannotBeAligned:
    @pytest.mark.parametrize(
        ("script", "tape"),
        [
            ([], INTERVIEW),  # no words
            (["--", "..."], INTERVIEW),  # nothing anybody could say
            (["morning"], INTERVIEW),  # one word proves nothing
            (INTERVIEW, []),  # no recording
            (INTERVIEW, [None] * 100),  # silence
            (INTERVIEW, ["bonjour"] * 100),  # another language
        ],
    )
    def test_gives_a_report_and_no_times(self, script, tape):
        alignment = aligned(script, tape)

        assert len(alignment.timings) == len(script)
        assert not any(timing.is_timed for timing in alignment.timings)
        assert alignment.report.problems


WORDS = st.sampled_from(["the", "levee", "river", "and", "board", "four", "miles"])


class TestWhateverIsHeard:
    @given(st.lists(WORDS, max_size=40), st.lists(WORDS | st.none(), max_size=60))
    def test_times_rise_and_words_do_not_overlap(self, script, tape):
        alignment = aligned(script, tape)

        timed = [timing for timing in alignment.timings if timing.is_timed]
        assert len(alignment.timings) == len(script)
        assert all(one.end_ms <= two.start_ms for one, two in pairwise(timed))
        assert all(timing.end_ms <= len(tape) * WORD_MS for timing in timed)
