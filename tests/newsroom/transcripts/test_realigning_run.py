"""After an edit only the seconds around it are heard again, and nothing else moves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from callsign.engines.alignment.report import Passage, Report, Span
from callsign.engines.transcript.edits import Edit
from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.patches import read_patches
from callsign.engines.transcript.retiming import retimed
from callsign.media.opening import NotAudio
from callsign.media.realigning import HearAllOfIt, Realigned
from callsign.newsroom.transcripts.models import AlignmentRun, alignment_run
from tests.cast import FRIDAY_NOON
from tests.newsroom.transcripts.conftest import recording
from tests.newsroom.transcripts.test_alignment_run import (
    aligner,
    carried_out,
    run,
)

__all__ = ["aligner", "run"]

LATER = FRIDAY_NOON + timedelta(minutes=5)
State = AlignmentRun.State
GAUGE = "Good morning, Ada. The river gauge rose two feet overnight."


def words_of(transcript):
    return {word.id: word for word in transcript.head.as_document().words}


def typed(transcript, text=GAUGE, *, at=1, by=None, **how):
    """Somebody saves another text of a turn at the editor."""
    document = transcript.head.as_document()
    turn = {"speaker": document.turns[at].speaker, "pieces": [{"text": text}]}
    patches = read_patches([{"at": at, "count": 1, "turns": [turn]}])
    transcript.save_edit(
        Edit(patches),
        based_on=transcript.head,
        by=by or transcript.head.made_by,
        at=LATER,
        **how,
    )
    transcript.refresh_from_db()
    unheard = (
        word for word in transcript.head.as_document().words if word.tier != Tier.HEARD
    )
    return next(unheard, None)


def heard(word, start_ms, end_ms):
    return replace(word, start_ms=start_ms, end_ms=end_ms, tier=Tier.HEARD)


@pytest.fixture
def ear(monkeypatch):
    """An aligner of some words that finds each of them 10 ms into its neighbors' gap."""

    class Ear:
        asked = ()
        error = None

        def meanwhile(self):
            """What others do while it listens."""

        def __call__(self, path, document, words, *, duration_ms, **told):
            self.asked = (*self.asked, tuple(words))
            self.meanwhile()
            if self.error:
                raise self.error
            found = {
                number: heard(word, word.start_ms + 10, word.end_ms)
                for number, word in enumerate(document.words)
                if word.id in words and word.start_ms is not None
            }
            return Realigned(retimed(document, found), 8_000)

    monkeypatch.setattr(alignment_run, "realign_recording", one := Ear())
    return one


@pytest.fixture
def aligned(interview, run, aligner, mina):
    """The interview with a time for each word, each 100 ms after the one before."""
    carried_out(run)
    interview.refresh_from_db()
    return interview


class TestAsking:
    def test_is_for_the_words_that_were_typed(self, aligned, mina):
        word = typed(aligned, by=mina)

        run = aligned.ask_alignment_if_needed(at=LATER)

        assert (word.text, word.tier) == ("river", Tier.INTERPOLATED)
        assert run.words == [word.id]

    def test_is_for_a_word_that_is_another_one_now(self, aligned, mina):
        """Misheard, it keeps its id and its time: nobody listened for the right one."""
        typed(aligned, "Good morning, Ada. The gorge rose two feet overnight.", by=mina)

        run = aligned.ask_alignment_if_needed(at=LATER)

        assert [words_of(aligned)[one].text for one in run.words] == ["gorge"]

    def test_is_for_what_the_form_of_one_turn_says_anew(self, aligned, mina):
        first = aligned.head.as_document().turns[1].words[0]
        aligned.retell_turn(first.id, GAUGE, based_on=aligned.head, by=mina, at=LATER)

        run = aligned.ask_alignment_if_needed(at=LATER)

        assert [words_of(aligned)[one].text for one in run.words] == ["river"]

    def test_is_not_for_a_comma(self, aligned, mina):
        typed(
            aligned, "Good morning, Ada! The Gauge, rose two feet overnight.", by=mina
        )

        assert aligned.ask_alignment_if_needed(at=LATER) is None

    def test_is_for_all_of_it_when_an_editor_says_so(self, aligned, mina):
        typed(aligned, by=mina)
        some = aligned.ask_alignment_if_needed(at=LATER)

        run = aligned.ask_alignment(by=mina, at=LATER)

        some.refresh_from_db()
        assert (some.state, run.words) == (State.CANCELLED, [])

    def test_waits_for_an_alignment_on_its_way(self, aligned, mina):
        whole = aligned.ask_alignment(at=LATER)
        typed(aligned, by=mina)

        assert aligned.ask_alignment_if_needed(at=LATER) == whole

    def test_is_for_all_of_it_where_there_are_no_times(
        self, interview, run, aligner, mina
    ):
        aligner.report = Report(is_other_recording=True, problems=("Another one.",))
        carried_out(run)
        interview.refresh_from_db()
        typed(interview, by=mina)

        assert interview.ask_alignment_if_needed(at=LATER).words == []

    def test_is_for_what_was_typed_into_a_text_that_came_with_times(
        self, interview, aligned, mina
    ):
        """Captions or a machine's draft: nobody aligned it, and nobody has to."""
        AlignmentRun.objects.all().delete()
        came = aligned.revisions.last()
        type(came).objects.filter(pk=came.pk).update(reason="import")
        assert aligned.ask_alignment_if_needed(at=LATER) is None

        word = typed(aligned, by=mina)

        assert aligned.ask_alignment_if_needed(at=LATER).words == [word.id]


