"""The grid file: brought in, written out, and the same again."""

import json

import pytest

from callsign.newsroom.schedule.exporting import exported
from callsign.newsroom.schedule.importing.wanted import Unreadable
from callsign.newsroom.schedule.models import Broadcast, Override, Slot
from callsign.newsroom.schedule.planning import undo
from tests.newsroom.schedule.importing.conftest import MONDAY


def slot(**values):
    return {
        "id": "desk",
        "program": "local-desk",
        "layer": "base",
        "rrule": "FREQ=DAILY",
        "local_start": "9:00",
        "local_end": "24:00",
        "valid_from": "2026-01-05",
        "valid_until": None,
        **values,
    }


def document(*slots, **values):
    return json.dumps(
        {"zone": "America/Chicago", "default": "music", "slots": list(slots), **values}
    )


AGAIN = slot(id="again", rerun_of="desk", rerun_after_days=1, local_start="03:00")
CANCEL = {"slot": "desk", "date": "2026-11-26", "do": "cancel", "reason": "Feast"}
WHOLE = document(slot(), AGAIN, overrides=[CANCEL])


class TestAGridFile:
    def test_becomes_slots_exceptions_and_broadcasts(self, service, bring):
        _, changes = bring(WHOLE)

        assert [change.number for change in changes] == [1, 2]
        desk, again = Slot.objects.order_by("pk")
        assert (desk.local_end.hour, again.rerun_of) == (0, desk)
        assert Override.objects.get().reason == "Feast"
        assert Broadcast.objects.on(service).covering(MONDAY).get().slot == desk

    def test_changes_nothing_the_second_time(self, bring):
        bring(WHOLE)

        assert bring(WHOLE)[1] == []

    def test_comes_out_as_it_went_in(self, service, bring):
        bring(WHOLE)
        text = json.dumps(exported(service))

        assert bring(text)[1] == []
        [row] = [row for row in json.loads(text)["slots"] if row["id"] == "again"]
        assert (row["rerun_of"], row["rerun_after_days"]) == ("desk", 1)

    def test_can_be_undone(self, service, bring, mina):
        _, changes = bring(WHOLE)

        for change in reversed(changes):
            undo(change, by=mina, at=MONDAY)

        assert not Slot.objects.standing(service).exists()
        assert not Override.objects.exists()

    def test_leaves_what_it_does_not_speak_of(self, service, grid, bring):
        bring(document(slot()))

        assert Slot.objects.standing(service).count() == 4

    def test_takes_the_place_of_the_grid_when_it_shall(self, service, grid, bring):
        bring(document(slot(id="talk", rrule="FREQ=DAILY")), replaces=True)

        assert [one.key for one in Slot.objects.standing(service)] == ["talk"]

    def test_tells_of_programs_that_are_not_there(self, bring):
        wanted, _ = bring(document(slot(program="opera"), slot(id="desk-2")))

        assert list(wanted.left_out) == [
            "slot desk: no program is called “opera”: add its page first, or import with"
            " --make-programs"
        ]
        assert Slot.objects.get().key == "desk-2"

    def test_gives_ids_that_are_no_keys_a_key(self, bring):
        bring(document(slot(id="Das Fenster / früh")))

        assert Slot.objects.get().key.startswith("das-fenster-fruh-")

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("{", "it is not JSON"),
            (document(slot(rrule="FREQ=HOURLY")), "slots[0].rrule"),
            (document(zone="Mars/Olympus"), "zone"),
            (document(zone="Europe/Berlin"), "this station is in America/Chicago"),
            ("[1, 2]", "neither a grid nor"),
        ],
    )
    def test_that_is_damaged_is_refused_with_the_place(self, read, text, problem):
        with pytest.raises(Unreadable) as refused:
            read(text)

        assert problem in str(refused.value)

    def test_with_half_a_character_is_told_where_it_stands(self, read):
        text = document(slot(title="\ud800 \x00"))

        with pytest.raises(Unreadable) as raised:
            read(text)

        assert raised.value.problems == (
            "slots[0].title: character 1 is U+D800, which is no letter",
        )

    def test_with_a_key_twice_is_told_where_it_stands(self, read):
        text = document(slot()).replace('"layer"', '"id"')

        with pytest.raises(Unreadable, match=r"slots\[0\].id: it stands there twice"):
            read(text)

    def test_with_a_rule_that_never_comes_true_leaves_that_slot_out(self, read):
        never = slot(id="never", rrule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
        cancel = {**CANCEL, "slot": "never"}

        wanted = read(document(slot(), never, overrides=[cancel]))

        assert [one.key for one in wanted.slots] == ["desk"]
        assert not wanted.overrides
        assert list(wanted.left_out) == ["slot never: this rule has no date"]
