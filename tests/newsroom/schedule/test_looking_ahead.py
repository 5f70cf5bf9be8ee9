"""Looking ahead: an edit is tried where it does something, however far away that is."""

from datetime import UTC, datetime, timedelta

from callsign.engines.airtime import occurrences as engine
from callsign.engines.airtime.occurrences import occurrences_of
from callsign.newsroom.schedule.airing import AHEAD
from callsign.newsroom.schedule.edits import OverrideEdit, SlotEdit
from callsign.newsroom.schedule.looking_ahead import stretches
from callsign.newsroom.schedule.planning import preview

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago


def slot(program, **fields):
    return SlotEdit(
        "harvest",
        {
            "program_id": program.pk,
            "layer": 5,
            "local_start": "12:00:00",
            "local_end": "13:00:00",
            **fields,
        },
    )


def row(**fields):
    return {"before": None, "after": fields}


class TestStretches:
    def test_are_eight_weeks_for_what_is_near(self):
        near = [row(date="2026-11-26")]

        assert stretches(near, MONDAY) == [(MONDAY, MONDAY + AHEAD)]

    def test_reach_later_dates_apart(self):
        far = [row(valid_from="2027-06-01"), row(date="2027-06-04")]

        _, (starts_at, ends_at) = stretches(far, MONDAY)

        assert starts_at == datetime(2027, 5, 30, 12, tzinfo=UTC)
        assert ends_at == datetime(2027, 6, 13, 12, tzinfo=UTC)

    def test_join_where_they_touch(self):
        after = [row(date=(MONDAY + AHEAD + timedelta(days=1)).date().isoformat())]

        assert len(stretches(after, MONDAY)) == 1


class TestAPreview:
    def test_expands_each_slot_once_before_and_once_after(
        self, service, grid, programs, monkeypatch
    ):
        expanded = []

        def watched(grid, slot, *, start, end):
            expanded.append(slot.id)
            return occurrences_of(grid, slot, start=start, end=end)

        monkeypatch.setattr(engine, "occurrences_of", watched)
        hour = slot(programs["harvest"], valid_from="2026-11-24")

        preview(service, [hour], at=MONDAY)

        assert expanded.count("talk") == 2
        assert expanded.count("harvest") == 1


class TestAPreviewOfLaterDates:
    def test_tells_of_a_special_in_june(self, service, grid, programs):
        found = preview(
            service, [slot(programs["harvest"], valid_from="2027-06-01")], at=MONDAY
        )

        assert found.words == ("Tue Jun 1, 2027: Harvest Hour airs 12:00–13:00",)

    def test_explains_an_impossible_time_next_march(self, service, grid, programs):
        """It recurs daily; the night the clocks jump is beyond the eight weeks."""
        odd = slot(
            programs["harvest"],
            rule="FREQ=DAILY",
            valid_from="2026-12-01",
            local_start="02:30:00",
            local_end="04:00:00",
        )

        (remark,) = preview(service, [odd], at=MONDAY).odd

        assert "Harvest Hour on 2027-03-14 starts at 02:30" in remark.sentence


class TestGapsOfAPreview:
    def test_leave_out_one_whose_end_was_not_looked_at(self, service, grid):
        at_ten = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 10:30 in Chicago
        without = SlotEdit("talk", {"valid_until": "2026-12-31"})

        gaps = preview(service, [without], at=at_ten).gaps

        assert gaps
        assert all(gap.ends_at.hour == 4 for gap in gaps)  # 22:00, up to the owl

    def test_are_no_part_of_one_there_was(self, service, grid, programs):
        """Noon to ten was filler before; an hour in it makes two shorter ones, not a gap."""
        hour = slot(programs["harvest"], valid_from="2026-11-24")

        assert preview(service, [hour], at=MONDAY).gaps == ()

    def test_are_what_an_edit_opens(self, service, grid):
        cancel = OverrideEdit("talk", {"date": "2026-11-26", "do": "cancel"})

        assert len(preview(service, [cancel], at=MONDAY).gaps) == 1
