"""What a change took from the grid, calendars are told."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from icalendar import Calendar

from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.edits import OverrideEdit, SlotEdit
from callsign.newsroom.schedule.models import GridState, Slot
from callsign.newsroom.schedule.planning import save_edit, undo
from tests.outlets.live.conftest import MONDAY, local

TUESDAY, WEDNESDAY = (
    f"kdemo.local-desk.2026-11-{day}.0@testserver" for day in (24, 25)
)


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local(9, 30))


@pytest.fixture
def edit(planned, monkeypatch):
    """Return a way to save an edit of the grid, at half past nine."""

    def save(*edits, at=None):
        number = GridState.objects.get(service=planned).number
        at = at or local(9, 30)
        return save_edit(planned, edits, number=number, by=None, reason="a test", at=at)

    return save


def told(client):
    """Return each event's status and sequence, by its name."""
    events = Calendar.from_ical(client.get("/schedule/kdemo.ics").content)
    return {
        str(event["uid"]): SimpleNamespace(
            status=str(event["status"]),
            sequence=int(event["sequence"]),
            title=str(event["summary"]),
            starts_at=event["dtstart"].dt,
        )
        for event in events.walk("VEVENT")
    }


def canceled(events):
    return {uid for uid, one in events.items() if one.status == "CANCELLED"}


class TestASlotThatIsWithdrawn:
    def test_is_canceled_on_each_of_its_dates(self, client, edit):
        before = told(client)
        edit(SlotEdit("talk", {"is_withdrawn": True}))
        after = told(client)

        talks = {uid for uid in before if ".talk." in uid}
        assert canceled(after) == talks
        assert len(talks) == 40
        assert all(after[uid].sequence > before[uid].sequence for uid in talks)
        assert all(after[uid].title == "Talk of the Flats" for uid in talks)
        assert all(after[uid].starts_at == before[uid].starts_at for uid in talks)

    def test_is_not_canceled_where_it_was_heard(self, client, edit):
        edit(SlotEdit("local-desk", {"is_withdrawn": True}))

        # On the air since nine, and cut short.
        desk = told(client)["kdemo.local-desk.2026-11-23.0@testserver"]
        assert desk.status == "CONFIRMED"

    def test_is_confirmed_again_when_that_is_undone(self, client, edit):
        change = edit(SlotEdit("talk", {"is_withdrawn": True}))
        between = told(client)
        undo(change, by=None, at=local(9, 30))
        after = told(client)

        assert not canceled(after)
        assert all(
            after[uid].sequence > between[uid].sequence for uid in canceled(between)
        )

    def test_is_not_told_of_dates_that_nobody_had_heard_of(
        self, client, edit, monkeypatch
    ):
        edit(SlotEdit("talk", {"is_withdrawn": True}))
        later = local(9, 30) + timedelta(weeks=4)
        monkeypatch.setattr(timezone, "now", lambda: later)

        assert len(canceled(told(client))) == 20

    def test_is_forgotten_after_eight_weeks(self, client, edit, monkeypatch):
        edit(SlotEdit("talk", {"is_withdrawn": True}))
        later = local(9, 30) + timedelta(weeks=8, days=2)
        monkeypatch.setattr(timezone, "now", lambda: later)

        assert not canceled(told(client))


class TestASlotThatAirsOnFewerDays:
    def test_is_canceled_on_the_others(self, client, edit):
        edit(SlotEdit("local-desk", {"rule": "FREQ=WEEKLY;BYDAY=MO,WE,TH,FR"}))
        events = told(client)

        assert events[TUESDAY].status == "CANCELLED"
        assert events[TUESDAY].starts_at == local(9, day=24)
        assert events[WEDNESDAY].status == "CONFIRMED"
        assert len(canceled(events)) == 8

    def test_is_canceled_after_its_end(self, client, edit):
        edit(SlotEdit("local-desk", {"valid_until": "2026-11-24"}))

        assert WEDNESDAY in canceled(told(client))
        assert TUESDAY not in canceled(told(client))

    def test_is_not_canceled_for_another_title(self, client, edit):
        edit(SlotEdit("local-desk", {"title": "The Desk"}))
        events = told(client)

        assert not canceled(events)
        assert events[TUESDAY].title == "The Desk"


class TestADateThatIsCanceled:
    def test_raises_the_sequence(self, client, edit):
        before = told(client)[TUESDAY]
        edit(OverrideEdit("local-desk", {"date": "2026-11-24", "do": "cancel"}))
        after = told(client)[TUESDAY]

        assert (before.status, after.status) == ("CONFIRMED", "CANCELLED")
        assert after.sequence > before.sequence
        assert after.starts_at == before.starts_at

    def test_is_told_of_once_when_its_slot_goes_too(self, client, edit):
        edit(OverrideEdit("talk", {"date": "2026-11-24", "do": "cancel"}))
        edit(SlotEdit("talk", {"is_withdrawn": True}))

        answer = client.get("/schedule/kdemo.ics").content
        assert answer.count(b"UID:kdemo.talk.2026-11-24.0@") == 1


class TestAMove:
    def test_raises_the_sequence(self, client, edit):
        before = told(client)[TUESDAY]
        edit(
            OverrideEdit(
                "local-desk",
                {"date": "2026-11-24", "do": "move", "local_start": "13:00"},
            )
        )
        after = told(client)[TUESDAY]

        assert after.status == "CONFIRMED"
        assert after.starts_at == local(13, day=24)
        assert after.sequence > before.sequence


def test_a_slot_that_a_special_covers_is_not_called_canceled(client, edit, planned):
    special = {
        "program_id": Slot.objects.get(service=planned, key="talk").program_id,
        "layer": 5,
        "local_start": "09:00",
        "local_end": "12:00",
        "valid_from": f"{date(2026, 11, 24)}",
    }
    edit(SlotEdit("a-special", special))
    edit(SlotEdit("local-desk", {"title": "The Desk"}))
    plan_broadcasts(planned, at=MONDAY)

    assert TUESDAY not in told(client)
