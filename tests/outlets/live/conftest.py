"""KDEMO and its two services, before anybody published anything."""

import pytest
from wagtail.models import Site

from callsign.newsroom.station.models import Service, Station
from callsign.outlets.frontpage.actions import lay_out
from tests.cast import CALL_SIGN


@pytest.fixture
def station(db):
    site = Site.objects.get()
    lay_out(site)
    return Station.objects.create(site=site, call_sign=CALL_SIGN, name="KDEMO Radio")


@pytest.fixture
def kdemo(station):
    return Service.objects.create(
        station=station, name="KDEMO 89.7", slug="kdemo", dial="89.7 FM", mp3_kbps=96
    )


@pytest.fixture
def jazz(station, kdemo):
    return Service.objects.create(
        station=station, name="KDEMO Jazz", slug="jazz", position=1
    )
