"""Uploads that survive a bad line, spoken as a browser speaks tus."""

import base64
import errno
from datetime import timedelta
from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from callsign.newsroom.audio import files
from callsign.newsroom.audio.files import working_dir
from callsign.newsroom.audio.models import Audio, Upload
from callsign.newsroom.audio.receiving import remove_expired_uploads
from callsign.newsroom.audio.tus import LARGEST_BYTES
from tests.newsroom.audio.conftest import contents

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0", "HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def browser(client, ada):
    client.force_login(ada)
    return client


def begin(browser, length, name="rain_at_last.wav"):
    encoded = base64.b64encode(name.encode()).decode()
    return browser.post(
        reverse("audio_uploads:uploads"),
        HTTP_UPLOAD_LENGTH=str(length),
        HTTP_UPLOAD_METADATA=f"filename {encoded}",
        **TUS,
    )


def send(browser, address, piece, *, offset, **headers):
    return browser.patch(
        address,
        piece,
        content_type="application/offset+octet-stream",
        HTTP_UPLOAD_OFFSET=str(offset),
        **{**TUS, **headers},
    )


class TestSendingARecordingInPieces:
    def test_makes_a_recording_of_them(self, browser, tape):
        data = tape.read_bytes()
        address = begin(browser, len(data))["Location"]

        first = send(browser, address, data[:100_000], offset=0)
        second = send(browser, address, data[100_000:], offset=100_000)

        assert (first.status_code, first["Upload-Offset"]) == (204, "100000")
        assert (second.status_code, second["Upload-Offset"]) == (204, str(len(data)))
        audio = Audio.objects.get()
        assert contents(audio.master) == data
        assert browser.get(address, **TUS).json()["audio"] == {
            "id": audio.pk,
            "title": "rain at last",
            "duration": "0:03",
            "url": reverse("audio_library:edit", args=[audio.pk]),
            "known": False,
        }

    def test_says_where_it_is_after_a_break(self, browser, tape):
        data = tape.read_bytes()
        address = begin(browser, len(data))["Location"]
        send(browser, address, data[:70_000], offset=0)

        answer = browser.head(address, **TUS)

        assert (answer["Upload-Offset"], answer["Upload-Length"]) == (
            "70000",
            str(len(data)),
        )
        assert "no-store" in answer["Cache-Control"]

    def test_trusts_the_disk_more_than_the_database(self, browser, tape):
        """The power fails after bytes were written and before the row was."""
        data = tape.read_bytes()
        address = begin(browser, len(data))["Location"]
        send(browser, address, data[:70_000], offset=0)
        upload = Upload.objects.get()
        with upload.path.open("ab") as file:
            file.write(data[70_000:90_000])

        assert browser.head(address, **TUS)["Upload-Offset"] == "90000"
        send(browser, address, data[90_000:], offset=90_000)
        assert contents(Audio.objects.get().master) == data

    def test_finishes_what_a_server_that_died_did_not(self, browser, tape):
        data = tape.read_bytes()
        address = begin(browser, len(data))["Location"]
        Upload.objects.get().path.write_bytes(data)

        told = browser.get(address, **TUS).json()

        assert told["audio"]["title"] == "rain at last"

    def test_keeps_what_arrived_before_the_line_broke(self, browser, tape):
        data = tape.read_bytes()
        address = begin(browser, len(data))["Location"]
        pieces = iter([data[:5_000], b""])

        Upload.objects.get().append(
            lambda _: next(pieces), offset=0, length=9_000, at=timezone.now()
        )

        assert browser.head(address, **TUS)["Upload-Offset"] == "5000"

    def test_tells_when_the_library_has_it_already(self, browser, tape):
        data = tape.read_bytes()
        for _ in range(2):
            address = begin(browser, len(data))["Location"]
            send(browser, address, data, offset=0)

        assert Audio.objects.count() == 1
        assert browser.get(address, **TUS).json()["audio"]["known"] is True

    def test_can_be_called_off(self, browser):
        address = begin(browser, 5_000)["Location"]
        send(browser, address, b"RIFF", offset=0)
        path = Upload.objects.get().path

        assert browser.delete(address, **TUS).status_code == HTTPStatus.NO_CONTENT

        assert not path.exists()
        assert browser.head(address, **TUS).status_code == HTTPStatus.NOT_FOUND


