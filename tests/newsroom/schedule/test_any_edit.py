"""Any edits, in any order: airtime stays whole, and undoing restores what was there."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.edits import (
    DefaultEdit,
    OverrideEdit,
    Refused,
    SlotEdit,
)
from callsign.newsroom.schedule.models import Broadcast, Change, GridState
from callsign.newsroom.schedule.planning import save_edit, undo

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago
KEYS = ["local-desk", "talk", "night", "special"]
PROGRAMS = ["local-desk", "talk", "night", "music", "harvest"]

times = st.integers(0, 47).map(lambda half: f"{half // 2:02d}:{half % 2 * 30:02d}:00")
dates = st.integers(0, 20).map(lambda days: str(date(2026, 11, 24) + timedelta(days)))
slots = st.builds(
    lambda program, **fields: ("slot", program, fields),
    st.sampled_from(PROGRAMS),
    layer=st.integers(1, 6),
    local_start=times,
    local_end=times,
    rule=st.sampled_from(["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,SA"]),
    valid_from=dates,
)
overrides = st.builds(
    lambda program, **fields: ("override", program, fields),
    st.none() | st.sampled_from(PROGRAMS),
    date=dates,
    do=st.sampled_from(["cancel", "replace", "move", "retitle"]),
    local_start=st.none() | times,
    title=st.sampled_from(["", "Election night"]),
)
defaults = st.builds(
    lambda program: ("default", program, {}), st.sampled_from(PROGRAMS)
)
edits = st.tuples(st.sampled_from(KEYS), st.one_of(slots, overrides, defaults))


def edit_of(key, one, programs):
    kind, program, fields = one
    program_id = programs[program].pk if program else None
    if kind == "default":
        return DefaultEdit(program_id)
    if kind == "slot":
        return SlotEdit(key, {**fields, "program_id": program_id})
    return OverrideEdit(key, {**fields, "program_id": program_id})


def airings(service):
    """Return what airs from now on; what was heard before stays as it was."""
    return [
        (
            max(MONDAY, one.starts_at),
            one.ends_at,
            one.slot_id,
            one.program_id,
            one.title,
        )
        for one in Broadcast.objects.on(service).from_moment(MONDAY)
    ]


def number_of(service):
    return GridState.objects.get(service=service).number


@pytest.mark.django_db
class TestAnyEdits:
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(found=st.lists(st.lists(edits, min_size=1, max_size=3), max_size=4))
    def test_leave_airtime_whole_and_can_all_be_taken_back(
        self, service, grid, programs, mina, found
    ):
        plan_broadcasts(service, at=MONDAY)
        before = airings(service)
        made = []

        for several in found:
            edit = [edit_of(key, one, programs) for key, one in several]
            try:
                made.append(
                    save_edit(
                        service,
                        edit,
                        number=number_of(service),
                        by=mina,
                        reason="",
                        at=MONDAY,
                    )
                )
            except Refused:
                continue
            now = airings(service)
            assert all(one[1] == after[0] for one, after in pairwise(now))
            assert now[0][0] == MONDAY

        for change in reversed(made):
            undo(change, by=mina, at=MONDAY)
        assert airings(service) == before
        assert Change.objects.filter(service=service, undoes=None).count() >= len(made)
