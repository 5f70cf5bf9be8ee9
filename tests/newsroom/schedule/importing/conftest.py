"""Reading a file as the service's grid."""

from datetime import UTC, datetime

import pytest

from callsign.newsroom.schedule.importing.applying import Import
from callsign.newsroom.schedule.importing.reading import read_files

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago


@pytest.fixture
def read(service, programs):
    def read_it(*texts, at=MONDAY):
        return read_files([text.encode() for text in texts], service, at=at)

    return read_it


@pytest.fixture
def bring(service, mina, read):
    def bring_it(*texts, replaces=False, at=MONDAY):
        wanted = read(*texts, at=at)
        changes = Import(service, wanted, replaces=replaces).save(
            by=mina, reason="imported", at=at
        )
        return wanted, changes

    return bring_it
