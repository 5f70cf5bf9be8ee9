"""An alignment: asked for by itself, carried out once, survived by everything."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.alignment.report import Passage, Report, Span
from callsign.engines.transcript.model import Tier
from callsign.media.aligning import Aligned, Cancelled
from callsign.media.opening import NotAudio
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.audio.signals import audio_prepared
from callsign.newsroom.station.tried_work import MOST_ATTEMPTS
from callsign.newsroom.transcripts.models import (
    AlignmentRun,
    NothingToAlign,
    Transcript,
    alignment_run,
)
from callsign.newsroom.transcripts.models.alignment_run import SILENT
from callsign.newsroom.transcripts.tasks import align_transcript
from tests.cast import FRIDAY_NOON, GUEST
from tests.newsroom.transcripts.conftest import SCRIPT, key_of, recording, said

LATER = FRIDAY_NOON + timedelta(minutes=5)
MUCH_LATER = FRIDAY_NOON + timedelta(hours=1)
State = AlignmentRun.State


def noon():
    return FRIDAY_NOON


def timed(document, *, report=None):
    """What an aligner returns that heard every word, half a second each."""
    times = iter(range(0, 10_000_000, 500))
    turns = []
    for turn in document.turns:
        words = tuple(
            replace(word, start_ms=start, end_ms=start + 400, tier=Tier.HEARD)
            for word, start in zip(turn.words, times, strict=False)
        )
        turns.append(
            replace(
                turn, words=words, start_ms=words[0].start_ms, end_ms=words[-1].end_ms
            )
        )
    return Aligned(replace(document, turns=tuple(turns)), report or Report(heard=1.0))


@pytest.fixture
def aligner(monkeypatch, settings):
    """An aligner that does what a test says instead of listening."""
    says = SimpleNamespace(meanwhile=lambda: None, report=None, error=None, heard=[])

    def align(path, document, *, on_progress, cancelled):
        says.heard.append(path)
        on_progress(Progress(50, 100, Stage.LISTENING))
        says.meanwhile()
        if cancelled():
            raise Cancelled("stopped")
        if says.error:
            raise says.error
        return timed(document, report=says.report)

    monkeypatch.setattr(alignment_run, "align_recording", align)
    return says


@pytest.fixture
def run(interview, audio):
    interview.hear(audio, by=None, at=FRIDAY_NOON)
    return interview.ask_alignment(at=FRIDAY_NOON)


def carried_out(run, clock=noon):
    assert run.take_on(at=clock())
    run.carry_out(clock)
    run.refresh_from_db()
    return run


def ticking():
    """A clock on which two seconds pass between any two looks."""
    moments = (FRIDAY_NOON + timedelta(seconds=2 * tick) for tick in range(1_000))
    return lambda: next(moments)


class TestAsking:
    def test_needs_a_recording(self, interview):
        with pytest.raises(NothingToAlign, match="no recording"):
            interview.ask_alignment(at=FRIDAY_NOON)

    def test_twice_is_asking_once(self, interview, run):
        assert interview.ask_alignment(at=LATER) == run

    def test_happens_by_itself_when_a_script_meets_its_recording(
        self, ada, audio, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            interview = Transcript.objects.take_script(
                SCRIPT, "Rain", [], by=ada, at=FRIDAY_NOON, audio=audio
            )

        assert interview.alignment_runs.get().state == State.WAITING

    def test_waits_until_the_recording_is_prepared(
        self, ada, django_capture_on_commit_callbacks
    ):
        audio = recording(is_prepared=False)
        with django_capture_on_commit_callbacks(execute=True):
            interview = Transcript.objects.take_script(
                SCRIPT, "Rain", [], by=ada, at=FRIDAY_NOON, audio=audio
            )
        assert not interview.alignment_runs.exists()

        audio.preparation.finish(at=LATER)
        audio_prepared.send(sender=type(audio), audio=audio)

        assert interview.alignment_runs.count() == 1


class TestCarryingOut:
    def test_writes_times_and_no_text(self, interview, run, aligner):
        before = said(interview)

        carried_out(run)

        interview.refresh_from_db()
        assert interview.timed_word_count == interview.word_count
        assert said(interview) == before
        assert interview.status == Transcript.Status.ALIGNED
        assert 'data-start="500"' in interview.html

    def test_carries_the_times_to_what_was_edited_meanwhile(
        self, interview, run, aligner, mina
    ):
        aligner.meanwhile = lambda: interview.replace_script(
            SCRIPT.replace("two feet", "three feet"),
            based_on=interview.head,
            by=mina,
            at=LATER,
        )

        carried_out(run)

        interview.refresh_from_db()
        assert "three feet" in interview.plain_text
        untimed = [
            word.text
            for word in interview.head.as_document().words
            if word.start_ms is None
        ]
        assert untimed == ["three"]

    def test_asks_again_for_words_nobody_has_listened_for(
        self, interview, run, aligner, mina
    ):
        aligner.meanwhile = lambda: interview.replace_script(
            SCRIPT + "\nOKAFOR: And the levee?\n",
            based_on=interview.head,
            by=mina,
            at=LATER,
        )

        carried_out(run)

        assert interview.alignment_runs.first().state == State.WAITING
        assert interview.alignment_runs.count() == 2

    def test_says_so_when_the_script_is_of_another_recording(
        self, interview, run, aligner
    ):
        sentence = (
            "Only 3% of the script was heard: it seems to be of another recording."
        )
        aligner.report = Report(is_other_recording=True, problems=(sentence,))

        carried_out(run)

        interview.refresh_from_db()
        assert run.report["problems"] == [sentence]
        assert interview.timed_word_count == 0
        assert interview.is_unheard

    def test_forgets_that_nothing_was_heard_once_the_recording_is_another(
        self, interview, run, aligner, mina
    ):
        aligner.report = Report(is_other_recording=True, problems=("Only 0%.",))
        carried_out(run)
        interview.refresh_from_db()

        interview.hear(None, by=mina, at=FRIDAY_NOON)

        interview.refresh_from_db()
        assert not interview.is_unheard

    def test_says_of_a_silent_recording_only_that_it_is_silent(
        self, interview, run, aligner
    ):
        sentence = "Only 0% of the script was heard: it seems to be of another one."
        aligner.report = Report(is_other_recording=True, problems=(sentence,))
        Audio.objects.update(waveform=b"\0\0", loudness_lufs=None)
        run = AlignmentRun.objects.get(pk=run.pk)

        carried_out(run)

        interview.refresh_from_db()
        assert run.report["problems"] == [SILENT]
        assert not run.report["is_other_recording"]
        assert interview.timed_word_count == 0

    def test_names_the_places_where_script_and_recording_differ(self, run, aligner):
        aligner.report = Report(
            untranscribed=(Span(4_000, 9_000),), not_found=(Passage(0, 6),), heard=0.8
        )

        carried_out(run)

        assert run.report["untranscribed"] == [{"start_ms": 4_000, "end_ms": 9_000}]
        assert run.report["not_found"][0]["text"] == "Good morning. Rain has come to"

    def test_tells_an_editor_what_is_wrong_with_the_recording(
        self, interview, run, aligner
    ):
        aligner.error = NotAudio("This file holds no sound.")

        carried_out(run)

        assert (run.state, run.problem) == (State.FAILED, "This file holds no sound.")
        assert interview.html

    def test_fails_in_words_when_the_program_errs(self, run, aligner):
        aligner.error = ZeroDivisionError()

        with pytest.raises(ZeroDivisionError):
            carried_out(run)

        run.refresh_from_db()
        assert "published without times" in run.problem

    def test_says_how_far_it_is(self, run, aligner):
        seen = []
        aligner.meanwhile = lambda: seen.append(
            AlignmentRun.objects.get(pk=run.pk).progress_percent
        )

        carried_out(run, ticking())

        assert seen == [42]


class TestCallingOff:
    def test_stops_a_run_in_the_middle(self, interview, run, aligner, mina):
        aligner.meanwhile = lambda: AlignmentRun.objects.get(pk=run.pk).call_off(
            by=mina, at=LATER
        )

        carried_out(run, ticking())

        interview.refresh_from_db()
        assert run.state == State.CANCELLED
        assert interview.timed_word_count == 0

    def test_that_comes_too_late_for_the_worker_still_counts(
        self, interview, run, aligner, mina
    ):
        """The aligner has finished; nothing may be written after all."""
        run.take_on(at=FRIDAY_NOON)
        run.call_off(by=mina, at=LATER)

        run.conclude(timed(interview.head.as_document()), at=LATER)

        interview.refresh_from_db()
        assert interview.timed_word_count == 0

    def test_another_recording_calls_off_the_run_and_takes_the_times_away(
        self, interview, run, aligner, mina
    ):
        carried_out(run)
        interview.refresh_from_db()

        interview.hear(recording(title="Another tape"), by=mina, at=LATER)

        assert interview.timed_word_count == 0


class TestAKilledWorker:
    def test_leaves_a_run_that_begins_again(self, interview, run, aligner):
        run.take_on(at=FRIDAY_NOON)  # and is killed

        again = AlignmentRun.objects.get(pk=run.pk)
        assert not again.take_on(at=FRIDAY_NOON + timedelta(seconds=30))
        carried_out(again, lambda: MUCH_LATER)

        interview.refresh_from_db()
        assert again.state == State.DONE
        assert interview.timed_word_count == interview.word_count

    def test_is_resumed_once_by_however_many(self, run):
        run.take_on(at=FRIDAY_NOON)
        DBTaskResult.objects.all().delete()

        resumed = AlignmentRun.objects.resume_interrupted(at=MUCH_LATER)

        assert (resumed, DBTaskResult.objects.count()) == (1, 1)
        first, second = (AlignmentRun.objects.get(pk=run.pk) for _ in range(2))
        assert first.take_on(at=MUCH_LATER)
        assert not second.take_on(at=MUCH_LATER)

    def test_is_not_sent_into_the_same_recording_for_ever(self, run):
        for attempt in range(MOST_ATTEMPTS):
            assert run.take_on(at=FRIDAY_NOON + attempt * timedelta(hours=1))

        assert not run.take_on(at=FRIDAY_NOON + timedelta(hours=9))
        assert run.state == State.FAILED
        assert "published without times" in run.problem

    def test_does_not_keep_anybody_from_editing(self, interview, run, mina):
        run.take_on(at=FRIDAY_NOON)

        interview.rename_speaker(
            key_of(interview, GUEST), "Louis Prieto", by=mina, at=LATER
        )

        assert said(interview)[1][0] == "Louis Prieto"


class TestARunTheQueueLost:
    def test_is_sent_again_and_not_every_minute(self, run):
        DBTaskResult.objects.all().delete()

        assert AlignmentRun.objects.resume_interrupted(at=LATER) == 0
        assert AlignmentRun.objects.resume_interrupted(at=MUCH_LATER) == 1
        assert AlignmentRun.objects.resume_interrupted(at=MUCH_LATER) == 0
        assert DBTaskResult.objects.count() == 1

    def test_is_found_by_the_next_alignment(self, run):
        DBTaskResult.objects.all().delete()

        align_transcript.func(run_id=0)

        assert DBTaskResult.objects.count() == 1

    def test_is_found_by_the_next_worker_that_starts(self, run, monkeypatch):
        # The worker would hang up on the test's own transaction.
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
        run.take_on(at=timezone.now() - timedelta(hours=1))
        DBTaskResult.objects.all().delete()

        call_command("work", batch=True, startup_delay=False, reload=False, verbosity=0)

        run.refresh_from_db()
        assert "not where it was stored" in run.problem  # so it was carried out
        # ... and one looks again for what was killed so lately that it seems alive.
        waiting = DBTaskResult.objects.filter(run_after__gt=timezone.now())
        assert "resume_alignments" in str(waiting.values_list("task_path", flat=True))

    def test_cannot_be_lost_on_the_way_to_it(self, interview, audio):
        interview.hear(audio, by=None, at=FRIDAY_NOON)
        queued = DBTaskResult.objects.count()

        with transaction.atomic():
            interview.ask_alignment(at=FRIDAY_NOON)
            transaction.set_rollback(True)

        assert not AlignmentRun.objects.exists()
        assert DBTaskResult.objects.count() == queued
