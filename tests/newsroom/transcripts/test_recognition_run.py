"""A first draft: asked for at the desk, heard by a machine, never public when rough."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django_tasks_db.models import DBTaskResult

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.readers.heard import Heard
from callsign.media.aligning import Cancelled
from callsign.media.recognizing.recognize import Recognition, joined
from callsign.media.recognizing.recognizer import (
    Misdirected,
    NotAnAnswer,
    Price,
    Stalled,
    TryLater,
)
from callsign.newsroom.station.tried_work import MOST_ATTEMPTS
from callsign.newsroom.transcripts.models import (
    NothingToHear,
    RecognitionRun,
    Transcript,
    recognition_run,
)
from callsign.newsroom.transcripts.models.drafted import UNREAD
from callsign.newsroom.transcripts.models.put_off import PAUSES
from callsign.newsroom.transcripts.showing import shown
from tests.cast import FRIDAY_NOON
from tests.newsroom.transcripts.conftest import SCRIPT, recording

LATER = FRIDAY_NOON + timedelta(minutes=5)
State = RecognitionRun.State
CENT = Price(Decimal("0.01"), "USD")
ROUGH = SimpleNamespace(name="pocketsphinx", is_rough=True, price=None)
GOOD = SimpleNamespace(name="whisper-1 at speech.example", is_rough=False, price=CENT)


def noon():
    return FRIDAY_NOON


def heard(*words):
    said = [Heard(word, at * 500, at * 500 + 400, 0.8) for at, word in enumerate(words)]
    return Recognition(joined(said), 30_000, 25_000, 0, 12.0, None)


@pytest.fixture
def machine(monkeypatch, settings, tmp_path):
    """A recognizer that says what a test wants."""
    settings.RECOGNIZED_FOLDER = tmp_path
    says = SimpleNamespace(
        is_=GOOD, meanwhile=lambda: None, error=None, result=heard("good", "morning")
    )

    def recognize(path, recognizer, *, hosts, prints, shelf, on_progress, cancelled):
        says.hosts, says.prints = hosts, prints
        says.meanwhile()
        if says.error:
            raise says.error
        return says.result

    @contextmanager
    def on_disk(master):
        yield master

    monkeypatch.setattr(recognition_run, "recognize", recognize)
    monkeypatch.setattr(recognition_run, "on_disk", on_disk)
    monkeypatch.setattr(recognition_run, "recognizer_of", lambda *_, **__: says.is_)
    return says


@pytest.fixture
def transcript(audio):
    return Transcript.objects.create(title="Rain at last", audio=audio)


def drafted(transcript, machine):
    run = transcript.ask_draft(machine.is_, by=None, at=FRIDAY_NOON)
    assert run.take_on(at=FRIDAY_NOON)
    run.carry_out(noon)
    run.refresh_from_db()
    transcript.refresh_from_db()
    return run


class TestAsking:
    def test_needs_a_recording(self, db):
        nothing = Transcript.objects.create(title="Rain at last")

        with pytest.raises(NothingToHear, match="no recording"):
            nothing.ask_draft(GOOD, by=None, at=FRIDAY_NOON)

    def test_is_refused_where_there_is_a_script(self, interview):
        with pytest.raises(NothingToHear, match="already"):
            interview.ask_draft(GOOD, by=None, at=FRIDAY_NOON)

    def test_twice_is_asking_once(self, transcript):
        run = transcript.ask_draft(GOOD, by=None, at=FRIDAY_NOON)

        assert transcript.ask_draft(GOOD, by=None, at=LATER) == run

    def test_ends_when_the_recording_is_another_one(self, transcript):
        run = transcript.ask_draft(GOOD, by=None, at=FRIDAY_NOON)

        transcript.hear(recording(title="Another"), by=None, at=LATER)

        run.refresh_from_db()
        assert run.state == State.CANCELLED


class TestADraft:
    def test_is_the_first_version_and_a_machine_s(self, transcript, machine):
        run = drafted(transcript, machine)

        assert run.state == State.DONE
        assert run.report["heard_ms"] == 25_000
        assert transcript.origin == Transcript.Origin.MACHINE
        assert transcript.head.note == "heard by whisper-1 at speech.example"
        words = transcript.head.as_document().words
        assert [(one.text, one.tier, one.score) for one in words] == [
            ("good", Tier.HEARD, 0.8),
            ("morning", Tier.HEARD, 0.8),
        ]

    def test_knows_who_may_be_speaking(self, transcript, machine):
        run = transcript.ask_draft(GOOD, hosts=["Ada Okafor"], by=None, at=FRIDAY_NOON)
        run.take_on(at=FRIDAY_NOON)
        run.carry_out(noon)

        assert machine.hosts == ["Ada Okafor"]

    def test_tells_what_it_cost(self, transcript, machine):
        three = Price(amount=3, currency="USD")
        machine.is_ = SimpleNamespace(name="dear", is_rough=False, price=three)
        minute = 60_000
        machine.result = replace(heard("good"), duration_ms=minute, heard_ms=minute)

        assert drafted(transcript, machine).report["cost"] == "3.00 USD"

    def test_of_a_machine_is_public_with_a_caution_until_it_is_checked(
        self, transcript, machine, mina
    ):
        drafted(transcript, machine)
        assert shown(transcript) == transcript
        assert transcript.caution == UNREAD
        assert "morning" in transcript.html

        transcript.mark_checked(based_on=transcript.head, by=mina, at=LATER)

        assert transcript.caution == ""

    def test_that_hears_nothing_says_so(self, transcript, machine):
        machine.result = heard()

        run = drafted(transcript, machine)

        assert (run.state, transcript.head) == (State.FAILED, None)
        assert "no words" in run.problem

    def test_that_comes_after_the_script_is_set_aside(self, transcript, machine, mina):
        machine.meanwhile = lambda: Transcript.objects.get(
            pk=transcript.pk
        ).replace_script(SCRIPT, based_on=None, by=mina, at=LATER)

        run = drafted(transcript, machine)

        assert run.state == State.DONE
        assert "set aside" in run.problem
        assert transcript.origin == Transcript.Origin.HUMAN
        assert "bridge is open" in transcript.plain_text
        assert transcript.revisions.filter(set_aside=True).count() == 1


class TestARoughDraft:
    @pytest.fixture
    def rough(self, transcript, machine):
        machine.is_ = ROUGH
        drafted(transcript, machine)
        return transcript

    def test_is_shown_to_no_reader(self, rough):
        assert rough.head is not None
        assert shown(rough) is None
        assert (rough.html, rough.plain_text) == ("", "")

    def test_stays_so_when_it_is_edited(self, rough, mina):
        rough.replace_script("good morning", based_on=rough.head, by=mina, at=LATER)

        rough.refresh_from_db()
        assert shown(rough) is None
        assert (rough.html, rough.plain_text) == ("", "")

    def test_is_public_when_it_was_checked(self, rough, mina):
        rough.mark_checked(based_on=rough.head, by=mina, at=LATER)

        rough.refresh_from_db()
        assert shown(rough) == rough
        assert "morning" in rough.html
        assert rough.plain_text == "good morning"

    def test_gives_way_to_a_script(self, rough, mina):
        rough.replace_script(SCRIPT, based_on=rough.head, by=mina, at=LATER)

        rough.refresh_from_db()
        assert shown(rough) == rough
        assert rough.caution == ""
        assert "bridge" in rough.html


class TestTrouble:
    def test_is_told_in_words(self, transcript, machine):
        machine.error = Misdirected("The recognizer does not accept the key.")

        run = drafted(transcript, machine)

        told = "The recognizer does not accept the key."
        assert (run.state, run.problem) == (State.FAILED, told)
        assert run.report["cost"] == ""
        assert transcript.head is None

    @pytest.mark.parametrize("error", [NotAnAnswer("No words."), Stalled("Silent.")])
    def test_that_is_charged_for_says_what_it_may_have_cost(
        self, transcript, machine, error
    ):
        error.sent_ms = 300_000
        machine.error = error

        run = drafted(transcript, machine)

        assert (run.state, run.problem) == (State.FAILED, str(error))
        assert run.report["cost"] == "0.05 USD"

    def test_of_the_program_is_told_too(self, transcript, machine):
        machine.error = ZeroDivisionError()

        with pytest.raises(ZeroDivisionError):
            drafted(transcript, machine)

        run = transcript.recognition_runs.get()
        assert "published without a transcript" in run.problem

    def test_ends_a_run_that_was_called_off(self, transcript, machine, mina):
        machine.error = Cancelled("stopped")
        machine.meanwhile = lambda: transcript.recognition_runs.get().call_off(
            by=mina, at=LATER
        )

        run = drafted(transcript, machine)

        assert run.state == State.CANCELLED
        assert transcript.head is None

    def test_that_kills_workers_is_given_up(self, transcript, machine):
        run = transcript.ask_draft(GOOD, by=None, at=FRIDAY_NOON)
        for attempt in range(MOST_ATTEMPTS + 1):
            run.take_on(at=FRIDAY_NOON + attempt * timedelta(minutes=10))

        run.refresh_from_db()
        assert run.state == State.FAILED
        assert "three times" in run.problem

    def test_leaves_nothing_undone_when_a_worker_dies(self, transcript, machine):
        run = transcript.ask_draft(GOOD, by=None, at=FRIDAY_NOON)
        run.take_on(at=FRIDAY_NOON)

        hour_later = FRIDAY_NOON + timedelta(hours=1)
        assert RecognitionRun.objects.resume_interrupted(at=hour_later) == 1
        assert run.take_on(at=hour_later)


class TestABusyMachine:
    """Answers 429 for an hour, for a day, and then as if nothing had been."""

    @pytest.fixture
    def busy(self, machine):
        machine.error = TryLater("The recognizer is busy (429).", after_s=3_600)
        return machine

    def test_is_asked_again_when_it_wishes(self, transcript, busy):
        run = drafted(transcript, busy)

        assert run.is_put_off
        assert (run.due_at, run.problem) == (hours_later(1), str(busy.error))
        (task,) = DBTaskResult.objects.filter(run_after=run.due_at)
        assert task.args_kwargs["args"] == [run.pk]

    def test_is_not_asked_before(self, transcript, busy):
        run = drafted(transcript, busy)

        assert not run.take_on(at=hours_later(0.99))
        run.refresh_from_db()
        assert run.is_put_off

    def test_that_is_ready_after_an_hour_costs_what_it_heard(self, transcript, busy):
        busy.error.sent_ms = 300_000
        run = drafted(transcript, busy)

        busy.error = None
        assert run.take_on(at=hours_later(1))
        run.carry_out(lambda: hours_later(1))

        run.refresh_from_db()
        assert (run.state, run.due_at) == (State.DONE, None)
        assert run.report["cost"] == "0.05 USD"  # five minutes before, 25 seconds now
        transcript.refresh_from_db()
        assert transcript.head is not None

    def test_is_left_alone_longer_each_time_and_given_up_at_last(
        self, transcript, busy
    ):
        busy.error = TryLater("The recognizer is busy (429).")
        run, at, waited = drafted(transcript, busy), FRIDAY_NOON, []
        while run.is_put_off:
            waited.append(run.due_at - at)
            at = run.due_at
            assert run.take_on(at=at)
            run.carry_out(lambda: at)  # noqa: B023 (called within this turn)
            run.refresh_from_db()

        assert waited == sorted(waited) == list(PAUSES)
        assert run.state == State.FAILED
        assert "asked 9 times since 18:00 UTC. Try again later." in run.problem

    def test_that_wants_a_day_is_given_up_at_once(self, transcript, busy):
        busy.error = TryLater("The recognizer is busy (429).", after_s=86_400)

        run = drafted(transcript, busy)

        assert run.state == State.FAILED
        assert run.problem == "The recognizer is busy (429). Try again later."

    def test_is_not_waited_for_once_somebody_called_it_off(
        self, transcript, busy, mina
    ):
        run = drafted(transcript, busy)

        assert run.call_off(by=mina, at=LATER)

        assert not run.take_on(at=hours_later(1))
        assert run.state == State.CANCELLED

    def test_stays_called_off_when_the_answer_comes_after_that(
        self, transcript, busy, mina
    ):
        busy.meanwhile = lambda: transcript.recognition_runs.get().call_off(
            by=mina, at=LATER
        )

        assert drafted(transcript, busy).state == State.CANCELLED

    def test_is_not_asked_again_when_a_script_came(self, transcript, busy, mina):
        run = drafted(transcript, busy)
        transcript.replace_script(SCRIPT, based_on=None, by=mina, at=LATER)
        busy.meanwhile = lambda: pytest.fail("the machine was asked")

        run.take_on(at=hours_later(1))
        RecognitionRun.objects.get().carry_out(lambda: hours_later(1))

        run.refresh_from_db()
        assert (run.state, run.problem) == (State.FAILED, recognition_run.SCRIPT_CAME)

    def test_is_waited_for_though_the_worker_was_started_anew(self, transcript, busy):
        run = drafted(transcript, busy)

        assert RecognitionRun.objects.resume_interrupted(at=hours_later(0.9)) == 0

        # The queue lost it: whoever looks after what was left sends it again.
        assert RecognitionRun.objects.resume_interrupted(at=hours_later(1.3)) == 1
        run.refresh_from_db()
        assert run.take_on(at=hours_later(1.3))


def hours_later(hours):
    return FRIDAY_NOON + timedelta(hours=hours)
