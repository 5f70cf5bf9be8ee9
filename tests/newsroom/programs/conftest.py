"""KDEMO's program shelf, and somebody who may do everything."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.station.models import Station
from tests.cast import CALL_SIGN


@pytest.fixture
def station(db):
    root = Page.get_first_root_node()
    site = Site.objects.first() or Site.objects.create(
        hostname="localhost", root_page=root
    )
    return Station.objects.create(site=site, call_sign=CALL_SIGN, name="KDEMO")


@pytest.fixture
def program(station):
    shelf = station.site.root_page.add_child(
        instance=ProgramShelf(title="Programs", slug="programs")
    )
    return shelf.add_child(instance=Program(title="Local Desk", slug="local-desk"))


@pytest.fixture
def at_desk(client, db):
    user = get_user_model().objects.create_superuser("mina", "mina@kdemo.example", "x")
    client.force_login(user)
    return client
