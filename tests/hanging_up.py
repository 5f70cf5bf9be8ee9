"""Hanging up: the end of a request, as a server makes it, inside a test."""

from contextlib import contextmanager

from django.core.signals import request_finished
from django.db import close_old_connections


@contextmanager
def connection_kept():
    """
    Keep the test's database connection while a response is closed.

    Django's own test client does the same: a test's transaction outlives its requests.
    """
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_finished.connect(close_old_connections)
