"""The rounds: broadcasts planned in time, and the end of each told once."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from callsign.newsroom.logbook.rounds import go_round as go_round_the_logbook
from callsign.newsroom.programs.models import Carriage, Episode
from callsign.newsroom.schedule import rounds
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, Ending, GridState
from callsign.newsroom.schedule.rounds import go_round
from callsign.newsroom.schedule.signals import broadcast_ended, broadcasts_changed

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ends():
    heard = []

    def listen(broadcast, **_):
        heard.append((broadcast.shown_title, broadcast.ends_at))

    broadcast_ended.connect(listen)
    yield heard
    broadcast_ended.disconnect(listen)


@pytest.fixture
def planned(monkeypatch):
    """When grids were planned."""
    moments = []

    def note(service, *, at):
        moments.append(at)
        return plan_broadcasts(service, at=at)

    monkeypatch.setattr(rounds, "plan_broadcasts", note)
    return moments


class TestPlanning:
    def test_happens_with_the_rounds_of_the_logbook(
        self, service, grid, settings, tmp_path
    ):
        settings.DATA_DIR = tmp_path

        go_round_the_logbook(at=MONDAY, watching_since=MONDAY)

        assert Broadcast.objects.on(service).covering(MONDAY).exists()

    def test_happens_every_ten_minutes(self, service, grid, planned):
        for minutes in (0, 1, 9, 10, 11, 20):
            go_round(at=MONDAY + minutes * MINUTE)

        assert planned == [MONDAY, MONDAY + 10 * MINUTE, MONDAY + 20 * MINUTE]

    @pytest.mark.parametrize("changed", ["program", "episode", "carriage", "service"])
    def test_happens_soon_after_what_broadcasts_show_was_saved(
        self, service, grid, programs, planned, changed
    ):
        go_round(at=MONDAY)
        desk = programs["local-desk"]
        if changed == "episode":
            desk.add_child(
                instance=Episode(title="The levee", aired_on=date(2026, 11, 24))
            )
        elif changed == "carriage":
            Carriage.objects.create(program=desk, station=service.station)
        else:
            (desk if changed == "program" else service).save()

        go_round(at=MONDAY + MINUTE)

        assert planned == [MONDAY, MONDAY + MINUTE]

    def test_leaves_a_service_alone_that_nobody_planned(self, service):
        go_round(at=MONDAY)

        assert not Broadcast.objects.exists()

    def test_of_one_grid_that_fails_is_logged_and_tried_again(
        self, service, grid, monkeypatch, caplog
    ):
        def fail(*_, **__):
            raise ValueError("a zone that is none")

        monkeypatch.setattr(rounds, "plan_broadcasts", fail)
        with caplog.at_level(logging.ERROR):
            go_round(at=MONDAY)

        assert "a zone that is none" in caplog.text
        assert GridState.objects.get().planned_at is None

    def test_writes_nothing_when_nothing_has_changed(
        self, service, grid, django_capture_on_commit_callbacks
    ):
        go_round(at=MONDAY)
        heard = []

        def listen(**told):
            heard.append(told["service"])

        broadcasts_changed.connect(listen)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                go_round(at=MONDAY + 10 * MINUTE)
        finally:
            broadcasts_changed.disconnect(listen)
        assert heard == []


class TestTheEndOfABroadcast:
    def test_is_told_once(self, service, grid, ends):
        go_round(at=MONDAY)
        for minutes in (29, 30, 31, 45):
            go_round(at=MONDAY + minutes * MINUTE)

        assert ends == [("Local Desk", MONDAY + 30 * MINUTE)]

    def test_is_told_after_the_worker_was_away(self, service, grid, ends):
        go_round(at=MONDAY)

        go_round(at=MONDAY + timedelta(hours=3))

        assert [title for title, _ in ends] == ["Local Desk", "Talk of the Flats"]

    def test_is_told_again_when_the_worker_died_telling(self, service, grid, ends):
        go_round(at=MONDAY)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            go_round(at=MONDAY + 30 * MINUTE)
            raise KeyboardInterrupt

        go_round(at=MONDAY + 31 * MINUTE)

        assert len(ends) == 2  # what the first wrote went with it
        assert Ending.objects.count() == 1

    def test_is_told_by_one_of_two_workers(self, service, grid, ends, monkeypatch):
        go_round(at=MONDAY)
        [ended] = Broadcast.objects.filter(starts_at=MONDAY - 30 * MINUTE)
        # The other worker told it between our looking and our telling.
        Ending.objects.create(broadcast=ended, told_at=MONDAY)
        monkeypatch.setattr(rounds, "untold", lambda **_: [ended])

        go_round(at=MONDAY + 30 * MINUTE)

        assert ends == []

    def test_is_told_to_others_when_one_listener_fails(
        self, service, grid, ends, caplog
    ):
        def fail(**_):
            raise ValueError("no disk")

        go_round(at=MONDAY)
        broadcast_ended.connect(fail)
        try:
            go_round(at=MONDAY + 30 * MINUTE)
        finally:
            broadcast_ended.disconnect(fail)
        assert len(ends) == 1
        assert "no disk" in caplog.text
