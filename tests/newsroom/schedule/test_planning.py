"""Planning: an edit is seen before it is saved, kept with its reason, and undone."""

from datetime import UTC, date, datetime, time

import pytest

from callsign.newsroom.programs.models import Episode
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.edits import (
    DefaultEdit,
    OverrideEdit,
    Refused,
    SlotEdit,
)
from callsign.newsroom.schedule.models import Broadcast, Change, Override, Slot
from callsign.newsroom.schedule.planning import (
    GridChanged,
    preview,
    save_edit,
    touched_since,
    undo,
)
from callsign.newsroom.schedule.slot_keys import new_key

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago
CANCEL = OverrideEdit(
    "talk", {"date": "2026-11-26", "do": "cancel", "reason": "Thanksgiving"}
)


def special(programs, **changes):
    return SlotEdit(
        "harvest",
        {
            "program_id": programs["harvest"].pk,
            "layer": 5,
            "local_start": "10:30:00",
            "local_end": "11:00:00",
            "valid_from": "2026-11-24",
            **changes,
        },
    )


@pytest.fixture
def save(service, mina):
    def save_it(*edit, number=0, reason=""):
        return save_edit(
            service, edit, number=number, by=mina, reason=reason, at=MONDAY
        )

    return save_it


def airings(service):
    plan_broadcasts(service, at=MONDAY)
    return [
        (one.starts_at, one.ends_at, one.program.slug, one.title)
        for one in Broadcast.objects.on(service).select_related("program")
    ]


class TestAPreview:
    def test_says_in_words_what_will_be_otherwise(self, service, grid, programs):
        found = preview(service, [CANCEL], at=MONDAY)

        assert found.words == (
            "Thu Nov 26: Talk of the Flats no longer airs 10:00–12:00",
        )
        assert [one.sentence for one in found.gaps] == [
            "no slot airs for 12 h; KDEMO Music fills"
        ]

    def test_asks_for_programs_once_not_for_each_of_an_imports_slots(
        self, service, grid, programs, django_assert_max_num_queries
    ):
        slots = [
            SlotEdit(f"harvest-{n}", special(programs, local_end=f"11:{n}:00").fields)
            for n in range(10, 50)
        ]

        with django_assert_max_num_queries(60):
            preview(service, slots, at=MONDAY)

    def test_refuses_a_program_that_is_none(self, service, grid, programs):
        for edit in (
            special(programs, program_id=9_999),
            OverrideEdit(
                "talk", {"date": "2026-11-26", "do": "replace", "program_id": 9_999}
            ),
        ):
            with pytest.raises(Refused, match="There is no such program"):
                preview(service, [edit], at=MONDAY)

    def test_tells_what_another_filler_means(self, service, grid, programs):
        (said,) = preview(
            service, [DefaultEdit(programs["harvest"].pk)], at=MONDAY
        ).words

        assert said.startswith(
            "Wherever no slot airs, Harvest Hour is heard instead of KDEMO Music:"
        )

    def test_names_overlaps_that_the_edit_brings(self, service, grid, programs):
        clash = special(programs, layer=1)

        (overlap,) = preview(service, [clash], at=MONDAY).overlaps

        assert overlap.sentence.startswith(
            "Harvest Hour and Talk of the Flats overlap in the base layer"
        )

    def test_names_episodes_whose_airing_goes(self, service, grid, programs):
        plan_broadcasts(service, at=MONDAY)
        fair = programs["talk"].add_child(instance=Episode(title="The fair opens"))
        Broadcast.objects.filter(
            slot=grid["talk"], local_date=date(2026, 11, 26)
        ).update(episode=fair)

        (lost,) = preview(service, [CANCEL], at=MONDAY).lost

        assert lost.sentence == (
            "Thu Nov 26: the episode “The fair opens” was chosen for it"
        )

    def test_saves_nothing(self, service, grid, programs):
        preview(service, [CANCEL, special(programs)], at=MONDAY)

        assert Slot.objects.count() == 3
        assert not Override.objects.exists()
        assert not Change.objects.exists()

    def test_of_nothing_is_nothing(self, service, grid):
        assert preview(service, [], at=MONDAY).words == ()

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"rule": "FREQ=HOURLY"}, "Rule: FREQ=HOURLY: a slot has one airing"),
            ({"local_start": "25:00"}, "“25:00” value"),
            ({"valid_until": "2026-01-01"}, "Valid until: The last date is before"),
            ({"program_id": 0}, "Program: "),
            ({"key": "other"}, "cannot be read"),
        ],
    )
    def test_is_refused_in_words(self, service, grid, programs, fields, problem):
        with pytest.raises(Refused) as refused:
            preview(service, [special(programs, **fields)], at=MONDAY)

        assert problem in " ".join(refused.value.problems)

    def test_of_half_a_move_is_refused(self, service, grid):
        half = OverrideEdit("talk", {"date": "2026-11-26", "do": "move"})

        with pytest.raises(Refused, match="a time to move to"):
            preview(service, [half], at=MONDAY)


