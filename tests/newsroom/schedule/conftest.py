"""KDEMO with programs, and a grid that plans its day."""

from datetime import date, time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from wagtail.models import Page, Site

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.schedule.models import GridState, Slot
from callsign.newsroom.station.models import Service, Station
from tests.cast import CALL_SIGN, EDITOR
from tests.newsroom.schedule.desk import Desk

WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


@pytest.fixture
def mina(db):
    return get_user_model().objects.create_user(
        "mina", first_name="Mina", last_name=EDITOR.split()[-1]
    )


@pytest.fixture
def service(db):
    root = Page.get_first_root_node()
    site = Site.objects.first() or Site.objects.create(
        hostname="localhost", root_page=root
    )
    station = Station.objects.create(
        site=site, call_sign=CALL_SIGN, name="KDEMO Public Radio"
    )
    return Service.objects.create(station=station, name="KDEMO 89.7", slug="kdemo")


@pytest.fixture
def programs(service):
    shelf = Page.get_first_root_node().add_child(
        instance=ProgramShelf(title="Programs", slug="programs")
    )
    titles = {
        "local-desk": "Local Desk",
        "talk": "Talk of the Flats",
        "night": "Night Owl",
        "music": "KDEMO Music",
        "harvest": "Harvest Hour",
    }
    return {
        slug: shelf.add_child(instance=Program(title=title, slug=slug))
        for slug, title in titles.items()
    }


@pytest.fixture
def grid(service, programs):
    """Weekdays a desk and a talk, every night the owl, music in between."""
    GridState.objects.create(service=service, default_program=programs["music"])
    return {
        key: Slot.objects.create(
            service=service,
            key=key,
            program=programs[key],
            layer=Layer.BASE,
            rule=rule,
            local_start=time(start),
            local_end=time(end),
            valid_from=date(2026, 1, 5),
        )
        for key, rule, start, end in (
            ("local-desk", WEEKDAYS, 9, 10),
            ("talk", WEEKDAYS, 10, 12),
            ("night", "FREQ=DAILY", 22, 2),
        )
    }


@pytest.fixture
def desk(client, mina):
    """Mina at the desk, where she may change the grid."""
    for codename in ("access_admin", "change_slot"):
        mina.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(mina)
    return Desk(client)