class TestWhatIsRefused:
    def test_a_piece_from_the_wrong_place(self, browser):
        address = begin(browser, 5_000)["Location"]

        answer = send(browser, address, b"x" * 10, offset=7)

        assert answer.status_code == HTTPStatus.CONFLICT
        assert "at byte 0, not 7" in answer.json()["problem"]

    def test_more_than_was_announced(self, browser):
        address = begin(browser, 5_000)["Location"]

        answer = send(browser, address, b"x" * 6_000, offset=0)

        assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        assert browser.head(address, **TUS)["Upload-Offset"] == "0"

    @pytest.mark.parametrize(
        ("length", "status", "sentence"),
        [
            (0, 422, "0 bytes"),
            (LARGEST_BYTES + 1, 413, "the most is 2,147 MB"),
            ("a lot", 400, "whole number of bytes"),
            (-5, 400, "whole number of bytes"),
        ],
    )
    def test_a_length_no_recording_has(self, browser, length, status, sentence):
        answer = begin(browser, length)

        assert answer.status_code == status
        assert sentence in answer.json()["problem"]

    def test_what_turns_out_to_be_no_recording(self, browser):
        script = b"ADA OKAFOR, HOST: Rain at last."
        address = begin(browser, len(script))["Location"]

        send(browser, address, script, offset=0)

        told = browser.get(address, **TUS).json()
        assert told["problem"].startswith("This is a text file, not a recording.")
        assert told["audio"] is None
        assert not Upload.objects.get().path.exists()

    def test_a_sender_of_another_protocol(self, browser):
        answer = browser.post(reverse("audio_uploads:uploads"), HTTP_UPLOAD_LENGTH="5")

        assert answer.status_code == HTTPStatus.PRECONDITION_FAILED
        assert answer["Tus-Version"] == "1.0.0"

    def test_metadata_that_is_not_base64(self, browser):
        answer = browser.post(
            reverse("audio_uploads:uploads"),
            HTTP_UPLOAD_LENGTH="5",
            HTTP_UPLOAD_METADATA="filename rain!",
            **TUS,
        )

        assert answer.status_code == HTTPStatus.BAD_REQUEST

    def test_a_piece_while_another_is_written(self, browser):
        address = begin(browser, 5_000)["Location"]

        with Upload.objects.get().alone():
            answer = send(browser, address, b"x", offset=0)

        assert answer.status_code == HTTPStatus.LOCKED


class TestWhoMayUpload:
    def test_not_staff_without_the_permission(self, client, mina):
        client.force_login(mina)

        assert begin(client, 5_000).status_code == HTTPStatus.FORBIDDEN

    def test_nobody_from_outside(self, client, db):
        assert begin(client, 5_000).status_code == HTTPStatus.FORBIDDEN

    def test_nobody_goes_on_with_the_upload_of_another(self, browser, mina, client):
        address = begin(browser, 5_000)["Location"]
        Upload.objects.update(uploaded_by=mina)

        assert (
            send(browser, address, b"x", offset=0).status_code == HTTPStatus.NOT_FOUND
        )

    def test_no_page_of_another_site(self, ada, tape):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(ada)

        assert begin(strict, 5_000).status_code == HTTPStatus.FORBIDDEN


class TestADiskThatFillsUp:
    def test_refuses_to_begin_what_it_cannot_hold(self, browser, monkeypatch):
        monkeypatch.setattr(
            files.shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000)
        )

        answer = begin(browser, 5_000)

        assert answer.status_code == HTTPStatus.INSUFFICIENT_STORAGE
        assert "nothing that has arrived is lost" in answer.json()["problem"]

    def test_loses_nothing_in_the_middle(self, browser, tape, monkeypatch):
        data = tape.read_bytes()
        address = begin(browser, len(data))["Location"]
        send(browser, address, data[:50_000], offset=0)

        with monkeypatch.context() as full:
            full.setattr(Upload, "_write", disk_is_full)
            answer = send(browser, address, data[50_000:], offset=50_000)

        assert answer.status_code == HTTPStatus.INSUFFICIENT_STORAGE
        assert "free space, then continue" in answer.json()["problem"]
        assert browser.head(address, **TUS)["Upload-Offset"] == "60000"
        send(browser, address, data[60_000:], offset=60_000)
        assert contents(Audio.objects.get().master) == data


def disk_is_full(self, read, length):
    """Take ten thousand bytes more, then be full."""
    with self.path.open("ab") as file:
        file.write(read(10_000))
    raise OSError(errno.ENOSPC, "No space left on device")


class TestUploadsNobodyGoesOnWith:
    def test_are_forgotten_after_a_week(self, browser):
        begin(browser, 5_000)
        upload = Upload.objects.get()
        upload.path.write_bytes(b"RIFF")

        assert not Upload.objects.expired(
            at=timezone.now() + timedelta(days=6)
        ).exists()
        assert (
            Upload.objects.expired(at=timezone.now() + timedelta(days=8)).remove() == 1
        )
        assert not upload.path.exists()

    @pytest.mark.django_db
    def test_take_along_what_killed_processes_left(self, own_disk):
        stray = working_dir() / "rendition-7.mp3.part"
        stray.write_bytes(b"half of it")

        remove_expired_uploads(at=timezone.now() + timedelta(days=6))
        assert stray.exists()
        remove_expired_uploads(at=timezone.now() + timedelta(days=8))
        assert not stray.exists()

    def test_are_removed_by_a_command_too(self, browser, capsys):
        begin(browser, 5_000)
        Upload.objects.update(touched_at=timezone.now() - timedelta(days=8))

        call_command("remove_expired_uploads")

        assert capsys.readouterr().out == "1 removed\n"


def test_says_what_it_can_do(browser):
    answer = browser.options(reverse("audio_uploads:uploads"))

    assert answer["Tus-Extension"] == "creation,expiration,termination"
    assert answer["Tus-Max-Size"] == str(2 * 1024**3)
