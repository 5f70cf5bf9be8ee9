"""The file that air reads: what is in it, when it changes, and who may read it."""

import json
import stat
import threading

import pytest
from django.core.management import CommandError, call_command

from callsign.engines.stream.configuration import Misconfigured, read_configuration
from callsign.newsroom.station import air_configuration as writing
from callsign.newsroom.station.models import Service, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def service(station):
    return Service.objects.create(station=station, name="KDEMO 1", slug="kdemo")


@pytest.fixture
def studio(service):
    return Source.objects.create(service=service, name="studio", kind="push")


class TestTheConfiguration:
    def test_is_what_air_reads(self, service, studio, settings):
        settings.AIR_LISTEN, settings.AIR_URL = "0.0.0.0:8200", "https://kdemo.example"
        Source.objects.create(
            service=service, name="programs", kind="files", path="/srv/s", position=9
        )
        Source.objects.create(
            service=service, name="network", kind="pull", url="https://x.example/1"
        )

        read = read_configuration(writing.air_configuration())

        assert (read.host, read.port) == ("0.0.0.0", 8200)
        assert read.base_url == "https://kdemo.example"
        (kdemo,) = read.services
        assert [one.name for one in kdemo.sources] == ["studio", "network", "programs"]
        assert kdemo.sources[0].password == studio.password
        assert (kdemo.renditions_kbps, kdemo.mp3_kbps) == ((128, 48), 128)
        assert (kdemo.delay_ms, kdemo.rewind_hours) == (2_000, 24)

    def test_names_what_is_wrong_with_where_air_listens(self, station, settings):
        settings.AIR_LISTEN = "8100"

        with pytest.raises(Misconfigured, match="CALLSIGN_AIR_LISTEN"):
            writing.air_configuration()


class TestTwoChangesAtOnce:
    def test_leave_the_later_one(self, data, monkeypatch):
        """The first reads the database, and is slow to write."""
        second_has_written = threading.Event()
        texts = iter(["first", "second"])

        def read(**_):
            text = next(texts)
            if text == "first":
                second.start()
                second_has_written.wait(0.5)
            return text

        def write_second():
            writing.write_air_configuration()
            second_has_written.set()

        second = threading.Thread(target=write_second)
        monkeypatch.setattr(writing, "air_configuration", read)

        writing.write_air_configuration()
        second.join()

        assert (data / "air" / "air.json").read_text() == "second"


class TestTheFile:
    def test_is_for_its_owner_alone(self, data, studio):
        writing.write_air_configuration()

        mode = (data / "air/air.json").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600

    def test_is_left_alone_when_nothing_changed(self, data, studio):
        assert writing.write_air_configuration()
        before = (data / "air/air.json").stat()

        assert not writing.write_air_configuration()

        assert (data / "air/air.json").stat() == before

    def test_stays_when_air_could_not_use_the_new_one(self, data, service, caplog):
        writing.write_air_configuration()
        before = (data / "air/air.json").read_text()
        Service.objects.filter(pk=service.pk).update(slug="KDEMO_1")

        writing.tell_air()

        assert (data / "air/air.json").read_text() == before
        assert "KDEMO_1" in caplog.text

    def test_leaves_nothing_beside_it_when_the_disk_is_full(
        self, data, studio, monkeypatch, caplog
    ):
        def full(handle):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(writing.os, "fsync", full)

        writing.tell_air()

        assert [one.name for one in (data / "air").iterdir()] == [writing.LOCK]
        assert "No space left" in caplog.text


class TestAChange:
    def test_is_told_once_when_it_is_committed(
        self, data, request, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            studio = request.getfixturevalue("studio")
            studio.service.name = "KDEMO One"
            studio.service.save()

        told = json.loads((data / "air/air.json").read_text())
        assert told["services"][0]["title"] == "KDEMO One"
        assert told["services"][0]["sources"][0]["name"] == "studio"
        assert callbacks.count(writing.tell_air) == 1

    def test_is_told_when_something_is_deleted(
        self, data, request, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            request.getfixturevalue("studio").delete()

        told = json.loads((data / "air/air.json").read_text())
        assert told["services"][0]["sources"] == []


class TestTheCommand:
    def test_writes_the_file(self, data, studio, capsys):
        call_command("air_configuration")

        assert (data / "air/air.json").exists()
        assert "written" in capsys.readouterr().out

    def test_says_why_it_could_not(self, data, service):
        Service.objects.filter(pk=service.pk).update(slug="KDEMO_1")

        with pytest.raises(CommandError, match="KDEMO_1"):
            call_command("air_configuration")
