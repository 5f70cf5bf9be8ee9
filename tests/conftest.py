"""What every test stands on: see also settings.py."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.migrated import KeptDatabase

# A machine that is busy is no reason for a test to fail; benches measure time.
settings.register_profile("callsign", deadline=None)
settings.load_profile("callsign")


@pytest.fixture(scope="session")
def kept_database(
    pytestconfig: pytest.Config, django_db_modify_db_settings: None
) -> Iterator[KeptDatabase]:
    """The database that the migrations make, if a run before this one has kept it."""
    kept = KeptDatabase(pytestconfig.cache.mkdir("migrated"))
    kept.put_in_place()
    yield kept
    kept.let_go()


@pytest.fixture(scope="session")
def django_db_setup(kept_database, django_db_setup, django_db_blocker) -> None:
    """Copy the database, or make it and keep it for the next run."""
    with django_db_blocker.unblock():
        kept_database.keep()
