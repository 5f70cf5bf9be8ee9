"""KDEMO and its two services; its programs, its grid and a week of broadcasts."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from wagtail.models import Site

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.people.models import Byline, Person
from callsign.newsroom.programs.models import Program, ProgramHost
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import GridState, Slot
from callsign.newsroom.station.models import Service, Station
from callsign.outlets.frontpage.actions import lay_out
from tests.cast import CALL_SIGN, HOST

MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)  # midnight in Chicago
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def local(hour, minute=0, *, day=23):
    """A moment of the week, by Chicago's clock."""
    return datetime(2026, 11, day, 6, tzinfo=UTC) + timedelta(
        hours=hour, minutes=minute
    )


@pytest.fixture
def layout(db):
    return lay_out(Site.objects.get())


@pytest.fixture
def station(layout):
    return Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO Radio"
    )


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


@pytest.fixture
def ada(db):
    return Person.objects.create(name=HOST, slug="ada-okafor", title="Host")


@pytest.fixture
def programs(layout, ada):
    titles = {
        "local-desk": "Local Desk",
        "talk": "Talk of the Flats",
        "night": "Night Owl",
        "music": "KDEMO Music",
    }
    made = {
        slug: layout.programs.add_child(
            instance=Program(
                title=title, slug=slug, teaser=f"About {title}.", live=True
            )
        )
        for slug, title in titles.items()
    }
    ProgramHost.objects.create(
        program=made["local-desk"], person=ada, credit=Byline.Credit.HOST
    )
    return made


@pytest.fixture
def grid(kdemo, programs):
    """Weekdays a desk and a talk, every night the owl, music in between."""
    GridState.objects.create(service=kdemo, default_program=programs["music"])
    return {
        key: Slot.objects.create(
            service=kdemo,
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
def planned(grid, kdemo):
    """Eight weeks of broadcasts, from Monday, November 23, on."""
    plan_broadcasts(kdemo, at=MONDAY)
    return kdemo
