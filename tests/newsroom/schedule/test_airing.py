"""Broadcasts: what the grid says, kept eight weeks ahead."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from callsign.newsroom.programs.models import Carriage, Episode
from callsign.newsroom.schedule.airing import AHEAD, Written, horizon, plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, Override, Slot
from callsign.newsroom.schedule.signals import broadcasts_changed

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago
HOUR = timedelta(hours=1)
TUESDAY = date(2026, 11, 24)


def utc(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def on_air(service, at):
    return Broadcast.objects.on(service).covering(at).get()


def snapshot(broadcasts):
    return [
        (one.pk, one.starts_at, one.ends_at, one.program_id, one.title)
        for one in broadcasts
    ]


def edition(program, day, slug):
    return program.add_child(instance=Episode(title=slug, slug=slug, aired_on=day))


def evening(service, slot, *, key="evening", start=20, **changes):
    """A slot of the same program later in the day: a repeat, unless it is said not to be."""
    return Slot.objects.create(
        **{
            "service": service,
            "key": key,
            "program": slot.program,
            "local_start": time(start),
            "local_end": time(start + 1),
            "rule": "FREQ=DAILY",
            "valid_from": date(2026, 11, 1),
            "rerun_of": slot,
            **changes,
        }
    )


class TestPlanning:
    def test_covers_eight_weeks_without_a_gap(self, service, grid):
        plan_broadcasts(service, at=MONDAY)

        found = list(Broadcast.objects.on(service))
        assert all(one.ends_at == after.starts_at for one, after in pairwise(found))
        assert found[0].covers(MONDAY)
        assert found[-1].ends_at == horizon(MONDAY) > MONDAY + AHEAD

    def test_gives_what_is_on_its_whole_time(self, service, grid):
        plan_broadcasts(service, at=MONDAY)

        desk = on_air(service, MONDAY)
        assert desk.slot == grid["local-desk"]
        assert (desk.starts_at, desk.ends_at) == (utc(23, 15), utc(23, 16))
        assert desk.local_date == date(2026, 11, 23)

    def test_fills_what_no_slot_covers(self, service, grid, programs):
        plan_broadcasts(service, at=MONDAY)

        filler = on_air(service, utc(23, 20))
        assert filler.is_filler
        assert filler.program == programs["music"]
        assert filler.shown_title == "KDEMO Music"

    def test_changes_nothing_when_it_is_done_twice(self, service, grid):
        plan_broadcasts(service, at=MONDAY)
        before = snapshot(Broadcast.objects.on(service))

        written = plan_broadcasts(service, at=MONDAY)

        assert written == Written()
        assert snapshot(Broadcast.objects.on(service)) == before

    def test_goes_on_a_day_later(self, service, grid):
        plan_broadcasts(service, at=MONDAY)
        known = set(Broadcast.objects.values_list("pk", flat=True))

        plan_broadcasts(service, at=MONDAY + timedelta(days=1))

        found = list(Broadcast.objects.on(service))
        assert all(one.ends_at == after.starts_at for one, after in pairwise(found))
        assert found[-1].ends_at == horizon(MONDAY + timedelta(days=1))
        assert known - {one.pk for one in found[-3:]} <= {one.pk for one in found}

    def test_tells_others_after_the_commit(
        self, service, grid, django_capture_on_commit_callbacks
    ):
        heard = []

        def listen(**told):
            heard.append(told["service"])

        broadcasts_changed.connect(listen)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                plan_broadcasts(service, at=MONDAY)
                plan_broadcasts(service, at=MONDAY)
        finally:
            broadcasts_changed.disconnect(listen)
        assert heard == [service]

    def test_asks_the_same_number_of_questions_however_much_there_is(
        self, service, grid, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(20):
            plan_broadcasts(service, at=MONDAY)


class TestAnEditOfWhatIsToCome:
    def test_keeps_the_identity_of_what_it_moves(self, service, grid):
        plan_broadcasts(service, at=MONDAY)
        tuesday = Broadcast.objects.get(
            slot=grid["talk"], local_date=date(2026, 11, 24)
        )

        Override.objects.create(
            slot=grid["talk"],
            date=date(2026, 11, 24),
            do="move",
            local_start=time(13),
        )
        plan_broadcasts(service, at=MONDAY)

        tuesday.refresh_from_db()
        assert (tuesday.starts_at, tuesday.ends_at) == (utc(24, 19), utc(24, 21))

    def test_lets_two_change_places(self, service, grid):
        plan_broadcasts(service, at=MONDAY)
        desk, talk = (
            Broadcast.objects.get(slot=grid[key], local_date=date(2026, 11, 24))
            for key in ("local-desk", "talk")
        )

        for key, start, end in (("local-desk", 11, 12), ("talk", 9, 11)):
            Override.objects.create(
                slot=grid[key],
                date=date(2026, 11, 24),
                do="move",
                local_start=time(start),
                local_end=time(end),
            )
        plan_broadcasts(service, at=MONDAY)

        desk.refresh_from_db()
        talk.refresh_from_db()
        assert (talk.starts_at, desk.starts_at) == (utc(24, 15), utc(24, 17))

    def test_splits_what_is_interrupted_into_parts(self, service, grid, programs):
        Slot.objects.create(
            service=service,
            key="special",
            program=programs["harvest"],
            layer=5,
            local_start=time(10, 30),
            local_end=time(11),
            valid_from=date(2026, 11, 24),
        )
        plan_broadcasts(service, at=MONDAY)

        parts = Broadcast.objects.filter(
            slot=grid["talk"], local_date=date(2026, 11, 24)
        )
        assert [(one.part, one.starts_at) for one in parts] == [
            (0, utc(24, 16)),
            (1, utc(24, 17)),
        ]

    def test_keeps_an_episode_that_somebody_chose(self, service, grid, programs):
        plan_broadcasts(service, at=MONDAY)
        episode = programs["talk"].add_child(
            instance=Episode(title="The levee", slug="levee", live=False)
        )
        chosen = Broadcast.objects.filter(
            slot=grid["talk"], local_date=date(2026, 11, 24)
        )
        chosen.update(episode=episode)

        plan_broadcasts(service, at=MONDAY)

        assert chosen.get().episode == episode

    def test_knows_the_episode_of_its_date(self, service, grid, programs):
        episode = programs["talk"].add_child(
            instance=Episode(
                title="The levee", slug="levee", aired_on=date(2026, 11, 24)
            )
        )
        rerun = Slot.objects.create(
            service=service,
            key="talk-again",
            program=programs["talk"],
            local_start=time(20),
            local_end=time(22),
            rule="FREQ=DAILY",
            valid_from=date(2026, 11, 1),
            rerun_of=grid["talk"],
            rerun_after_days=1,
        )

        plan_broadcasts(service, at=MONDAY)

        first = Broadcast.objects.get(slot=grid["talk"], local_date=date(2026, 11, 24))
        again = Broadcast.objects.get(slot=rerun, local_date=date(2026, 11, 25))
        assert first.episode == again.episode == episode
        assert (first.is_rerun, again.is_rerun) == (False, True)

    def test_may_be_of_the_same_day(self, service, grid, programs):
        episode = edition(programs["talk"], TUESDAY, "levee")
        rerun = evening(service, grid["talk"])

        plan_broadcasts(service, at=MONDAY)

        again = Broadcast.objects.get(slot=rerun, local_date=TUESDAY)
        assert again.episode == episode

    def test_repeats_the_airing_it_names_of_several_in_a_day(
        self, service, grid, programs
    ):
        noon = evening(service, grid["talk"], key="noon", start=12, rerun_of=None)
        early = evening(service, grid["talk"])
        late = evening(service, noon, key="late", start=21)
        first = edition(programs["talk"], TUESDAY, "first")
        second = edition(programs["talk"], TUESDAY, "second")

        plan_broadcasts(service, at=MONDAY)

        found = Broadcast.objects.filter(local_date=TUESDAY, program=programs["talk"])
        by_slot = {one.slot: one.episode for one in found}
        assert by_slot == {
            grid["talk"]: first,
            noon: second,
            early: first,
            late: second,
        }

    def test_of_a_day_with_one_episode_is_shared(self, service, grid, programs):
        noon = evening(service, grid["talk"], key="noon", start=12, rerun_of=None)
        only = edition(programs["talk"], TUESDAY, "only")

        plan_broadcasts(service, at=MONDAY)

        again = Broadcast.objects.get(slot=noon, local_date=TUESDAY)
        assert again.episode == only

    def test_that_is_recorded_waits_for_its_own(self, service, grid, programs):
        noon = evening(
            service,
            grid["talk"],
            key="noon",
            start=12,
            rerun_of=None,
            is_recorded=True,
        )
        edition(programs["talk"], TUESDAY, "of-the-morning")

        plan_broadcasts(service, at=MONDAY)

        assert Broadcast.objects.get(slot=noon, local_date=TUESDAY).episode is None


class TestAProgramThatANetworkFeeds:
    def test_has_the_edition_of_the_day_on_which_it_was_fed(
        self, service, grid, programs
    ):
        Carriage.objects.create(
            station=service.station, program=programs["night"], delay_minutes=23 * 60
        )
        monday = edition(programs["night"], date(2026, 11, 23), "monday")
        edition(programs["night"], TUESDAY, "tuesday")

        plan_broadcasts(service, at=MONDAY)

        aired = Broadcast.objects.get(slot=grid["night"], local_date=TUESDAY)
        assert aired.episode == monday

    def test_stays_where_the_schedule_has_it(self, service, grid, programs):
        plan_broadcasts(service, at=MONDAY)
        before = snapshot(Broadcast.objects.on(service))
        Carriage.objects.create(
            station=service.station, program=programs["talk"], delay_minutes=30
        )

        plan_broadcasts(service, at=MONDAY)

        assert snapshot(Broadcast.objects.on(service)) == before


class TestThePast:
    def test_is_never_changed(self, service, grid):
        plan_broadcasts(service, at=MONDAY)
        friday = MONDAY + timedelta(days=4)
        plan_broadcasts(service, at=friday)
        past = Broadcast.objects.on(service).filter(ends_at__lte=friday)
        before = snapshot(past)

        Slot.objects.update(local_start=time(5), local_end=time(6))
        plan_broadcasts(service, at=friday)

        assert snapshot(past)[: len(before)] == before

    @pytest.mark.parametrize("minutes", [0, 10, 59])
    def test_is_what_was_heard_when_the_air_is_taken_from_it(
        self, service, grid, programs, minutes
    ):
        plan_broadcasts(service, at=MONDAY - HOUR)
        now = utc(23, 15) + timedelta(minutes=minutes)
        Override.objects.create(
            slot=grid["local-desk"],
            date=date(2026, 11, 23),
            do="replace",
            program=programs["harvest"],
        )

        plan_broadcasts(service, at=now)

        found = Broadcast.objects.on(service).filter(
            starts_at__gte=utc(23, 15), ends_at__lte=utc(23, 16)
        )
        heard = [(one.program.slug, one.starts_at, one.ends_at) for one in found]
        before = [("local-desk", utc(23, 15), now)] if minutes else []
        assert heard == [*before, ("harvest", now, utc(23, 16))]

    def test_goes_on_when_what_is_on_gets_another_end(self, service, grid):
        plan_broadcasts(service, at=MONDAY)
        desk = on_air(service, MONDAY)
        Override.objects.create(
            slot=grid["local-desk"],
            date=date(2026, 11, 23),
            do="move",
            local_end=time(9, 45),
        )

        plan_broadcasts(service, at=MONDAY)

        desk.refresh_from_db()
        assert (desk.starts_at, desk.ends_at) == (utc(23, 15), utc(23, 15, 45))
