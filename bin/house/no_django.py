"""A pytest plugin in the place of pytest-django, for tests that must not need it."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    # pyproject.toml names the settings for pytest-django. With that plugin away the
    # name would be unknown, and an unknown name stops pytest (--strict-config).
    parser.addini("DJANGO_SETTINGS_MODULE", "not used without Django")
