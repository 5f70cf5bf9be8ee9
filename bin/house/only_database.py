"""A pytest plugin: keep only the tests that use the database, to run them on another one."""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    others = [item for item in items if not uses_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = filter(uses_database, items)


def uses_database(item: pytest.Item) -> bool:
    """Return whether a test is marked for the database or gets it from a fixture."""
    fixtures = getattr(item, "fixturenames", ())
    return bool(
        item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(fixtures)
    )
