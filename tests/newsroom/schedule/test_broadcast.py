"""Broadcasts: what was heard stays as it was."""

from datetime import UTC, datetime, timedelta

import pytest

from callsign.newsroom.programs.models import Episode
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, HasEnded

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def desk(service, grid):
    plan_broadcasts(service, at=MONDAY)
    return Broadcast.objects.on(service).covering(MONDAY).get()


class TestABroadcastThatHasEnded:
    @pytest.mark.parametrize(
        ("name", "value"),
        [("title", "Another"), ("starts_at", MONDAY), ("ends_at", LATER)],
    )
    def test_is_not_changed(self, desk, name, value):
        setattr(desk, name, value)

        with pytest.raises(HasEnded, match=name):
            desk.save(at=LATER)

    def test_does_not_get_another_program(self, desk, programs):
        desk.program = programs["night"]

        with pytest.raises(HasEnded, match="program_id"):
            desk.save(update_fields=["program"], at=LATER)

    def test_is_not_deleted(self, desk):
        with pytest.raises(HasEnded):
            desk.delete(at=LATER)

    def test_learns_its_episode_and_what_was_as_run(self, desk, programs):
        desk.episode = programs["local-desk"].add_child(
            instance=Episode(title="The levee")
        )
        desk.aired_from, desk.aired_until = MONDAY, LATER

        desk.save(at=LATER)

        desk.refresh_from_db()
        assert (desk.aired_from, desk.episode.title) == (MONDAY, "The levee")


class TestABroadcastToCome:
    def test_may_be_changed_and_deleted(self, desk):
        desk.title = "The levee"
        desk.save(at=MONDAY)
        desk.delete(at=MONDAY)

        assert not Broadcast.objects.filter(pk=desk.pk).exists()
