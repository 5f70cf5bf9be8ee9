"""A service on the air, and a journal to write into."""

import pytest
from wagtail.models import Page, Site

from callsign.engines.stream.journal import Entry, Kind, line_of
from callsign.newsroom.station.models import Service, Source, Station
from tests.cast import CALL_SIGN, FRIDAY_NOON

NOON_MS = int(FRIDAY_NOON.timestamp() * 1_000)


class Paper:
    """A journal as air would write it: numbers rise, times are given."""

    def __init__(self, folder, run="a1"):
        self.folder, self.run, self.number = folder, run, 0

    def line(self, kind, service="kdemo", *, at_ms=NOON_MS, **details):
        self.number += 1
        return line_of(
            Entry(self.run, self.number, at_ms, Kind(kind), service, details)
        )

    def write(
        self, kind, service="kdemo", *, at_ms=NOON_MS, day="2026-11-20", **details
    ):
        line = self.line(kind, service, at_ms=at_ms, **details)
        with (self.folder / f"{day}.jsonl").open("a") as file:
            file.write(line)

    def segment(self, sequence, *, start_ms=None, **details):
        start_ms = NOON_MS + sequence * 1_984 if start_ms is None else start_ms
        self.write(
            *("segment", "kdemo"),
            at_ms=start_ms + 4_000,
            **{
                "sequence": sequence,
                "start_ms": start_ms,
                "duration_ms": 1_984,
                **details,
            },
        )


@pytest.fixture
def paper(tmp_path):
    folder = tmp_path / "journal"
    folder.mkdir()
    return Paper(folder)


@pytest.fixture
def service(db):
    station = Station.objects.create(
        site=Site.objects.first()
        or Site.objects.create(
            hostname="localhost", root_page=Page.get_first_root_node()
        ),
        call_sign=CALL_SIGN,
        name="KDEMO Public Radio",
        contact_email="newsroom@kdemo.example",
    )
    kdemo = Service.objects.create(station=station, name="KDEMO 89.7", slug="kdemo")
    Source.objects.create(service=kdemo, name="studio", kind="push")
    Source.objects.create(
        service=kdemo, name="programs", kind="files", path="/srv/s", position=1
    )
    return kdemo
