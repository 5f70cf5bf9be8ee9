"""The play plan: episodes to the second, the station's name on the hour, titles for all."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings

from callsign.engines.stream.plan import ItemKind, at, read_plan, title_at
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Identification, Slot
from callsign.newsroom.schedule.play_items import milliseconds
from callsign.newsroom.schedule.play_plan import (
    keep_play_plans,
    plan_path,
    play_plan,
)
from callsign.newsroom.station.models import Source
from tests.newsroom.schedule.recordings import episode, recording

# A Friday, 6:00 in Chicago; the desk is on at 15:00 UTC.
MORNING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DESK_AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def planned(service, grid):
    """KDEMO without an encoder: it follows its plan."""
    Source.objects.create(
        service=service, name="schedule", kind="plan", path="/srv/fill"
    )
    return service


def plan_at(service, moment=MORNING):
    plan_broadcasts(service, at=moment)
    return play_plan(service, at=moment)


class TestAnEpisode:
    def test_is_played_from_the_start_of_its_broadcast(self, planned, programs):
        audio = recording(minutes=58)
        episode(programs["local-desk"], FRIDAY, audio=audio)

        [item] = plan_at(planned).items

        assert item.start_ms == milliseconds(DESK_AT)
        # A second more than it was measured; what is left of its hour is filled.
        assert item.end_ms == milliseconds(DESK_AT) + 58 * 60_000 + 1_000
        assert item.path == audio.renditions.get().file.path
        assert item.title == "Local Desk: What the bridge knows"
        assert item.kind == ItemKind.EPISODE

    def test_that_is_longer_than_its_broadcast_is_cut_at_its_end(
        self, planned, programs
    ):
        episode(programs["local-desk"], FRIDAY, audio=recording(minutes=75))

        [item] = plan_at(planned).items

        assert item.end_ms == milliseconds(DESK_AT + timedelta(hours=1))

    def test_goes_on_where_it_was_interrupted(self, planned, programs):
        episode(programs["local-desk"], FRIDAY, audio=recording(minutes=58))
        Slot.objects.create(
            service=planned,
            key="harvest",
            program=programs["harvest"],
            layer=5,
            rule="",
            local_start=time(9, 20),
            local_end=time(9, 30),
            valid_from=FRIDAY,
        )

        first, second = plan_at(planned).items

        assert (first.skip_ms, second.skip_ms) == (0, 20 * 60_000)
        assert second.start_ms == milliseconds(DESK_AT) + 30 * 60_000
        assert second.end_ms == milliseconds(DESK_AT) + 60 * 60_000

    @pytest.mark.parametrize("is_prepared", [None, False])
    def test_without_prepared_sound_is_filled(self, planned, programs, is_prepared):
        audio = None if is_prepared is None else recording(is_prepared=False)
        episode(programs["local-desk"], FRIDAY, audio=audio)

        assert plan_at(planned).items == ()

    def test_that_is_a_draft_is_heard_as_it_was_edited_last(self, planned, programs):
        draft = episode(programs["local-desk"], FRIDAY, live=False)
        draft.audio = audio = recording()
        draft.save_revision()

        [item] = plan_at(planned).items

        assert item.path == audio.renditions.get().file.path

    def test_of_another_day_is_heard_where_a_broadcast_has_none(
        self, planned, programs
    ):
        """What is heard is what is said to be on."""
        for day, title in ((12, "Older"), (13, "Old")):
            audio = recording(title)
            episode(
                programs["local-desk"], date(2026, 11, day), audio=audio, title=title
            )

        [item] = plan_at(planned).items

        assert item.title == "Local Desk: Old"
        assert item.start_ms == milliseconds(DESK_AT)

    def test_is_not_planned_where_an_encoder_makes_the_sound(
        self, service, grid, programs
    ):
        episode(programs["local-desk"], FRIDAY, audio=recording())

        plan = plan_at(service)

        assert plan.items == ()
        assert title_at(plan, milliseconds(DESK_AT)) == "Local Desk"


class TestTheIdentification:
    @pytest.fixture
    def named(self, planned):
        Identification.objects.create(
            service=planned, audio=recording("This is KDEMO", minutes=0.1)
        )
        return planned

    def test_is_heard_up_to_each_hour(self, named):
        items = plan_at(named).items

        assert {item.kind for item in items} == {ItemKind.ID}
        assert [item.end_ms % 3_600_000 for item in items] == [0] * len(items)
        assert len(items) == 47

    def test_waits_for_the_end_of_an_episode_that_is_heard_on_the_hour(
        self, named, programs
    ):
        episode(programs["talk"], FRIDAY, audio=recording(minutes=70))

        items = plan_at(named).items

        talk = next(item for item in items if item.kind == ItemKind.EPISODE)
        late = [item for item in items if item.start_ms == talk.end_ms]
        assert [item.kind for item in late] == [ItemKind.ID]

    def test_never_covers_an_episode(self, named, programs):
        for name in ("local-desk", "talk"):
            episode(programs[name], FRIDAY, audio=recording(minutes=300))

        plan = plan_at(named)

        noon_ms = milliseconds(DESK_AT + timedelta(hours=1))
        assert at(plan, noon_ms - 1).item.title.startswith("Local Desk")
        assert at(plan, noon_ms).item.title.startswith("Talk")


class TestTitles:
    def test_reach_back_as_far_as_listeners_can(self, service, grid):
        plan_broadcasts(service, at=MORNING - timedelta(days=1))

        plan = plan_at(service)

        for hours_ago, title in ((0.5, "KDEMO Music"), (10, "KDEMO Music")):
            moment = MORNING - timedelta(hours=hours_ago)
            assert title_at(plan, milliseconds(moment)) == title
        yesterday = milliseconds(DESK_AT - timedelta(days=1))
        assert title_at(plan, yesterday) == "Local Desk"

    def test_keep_their_ids(self, service, grid):
        before = plan_at(service).titles

        after = plan_at(service, MORNING + timedelta(minutes=10)).titles

        assert {one.id for one in before} <= {one.id for one in after}


class TestTheFile:
    def test_follows_other_broadcasts(
        self, planned, programs, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            plan_broadcasts(planned, at=datetime.now(UTC))

        plan = read_plan(plan_path(planned).read_bytes())
        assert plan.service == "kdemo"
        assert plan.titles
        assert plan_path(planned).parent == settings.DATA_DIR / "air" / "plan"

    def test_is_made_anew_after_ten_minutes(self, planned):
        def made_ms():
            return read_plan(plan_path(planned).read_bytes()).made_ms

        keep_play_plans(at=MORNING)
        keep_play_plans(at=MORNING + timedelta(minutes=9))
        assert made_ms() == milliseconds(MORNING)

        keep_play_plans(at=MORNING + timedelta(minutes=10))
        assert made_ms() == milliseconds(MORNING + timedelta(minutes=10))

    def test_costs_the_same_however_many_broadcasts_there_are(
        self, planned, programs, django_assert_max_num_queries
    ):
        for day in range(20, 23):
            audio = recording()
            episode(programs["night"], date(2026, 11, day), audio=audio)
        plan_broadcasts(planned, at=MORNING)

        with django_assert_max_num_queries(10):
            plan = play_plan(planned, at=MORNING)
        assert len(plan.items) >= 2