class TestSaving:
    def test_changes_what_airs_and_keeps_who_when_and_why(
        self, service, grid, save, mina
    ):
        change = save(CANCEL, reason="Thanksgiving")

        thursday = Broadcast.objects.filter(
            slot=grid["talk"], local_date=date(2026, 11, 26)
        )
        assert not thursday.exists()
        assert (change.number, change.made_by, change.made_at) == (1, mina, MONDAY)
        assert change.reason == "Thanksgiving"
        assert change.words == [
            "Thu Nov 26: Talk of the Flats no longer airs 10:00–12:00"
        ]

    def test_makes_a_new_slot(self, service, grid, programs, save):
        save(special(programs))

        assert Slot.objects.get(key="harvest").local_start == time(10, 30)
        assert Broadcast.objects.filter(slot__key="harvest").count() == 1

    def test_makes_a_slot_and_its_override_at_once(self, service, grid, programs, save):
        save(
            special(programs),
            OverrideEdit(
                "harvest", {"date": "2026-11-24", "do": "retitle", "title": "Corn"}
            ),
        )

        assert Broadcast.objects.get(slot__key="harvest").title == "Corn"

    def test_of_the_default_changes_what_fills(self, service, grid, programs, save):
        save(DefaultEdit(programs["harvest"].pk))

        filler = Broadcast.objects.filter(slot=None).first()
        assert filler.program == programs["harvest"]

    def test_shows_the_second_editor_what_the_first_has_changed(
        self, service, grid, programs, save
    ):
        save(CANCEL)

        with pytest.raises(GridChanged) as changed:
            save(special(programs), number=0)

        (first,) = changed.value.changes
        assert first.words == [
            "Thu Nov 26: Talk of the Flats no longer airs 10:00–12:00"
        ]
        assert not Slot.objects.filter(key="harvest").exists()

    def test_that_is_refused_changes_nothing(self, service, grid, programs, save):
        with pytest.raises(Refused):
            save(CANCEL, special(programs, rule="never"))

        assert not Override.objects.exists()
        assert not Change.objects.exists()


class TestUndoing:
    def test_restores_exactly_what_was_there(self, service, grid, programs, save, mina):
        before = airings(service)
        change = save(
            CANCEL,
            special(programs),
            SlotEdit("night", {"local_end": "01:30:00"}),
            DefaultEdit(programs["talk"].pk),
        )
        assert airings(service) != before

        undo(change, by=mina, at=MONDAY)

        assert airings(service) == before

    def test_can_itself_be_undone(self, service, grid, programs, save, mina):
        change = save(CANCEL, special(programs))
        after = airings(service)

        undo(undo(change, by=mina, at=MONDAY), by=mina, at=MONDAY)

        assert airings(service) == after

    def test_brings_back_an_exception_that_was_removed(self, service, grid, save, mina):
        first = save(CANCEL)
        pk = Override.objects.get().pk
        removed = save(OverrideEdit("talk", None, pk), number=1)

        undo(removed, by=mina, at=MONDAY)
        undo(first, by=mina, at=MONDAY)

        assert not Override.objects.exists()

    def test_is_done_once(self, service, grid, save, mina):
        change = save(CANCEL)
        undo(change, by=mina, at=MONDAY)

        with pytest.raises(Refused, match="already undone"):
            undo(change, by=mina, at=MONDAY)

    def test_is_refused_while_a_later_change_rests_on_it(
        self, service, grid, save, mina
    ):
        first = save(SlotEdit("talk", {"local_end": "13:00:00"}))
        later = save(SlotEdit("talk", {"local_end": "14:00:00"}), number=1)

        with pytest.raises(Refused, match="undo that first"):
            undo(first, by=mina, at=MONDAY)

        assert touched_since(first) == [later]
        undo(later, by=mina, at=MONDAY)
        undo(first, by=mina, at=MONDAY)
        assert Slot.objects.get(key="talk").local_end == time(12)


class TestAKey:
    def test_is_that_of_the_program_and_a_number(self, service, grid, programs):
        assert new_key(service, programs["harvest"]) == "harvest"
        assert new_key(service, programs["talk"]) == "talk-2"
