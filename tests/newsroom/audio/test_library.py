"""The library at the desk: plain uploads, the list, a recording's page."""

from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from callsign.newsroom.audio import files
from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.audio.receiving import receive_recording
from callsign.newsroom.audio.tasks import prepare_audio
from tests.cast import FRIDAY_NOON
from tests.newsroom.audio.conftest import audio as recording
from tests.newsroom.audio.conftest import contents, queued


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def upload(desk, data, name="rain_at_last.wav"):
    file = SimpleUploadedFile(name, data, content_type="audio/wav")
    return desk.post(reverse("audio_library:add"), {"recording": file})


class TestUploadingWithoutAScript:
    def test_takes_the_recording_in(self, desk, tape, own_disk):
        data = tape.read_bytes()

        answer = upload(desk, data)

        audio = Audio.objects.get()
        assert answer["Location"] == reverse("audio_library:edit", args=[audio.pk])
        assert contents(audio.master) == data
        assert audio.title == "rain at last"
        assert list((own_disk / "uploads").iterdir()) == []

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (
                b"ADA OKAFOR, HOST: Rain at last.",
                "This is a text file, not a recording.",
            ),
            (b"\x89PNG\r\n\x1a\n", "This is a picture, not a recording."),
            (b"", "empty"),
        ],
    )
    def test_says_why_it_did_not(self, desk, data, sentence):
        answer = upload(desk, data)

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert sentence in answer.content.decode()
        assert not Audio.objects.exists()

    def test_says_when_the_disk_is_full(self, desk, tape, monkeypatch):
        monkeypatch.setattr(
            files.shutil, "disk_usage", lambda _: SimpleNamespace(free=1)
        )

        answer = upload(desk, tape.read_bytes())

        assert "disk is too full" in answer.content.decode()
        assert not Audio.objects.exists()

    def test_leads_to_the_recording_the_library_has(self, desk, tape):
        data = tape.read_bytes()
        upload(desk, data)

        answer = upload(desk, data, name="again.wav")

        assert answer["Location"].endswith(f"/edit/{Audio.objects.get().pk}/")

    def test_is_only_for_those_who_may(self, client, mina):
        client.force_login(mina)

        assert client.get(reverse("audio_library:add")).status_code == HTTPStatus.FOUND

    def test_is_only_for_our_own_form(self, ada, tape):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(ada)

        assert upload(strict, tape.read_bytes()).status_code == HTTPStatus.FORBIDDEN
        assert not Audio.objects.exists()


class TestTheLibrary:
    def test_lists_length_loudness_and_state(self, desk):
        recording(duration_ms=754_000, loudness_lufs=-16.2)

        page = desk.get(reverse("audio_library:index")).content.decode()

        assert "Rain at last" in page
        assert "12:34" in page
        assert "-16.2 LUFS" in page
        assert "Waiting" in page

    def test_asks_the_database_no_more_for_more_recordings(self, desk):
        def questions():
            with CaptureQueriesContext(connection) as asked:
                desk.get(reverse("audio_library:index"))
            return len(asked)

        recording()
        desk.get(reverse("audio_library:index"))
        for_one = questions()
        for number in range(9):
            recording(title=f"Tape {number}")

        assert questions() == for_one


class TestThePageOfARecording:
    @pytest.fixture
    def audio(self, tape, ada):
        return receive_recording(tape, file_name="a.wav", by=ada, at=FRIDAY_NOON).audio

    def test_shows_how_far_it_is(self, desk, audio):
        page = desk.get(reverse("audio_library:edit", args=[audio.pk])).content.decode()

        assert "Waiting for the worker" in page
        assert "data-unfinished" in page

    def test_shows_waveform_and_player_when_it_is_ready(self, desk, audio):
        prepare_audio.call(audio.pk)

        page = desk.get(reverse("audio_library:edit", args=[audio.pk])).content.decode()

        assert '<path d="M0 ' in page
        assert f'src="/audio/{audio.pk}-a.mp3"' in page
        assert "LUFS" in page

    def test_has_no_script_or_style_written_into_it_by_us(self, desk, audio):
        page = desk.get(reverse("audio_library:edit", args=[audio.pk])).content.decode()

        ours = page[page.index('class="recording"') : page.index("</section>")]
        assert "style=" not in ours
        assert "<script" not in ours

    def test_can_be_corrected(self, desk, audio):
        desk.post(
            reverse("audio_library:edit", args=[audio.pk]),
            {"title": "Rain at last", "rights": "KDEMO, all uses"},
        )

        audio.refresh_from_db()
        assert (audio.title, audio.rights) == ("Rain at last", "KDEMO, all uses")

    def test_tells_what_went_wrong_and_tries_again(self, desk, audio):
        audio.preparation.fail("The disk was full.", at=FRIDAY_NOON)
        queued().delete()
        page = desk.get(reverse("audio_library:edit", args=[audio.pk])).content.decode()
        assert "The disk was full." in page

        desk.post(reverse("audio_uploads:prepare", args=[audio.pk]))

        audio.preparation.refresh_from_db()
        assert audio.preparation.state == Preparation.State.WAITING
        assert queued().count() == 1

    def test_tells_its_state_alone(self, desk, audio):
        part = desk.get(reverse("audio_uploads:preparation", args=[audio.pk]))

        assert "<progress" in part.content.decode()
        assert "<html" not in part.content.decode()


class TestChoosingARecording:
    def test_offers_those_of_the_library(self, desk):
        recording()

        answer = desk.get(reverse("audio_chooser:choose"))

        assert "Rain at last" in answer.json()["html"]
