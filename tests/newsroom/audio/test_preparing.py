"""The worker makes a recording ready, also when it is killed in the middle."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callsign.media.measuring import SILENT
from callsign.media.probing import probe
from callsign.newsroom.audio import preparing
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.audio.models import Preparation, Rendition
from callsign.newsroom.audio.preparing import Beating, make_rendition, prepare
from callsign.newsroom.audio.receiving import receive_recording
from callsign.newsroom.audio.tasks import prepare_audio
from callsign.newsroom.station.signals import worker_started
from callsign.newsroom.station.work import SILENT_FOR
from tests.cast import FRIDAY_NOON
from tests.newsroom.audio.conftest import contents, queued
from tests.tape import shortened, silence, write_tape

State = Preparation.State


def noon():
    return FRIDAY_NOON


@pytest.fixture
def audio(tape, ada):
    return receive_recording(tape, file_name="rain.wav", by=ada, at=FRIDAY_NOON).audio


@pytest.fixture
def preparation(audio):
    return audio.preparation


def prepared(path, by):
    audio = receive_recording(path, file_name="rain.wav", by=by, at=FRIDAY_NOON).audio
    audio.preparation.take_on(at=FRIDAY_NOON)
    prepare(audio.preparation, now=noon)
    audio.refresh_from_db()
    return audio


class TestPreparingARecording:
    def test_makes_an_mp3_and_an_opus(self, tape, ada):
        audio = prepared(tape, ada)

        made = {rendition.kind: rendition for rendition in audio.renditions.all()}
        assert contents(made["mp3"].file)[:3] == b"ID3"
        assert contents(made["opus"].file)[:4] == b"OggS"
        assert made["mp3"].bit_rate == 128_000
        assert made["mp3"].size_bytes == len(contents(made["mp3"].file))

    def test_measures_it(self, tape, ada):
        audio = prepared(tape, ada)

        assert audio.duration_ms == 3_000
        assert len(audio.waveform) == 30
        assert audio.loudness_lufs == pytest.approx(-14, abs=1)
        assert audio.preparation.state == State.DONE
        assert audio.preparation.progress_percent == 100

    def test_writes_the_title_into_the_files(self, tape, ada):
        audio = prepared(tape, ada)

        mp3 = audio.renditions.get(kind="mp3")
        assert probe(Path(mp3.file.path)).title == "rain"

    def test_of_silence_says_so_and_goes_on(self, tmp_path, ada):
        audio = prepared(write_tape(tmp_path / "s.wav", silence(2)), ada)

        assert [problem["message"] for problem in audio.problems] == [SILENT]
        assert audio.loudness == ""
        assert audio.preparation.state == State.DONE

    def test_of_a_tape_cut_short_says_where_it_ends(self, tape, ada):
        audio = prepared(shortened(tape, to=0.3), ada)

        assert "0:03 long" in audio.problems[0]["message"]
        assert audio.duration_ms == pytest.approx(900, abs=10)
        assert audio.renditions.count() == 2

    def test_twice_makes_nothing_twice(self, tape, ada):
        audio = prepared(tape, ada)
        names = set(audio.renditions.values_list("file", flat=True))

        audio.preparation.ask_again(at=FRIDAY_NOON)
        audio.preparation.take_on(at=FRIDAY_NOON)
        prepare(audio.preparation, now=noon)

        assert set(audio.renditions.values_list("file", flat=True)) == names

    def test_of_two_workers_the_later_file_stays_alone(
        self, tape, ada, django_capture_on_commit_callbacks
    ):
        audio = prepared(tape, ada)
        first = audio.renditions.get(kind="mp3").file
        audio.preparation.ask_again(at=FRIDAY_NOON)
        audio.preparation.take_on(at=FRIDAY_NOON)

        with (
            on_disk(audio.master) as master,
            django_capture_on_commit_callbacks(execute=True),
        ):
            make_rendition(audio, master, "mp3", Beating(audio.preparation, now=noon))

        second = audio.renditions.get(kind="mp3").file
        assert second.storage.exists(second.name)
        assert not first.storage.exists(first.name)


class TestDeletingARecording:
    def test_takes_its_files_along(self, tape, ada, django_capture_on_commit_callbacks):
        audio = prepared(tape, ada)
        stored = [audio.master, *(made.file for made in audio.renditions.all())]

        with django_capture_on_commit_callbacks(execute=True):
            audio.delete()

        assert not any(file.storage.exists(file.name) for file in stored)


class TestWhenItGoesWrong:
    def test_a_full_disk_says_so_and_loses_nothing(self, preparation, monkeypatch):
        monkeypatch.setattr(preparing, "encode", full_disk)
        preparation.take_on(at=FRIDAY_NOON)

        prepare(preparation, now=noon)

        assert preparation.state == State.FAILED
        assert "disk is too full" in preparation.problem
        assert preparation.audio.waveform

    def test_a_master_that_is_gone_says_what_to_do(self, preparation):
        preparation.audio.master.storage.delete(preparation.audio.master.name)
        preparation.take_on(at=FRIDAY_NOON)

        prepare(preparation, now=noon)

        assert "no longer where it was stored" in preparation.problem

    def test_a_mistake_of_ours_is_told_and_raised(self, preparation, monkeypatch):
        monkeypatch.setattr(preparing, "measure", mistake)
        preparation.take_on(at=FRIDAY_NOON)

        with pytest.raises(ZeroDivisionError):
            prepare(preparation, now=noon)

        assert preparation.problem == preparing.UNEXPECTED

    def test_it_can_be_called_off(self, preparation):
        """Somebody cancels while the first rendition is made."""
        preparation.take_on(at=FRIDAY_NOON)
        minutes = iter(FRIDAY_NOON + timedelta(minutes=n) for n in range(1_000))
        preparing.audio_measured.connect(cancel, weak=False)

        prepare(preparation, now=lambda: next(minutes))
        preparing.audio_measured.disconnect(cancel)

        preparation.refresh_from_db()
        assert preparation.state == State.CANCELLED
        assert not Rendition.objects.filter(audio=preparation.audio).exists()


class TestAWorkerThatIsKilled:
    def test_leaves_work_that_another_takes_over(self, preparation):
        preparation.take_on(at=FRIDAY_NOON)
        later = FRIDAY_NOON + SILENT_FOR + timedelta(seconds=1)

        assert Preparation.objects.get().take_on(at=later)

    def test_leaves_work_that_the_next_worker_finds_when_it_starts(self, preparation):
        preparation.take_on(at=timezone.now() - timedelta(hours=1))
        DBTaskResult.objects.all().delete()

        worker_started.send(sender=None)

        paths = DBTaskResult.objects.values_list("task_path", flat=True)
        assert [path for path in paths if path.endswith("prepare_audio")]

    def test_is_not_robbed_while_its_heart_beats(self, preparation):
        preparation.take_on(at=FRIDAY_NOON)

        assert not Preparation.objects.get().take_on(
            at=FRIDAY_NOON + timedelta(seconds=30)
        )

    def test_by_order_leaves_its_work_unfinished(self, preparation, monkeypatch):
        monkeypatch.setattr(preparing, "measure", told_to_end)
        preparation.take_on(at=FRIDAY_NOON)

        with pytest.raises(SystemExit):
            prepare(preparation, now=noon)

        preparation.refresh_from_db()
        assert preparation.state == State.RUNNING

    def test_three_times_by_one_recording_is_not_tried_again(self, preparation):
        at = FRIDAY_NOON
        for _ in range(3):
            assert preparation.take_on(at=at)
            at += SILENT_FOR + timedelta(seconds=1)

        assert not preparation.take_on(at=at)
        assert preparation.state == State.FAILED
        assert "three times" in preparation.problem

    def test_left_a_task_that_looks_again(self, audio):
        queued().delete()

        prepare_audio.call(audio.pk)

        (later,) = queued()
        assert later.run_after - later.enqueued_at > SILENT_FOR
        audio.preparation.refresh_from_db()
        assert audio.preparation.state == State.DONE

    def test_finds_nothing_to_do_the_second_time(self, audio):
        prepare_audio.call(audio.pk)
        queued().delete()

        prepare_audio.call(audio.pk)

        assert not queued().exists()

    def test_does_not_miss_a_recording_that_was_deleted(self, audio):
        number = audio.pk
        audio.delete()

        prepare_audio.call(number)

        assert not Preparation.objects.exists()


def full_disk(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def mistake(*args, **kwargs):
    raise ZeroDivisionError


def told_to_end(*args, **kwargs):
    raise SystemExit(1)


def cancel(sender, audio, **kwargs):
    audio.preparation.cancel(at=FRIDAY_NOON)
