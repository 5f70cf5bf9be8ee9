"""Sources: what may be said of them, and the password that nobody makes up."""

import pytest
from django.core.exceptions import ValidationError

from callsign.newsroom.station.models import Service, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(station):
    return Service.objects.create(station=station, name="KDEMO 1", slug="kdemo")


def source(service, name="studio", kind="push", **said):
    return Source(service=service, name=name, kind=kind, **said)


class TestASourceThatAnEncoderConnectsTo:
    def test_is_given_a_password_that_stays(self, service):
        studio = source(service)
        studio.save()
        first = studio.password

        studio.save()

        assert len(first) == 21
        assert first.isalnum()
        assert studio.password == first

    def test_is_given_another_when_asked(self, service):
        studio = source(service)
        studio.save()
        first = studio.password

        told = studio.change_password()

        studio.refresh_from_db()
        assert told == studio.password != first

    def test_keeps_nothing_that_only_other_kinds_have(self, service):
        studio = source(service, url="https://kexmp.example/live", path="/srv/sound")

        studio.save()

        assert (studio.url, studio.path) == ("", "")


class TestASource:
    @pytest.mark.parametrize(
        "said",
        [
            {"kind": "pull"},
            {"kind": "pull", "url": "file:///etc/passwd"},
            {"kind": "pull", "url": "rtmp://kexmp.example/live"},
            {"kind": "files"},
            {"kind": "plan"},
            {"kind": "files", "path": "sound"},
            {"name": "Studio One"},
            {"name": "studio\n"},
            {"silence_s": 3_601},
            {"kind": "carrier-pigeon"},
        ],
    )
    def test_is_refused_when_air_could_not_use_it(self, service, said):
        with pytest.raises(ValidationError):
            source(service, **said).full_clean()

    def test_is_refused_where_another_has_its_name(self, service):
        source(service).save()

        with pytest.raises(ValidationError):
            source(service).full_clean()

    def test_is_allowed_to_be_silent_for_ever(self, service):
        source(service, kind="files", path="/srv/sound", silence_s=0).full_clean()


class TestAService:
    @pytest.mark.parametrize(
        "said",
        [
            {"renditions_kbps": "128, 128"},
            {"renditions_kbps": "loud"},
            {"renditions_kbps": "8"},
            {"renditions_kbps": ""},
            {"mp3_kbps": 8},
            {"delay_ms": 100},
            {"rewind_hours": 1_000},
            {"slug": "KDEMO_1"},
        ],
    )
    def test_is_refused_when_air_could_not_use_it(self, service, said):
        for name, value in said.items():
            setattr(service, name, value)

        with pytest.raises(ValidationError):
            service.full_clean()

    def test_may_forbid_to_rewind(self, service):
        service.rewind_hours = 0

        service.full_clean()
