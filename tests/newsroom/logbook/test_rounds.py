"""The rounds: when they begin, and that nothing ends them."""

import logging
import threading
from datetime import timedelta

import pytest

from callsign.newsroom.logbook import receivers, rounds
from callsign.newsroom.station.management.commands.work import Command
from callsign.newsroom.station.signals import worker_ended, worker_started
from tests.cast import FRIDAY_NOON


class TestTheRounds:
    def test_begin_with_the_worker(self, monkeypatch):
        begun = []
        monkeypatch.setattr(
            receivers.Rounds, "start", lambda going: begun.append(going)
        )

        receivers.go_round_from_now_on()

        assert begun == receivers.going
        assert begun[0].daemon
        receivers.going.clear()

    @pytest.mark.django_db
    def test_end_with_the_worker(self, monkeypatch):
        monkeypatch.setattr(rounds, "close_old_connections", lambda: None)
        receivers.go_round_from_now_on()
        [going] = receivers.going

        worker_ended.send(sender=Command)

        assert not going.is_alive()
        assert receivers.going == []

    @pytest.mark.django_db
    def test_tell_air_of_what_has_come_near(self, monkeypatch):
        told = threading.Event()
        monkeypatch.setattr(rounds, "close_old_connections", lambda: None)
        monkeypatch.setattr(rounds, "go_round", lambda **_: None)
        monkeypatch.setattr(rounds, "AIR_TOLD_EVERY", timedelta(0))
        monkeypatch.setattr(rounds, "tell_air", told.set)
        going = rounds.Rounds(every_s=0.01)

        going.start()

        assert told.wait(20)
        going.end()

    def test_are_heard_by_no_other_sender(self, monkeypatch):
        monkeypatch.setattr(receivers.Rounds, "start", lambda rounds: pytest.fail())

        answers = worker_started._live_receivers(sender=None)

        assert receivers.go_round_from_now_on not in answers[0]
        assert (
            receivers.go_round_from_now_on
            in (worker_started._live_receivers(sender=Command)[0])
        )

    def test_go_on_after_a_round_that_failed(self, monkeypatch, caplog):
        went = threading.Event()
        seen = []

        def go_round(**when):
            seen.append(when)
            if len(seen) < 2:
                raise RuntimeError("the database is starting up")
            went.set()

        monkeypatch.setattr(rounds, "go_round", go_round)
        monkeypatch.setattr(rounds, "close_old_connections", lambda: None)
        going = rounds.Rounds(every_s=0.01)

        with caplog.at_level(logging.ERROR):
            going.start()
            assert went.wait(10)
            going.end()

        assert "the database is starting up" in caplog.text

    @pytest.mark.django_db
    def test_find_an_empty_station_in_order(self, tmp_path, settings):
        settings.DATA_DIR = tmp_path

        rounds.go_round(at=FRIDAY_NOON, watching_since=FRIDAY_NOON)
