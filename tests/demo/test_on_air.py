"""The demo on the air: what its services play."""

import pytest
from wagtail.models import Site

from callsign.newsroom.station.models import Service, Source, Station
from demo.on_air import put_on_air
from tests.cast import CALL_SIGN

pytestmark = pytest.mark.django_db


@pytest.fixture
def services():
    station = Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO Public Radio"
    )
    return [
        Service.objects.create(station=station, name=slug, slug=slug)
        for slug in ("kdemo", "jazz")
    ]


def played(playlist):
    return playlist.read_text(encoding="utf-8").splitlines()


class TestTheDemo:
    def test_plays_all_its_recordings_on_both_services(self, services, tmp_path):
        put_on_air(services, tmp_path)

        first, second = (played(tmp_path / f"{one.slug}.m3u") for one in services)
        assert sorted(first) == sorted(second)
        assert first[0] != second[0]
        assert "Kessler bridge.mp3" in first
        assert all((tmp_path / name).is_file() for name in first)
        for source in Source.objects.all():
            source.full_clean()

    def test_can_be_put_on_the_air_twice(self, services, tmp_path):
        put_on_air(services, tmp_path)
        put_on_air(services, tmp_path)

        assert Source.objects.count() == 2

    def test_leaves_a_service_what_somebody_gave_it(self, services, tmp_path):
        Source.objects.create(service=services[0], name="studio", kind="push")

        put_on_air(services, tmp_path)

        assert services[0].sources.get().name == "studio"
        assert services[1].sources.get().name == "programs"
