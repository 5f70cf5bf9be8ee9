"""Hanging up: a request's beginning and end, as a server makes them, inside a test."""

from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@contextmanager
def connection_kept():
    """
    Keep the test's database connection while a request begins or a response is closed.

    Django's own test client does the same: a test's transaction outlives its requests.
    """
    edges = (request_started, request_finished)
    for edge in edges:
        edge.disconnect(close_old_connections)
    try:
        yield
    finally:
        for edge in edges:
            edge.connect(close_old_connections)