class TestHearing:
    def test_gives_the_typed_words_their_times_and_moves_no_other(
        self, aligned, ear, mina
    ):
        word = typed(aligned, by=mina)
        before = words_of(aligned)

        run = carried_out(aligned.ask_alignment_if_needed(at=LATER))

        aligned.refresh_from_db()
        after = words_of(aligned)
        assert run.state == State.DONE
        assert after[word.id] == heard(word, word.start_ms + 10, word.end_ms)
        assert {one: after[one] for one in after if one != word.id} == {
            one: before[one] for one in before if one != word.id
        }
        assert aligned.head.reason == "align"

    def test_is_not_asked_for_twice(self, aligned, ear, mina):
        typed(aligned, by=mina)

        carried_out(aligned.ask_alignment_if_needed(at=LATER))

        aligned.refresh_from_db()
        assert aligned.ask_alignment_if_needed(at=LATER) is None
        assert len(ear.asked) == 1

    def test_that_finds_nothing_writes_no_version(self, aligned, ear, mina):
        typed(aligned, by=mina)
        run = aligned.ask_alignment_if_needed(at=LATER)
        AlignmentRun.objects.filter(pk=run.pk).update(words=["w999"])
        run.refresh_from_db()
        head = aligned.head_id

        carried_out(run)

        aligned.refresh_from_db()
        assert (run.state, aligned.head_id) == (State.DONE, head)

    def test_keeps_what_others_saved_meanwhile(self, aligned, ear, mina, ada):
        word = typed(aligned, by=mina)
        before = words_of(aligned)
        ear.meanwhile = lambda: typed(aligned, "And the old bridge?", at=2, by=ada)

        carried_out(aligned.ask_alignment_if_needed(at=LATER))

        aligned.refresh_from_db()
        after = words_of(aligned)
        assert "And the old bridge?" in aligned.plain_text
        assert after[word.id].tier is Tier.HEARD
        assert all(after[one] == before[one] for one in before if one != word.id)
        # ... and what Ada typed is heard next.
        waiting = aligned.alignment_runs.first()
        old = next(one for one in after.values() if one.text == "old")
        assert (waiting.state, waiting.words) == (State.WAITING, [old.id])

    def test_leaves_a_time_typed_by_hand(self, aligned, ear, mina):
        word = typed(aligned, by=mina)
        run = aligned.ask_alignment_if_needed(at=LATER)
        document = aligned.head.as_document()
        number = [one.id for one in document.words].index(word.id)
        by_hand = retimed(
            document, {number: replace(word, end_ms=word.end_ms - 7, tier=Tier.TYPED)}
        )
        aligned.edit(by_hand, based_on=aligned.head, by=mina, at=LATER)

        carried_out(run)

        aligned.refresh_from_db()
        assert words_of(aligned)[word.id].end_ms == word.end_ms - 7

    def test_keeps_what_is_known_of_the_whole_recording(
        self, interview, run, aligner, ear, mina
    ):
        aligner.report = Report(
            untranscribed=(Span(900_000, 909_000),),
            not_found=(Passage(0, 6),),
            heard=0.8,
        )
        carried_out(run)
        interview.refresh_from_db()
        typed(interview, by=mina)

        around = carried_out(interview.ask_alignment_if_needed(at=LATER))

        assert around.report["untranscribed"] == [
            {"start_ms": 900_000, "end_ms": 909_000}
        ]
        # The first words have times by now.
        assert around.report["not_found"] == []


class TestWhenItIsNoHelp:
    def test_the_whole_recording_is_heard(self, aligned, ear, aligner, mina):
        """The file is another one, or shorter than the times."""
        word = typed(aligned, by=mina)
        ear.error = HearAllOfIt("the recording ends before")

        run = carried_out(aligned.ask_alignment_if_needed(at=LATER))

        aligned.refresh_from_db()
        assert (run.state, run.words) == (State.DONE, [])
        assert words_of(aligned)[word.id].tier is Tier.HEARD
        assert aligned.timed_word_count == aligned.word_count

    def test_a_recording_that_is_gone_loses_nothing(self, aligned, mina):
        typed(aligned, by=mina)
        before = words_of(aligned)

        run = carried_out(aligned.ask_alignment_if_needed(at=LATER))

        aligned.refresh_from_db()
        assert "not where it was stored" in run.problem
        assert words_of(aligned) == before

    def test_a_file_that_is_no_recording_is_said_so(self, aligned, ear, mina):
        typed(aligned, by=mina)
        ear.error = NotAudio("This file holds no sound.")

        run = carried_out(aligned.ask_alignment_if_needed(at=LATER))

        assert (run.state, run.problem) == (State.FAILED, "This file holds no sound.")

    def test_another_recording_meanwhile_calls_it_off(self, aligned, ear, mina):
        typed(aligned, by=mina)
        run = aligned.ask_alignment_if_needed(at=LATER)
        ear.meanwhile = lambda: aligned.hear(
            recording(title="Another tape"), by=mina, at=LATER
        )

        carried_out(run)

        aligned.refresh_from_db()
        assert run.state == State.CANCELLED
        assert aligned.timed_word_count == 0
