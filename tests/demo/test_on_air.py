"""The demo on the air: what its services play."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Site

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.schedule.models import Identification
from callsign.newsroom.station.models import Service, Source, Station
from demo.on_air import name_services, put_on_air
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


class TestTheDemo:
    def test_follows_the_plan_on_both_services(self, services, tmp_path):
        put_on_air(services, tmp_path)

        assert [one.kind for one in Source.objects.all()] == ["plan", "plan"]
        assert (tmp_path / "Between boats.mp3").is_file()
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
        assert services[1].sources.get().name == "schedule"

    def test_says_its_name_on_both_services(self, services):
        at = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
        name_services(services, at=at)
        name_services(services, at=at)

        assert Identification.objects.count() == 2
        assert Audio.objects.get().title == "This is KDEMO"
