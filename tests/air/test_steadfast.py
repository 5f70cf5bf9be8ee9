"""Threads that go on after a mistake of our own."""

import logging
import threading

import pytest

from callsign.air.files import FilesSource
from callsign.air.plan import PlanSource
from callsign.air.pull import PullSource
from callsign.air.steadfast import LONGEST_PAUSE_S, keep_at
from tests.air.studio import ScriptedClock


class Pauses(ScriptedClock):
    """A clock that notes for how long somebody waited, and lets time pass at once."""

    def __init__(self):
        super().__init__()
        self.pauses = []

    def wait(self, ended, seconds):
        self.pauses.append(seconds)
        self.pass_by(seconds)
        return ended.is_set()


@pytest.fixture
def clock():
    return Pauses()


def failing(times):
    """Work that fails so many times, and then is done."""
    left = iter(range(times))

    def work():
        if next(left, None) is not None:
            raise ZeroDivisionError("http://source:secret@network.example")

    return work


class TestWork:
    def test_that_fails_is_begun_again_ever_more_slowly(self, clock):
        told = []

        keep_at(failing(9), ended=threading.Event(), clock=clock, tell=told.append)

        assert clock.pauses == [1, 2, 4, 8, 16, 32, 60, 60, LONGEST_PAUSE_S]
        assert len(told) == 9

    def test_that_went_well_for_a_while_is_begun_again_soon(self, clock):
        left = iter(range(3))

        def work():
            if next(left, None) is not None:
                clock.pass_by(61)
                raise ZeroDivisionError

        keep_at(work, ended=threading.Event(), clock=clock, tell=lambda text: None)

        assert clock.pauses == [1, 1, 1]

    def test_tells_the_log_all_and_engineers_no_secret(self, clock, caplog):
        told = []

        with caplog.at_level(logging.ERROR):
            keep_at(failing(1), ended=threading.Event(), clock=clock, tell=told.append)

        assert told == [
            "a mistake of air's own (ZeroDivisionError); it begins again in 1 s"
        ]
        assert "Traceback" in caplog.text

    def test_is_left_when_it_is_to_end(self, clock):
        ended = threading.Event()
        ended.set()

        keep_at(failing(1), ended=ended, clock=clock, tell=lambda text: None)

        assert clock.pauses == []


class TestASource:
    @pytest.mark.parametrize(
        ("kind", "work"),
        [(PullSource, "_pull"), (FilesSource, "_play"), (PlanSource, "_follow")],
    )
    def test_of_each_kind_goes_on(self, kind, work, clock, monkeypatch):
        done = []

        def fail_once(source):
            done.append(source)
            if len(done) == 1:
                raise ZeroDivisionError

        told = []
        source = object.__new__(kind)
        source.clock, source._ended = clock, threading.Event()
        monkeypatch.setattr(kind, work, fail_once)
        monkeypatch.setattr(kind, "tell_refused", lambda self, text: told.append(text))
        if kind is PlanSource:
            monkeypatch.setattr(kind, "_leave_reel", lambda self: None)
            source._fill = type("NoFill", (), {"cut": staticmethod(lambda: None)})

        source._run()

        assert len(done) == 2 and len(told) == 1
