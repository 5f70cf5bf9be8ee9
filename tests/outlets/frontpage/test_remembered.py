"""Remembering what was read, as long as nothing changed."""

import pytest

from callsign.newsroom.station.changes import content_changed
from callsign.outlets.frontpage.remembered import Remembered


@pytest.mark.django_db(transaction=True)
class TestRemembering:
    def test_reads_once_in_a_generation(self):
        readings = iter(["first", "second"])
        remembered = Remembered(at_most=2)

        assert remembered.recall("crest", lambda: next(readings)) == "first"
        assert remembered.recall("crest", lambda: next(readings)) == "first"

        content_changed()

        assert remembered.recall("crest", lambda: next(readings)) == "second"

    def test_does_not_remember_that_there_was_nothing(self):
        remembered = Remembered(at_most=2)

        assert remembered.recall("crest", lambda: None) is None
        assert remembered.recall("crest", lambda: "the crest") == "the crest"

    def test_forgets_the_oldest_when_there_are_too_many(self):
        remembered = Remembered(at_most=2)
        for key in ("one", "two", "three"):
            remembered.recall(key, lambda key=key: key)

        assert remembered.recall("three", lambda: "again") == "three"
        assert remembered.recall("one", lambda: "again") == "again"


@pytest.mark.django_db
class TestInsideATransaction:
    def test_nothing_is_remembered_that_others_cannot_see(self):
        remembered = Remembered(at_most=2)

        assert remembered.recall("crest", lambda: "a draft") == "a draft"
        assert remembered.recall("crest", lambda: "the crest") == "the crest"
