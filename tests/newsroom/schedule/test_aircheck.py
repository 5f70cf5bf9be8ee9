"""Aircheck: a recorded airing becomes a draft, cut exactly, with what rights allow."""

import re
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from wagtail.models import Page, Site

from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.audio.signals import audio_prepared
from callsign.newsroom.people.models import Byline, Person
from callsign.newsroom.programs.models import (
    Carriage,
    Episode,
    HeldBack,
    ProgramHost,
)
from callsign.newsroom.schedule import cutting
from callsign.newsroom.schedule.aircheck import (
    ask_for_aircheck,
    cut_aircheck,
    is_written,
)
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.cutting import MayNotBeKept, cut_of
from callsign.newsroom.schedule.models import (
    Aircheck,
    Broadcast,
    ClockItem,
    HourClock,
    Slot,
)
from callsign.newsroom.schedule.rights import withhold_what_rights_forbid
from callsign.newsroom.schedule.rounds import tell_what_ended
from callsign.newsroom.station.models import Station
from callsign.newsroom.station.withheld import withhold
from callsign.newsroom.station.work import Work
from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.transcripts.models import Transcript
from tests.cast import HOST
from tests.newsroom.schedule.recordings import episode
from tests.tape import tone, write_tape

MORNING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DESK_AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ENDED = DESK_AT + timedelta(hours=1)
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def desk(service, grid):
    """Local Desk, recorded; it has just ended."""
    Slot.objects.filter(key="local-desk").update(is_recorded=True)
    plan_broadcasts(service, at=MORNING)
    return Broadcast.objects.get(service=service, starts_at=DESK_AT)


@pytest.fixture
def air(monkeypatch):
    """In the place of air's program: it writes a tone, and remembers what it was told."""

    class Air:
        told: list[list[str]] = []
        said, code, hz = "", 0, 440.0

        def run(self, command, **_):
            self.told = [*self.told, command]
            script = (
                f"import sys; sys.stderr.write({self.said!r}); sys.exit({self.code})"
            )
            if not self.code:
                target = next(one for one in command if one.endswith(".m4a"))
                write_tape_of(target, self.hz)
            return real([command[0], "-c", script], **_)

    def write_tape_of(target, hz):
        write_tape(Path(target), tone(1.0, hz=hz), container="wav")

    real, one = subprocess.Popen, Air()
    monkeypatch.setattr(cutting.subprocess, "Popen", one.run)
    return one


def cut(broadcast, *, at=ENDED):
    aircheck = ask_for_aircheck(broadcast, at=at) or broadcast.aircheck
    aircheck.take_on(at=at)
    cut_aircheck(aircheck, now=lambda: at)
    aircheck.refresh_from_db()
    broadcast.refresh_from_db()
    return aircheck


class TestARecordedAiring:
    def test_becomes_a_draft_under_its_program(self, desk, programs, air):
        ada = Person.objects.create(name=HOST, slug="ada-okafor")
        ProgramHost.objects.create(
            program=programs["local-desk"], person=ada, credit=Byline.Credit.HOST
        )

        aircheck = cut(desk)

        draft = desk.episode
        assert aircheck.state == Work.State.DONE
        assert (draft.title, draft.slug) == (
            "Local Desk, November 20, 2026",
            "2026-11-20",
        )
        assert draft.get_parent().specific == programs["local-desk"]
        assert (draft.live, draft.aired_on) == (False, FRIDAY)
        assert draft.audio == aircheck.audio
        assert [one.person for one in draft.credits.all()] == [ada]
        assert draft.get_latest_revision_as_object().audio == aircheck.audio

    def test_is_cut_at_its_boundaries(self, desk, air):
        cut(desk)

        [command] = air.told
        place = command.index("export")
        assert command[place + 1 : place + 4] == [
            "kdemo",
            "2026-11-20T15:00:00.000Z",
            "2026-11-20T16:00:00.000Z",
        ]
        assert "--withheld" not in command

    def test_is_prepared_like_any_recording(self, desk, air):
        aircheck = cut(desk)

        assert aircheck.audio.title == "Local Desk, November 20, 2026"
        assert aircheck.audio.preparation.state == Preparation.State.WAITING

    def test_is_asked_for_once_when_it_has_ended(self, desk):
        tell_what_ended(at=ENDED)
        tell_what_ended(at=ENDED + timedelta(seconds=5))

        assert Aircheck.objects.get().broadcast == desk

    def test_is_cut_once_however_often_it_is_asked_for(self, desk, programs, air):
        cut(desk)
        again = desk.aircheck
        again.ask_again(at=ENDED)
        cut(desk)

        assert len(air.told) == 1
        assert Episode.objects.child_of(programs["local-desk"]).count() == 1

    def test_that_is_not_recorded_is_left_alone(self, desk, service):
        talk = Broadcast.objects.get(service=service, starts_at=ENDED)

        assert ask_for_aircheck(talk, at=ENDED) is None

    def test_waits_until_air_has_written_it(self, desk):
        aircheck = ask_for_aircheck(desk, at=ENDED)

        assert not is_written(aircheck, at=ENDED + timedelta(seconds=5))
        assert is_written(aircheck, at=ENDED + timedelta(seconds=60))


class TestAnInterruptedAiring:
    def test_is_one_recording_without_what_interrupted_it(
        self, service, grid, programs, air
    ):
        Slot.objects.filter(key="local-desk").update(is_recorded=True)
        Slot.objects.create(
            service=service,
            key="harvest",
            program=programs["harvest"],
            layer=5,
            local_start=time(9, 20),
            local_end=time(9, 30),
            valid_from=FRIDAY,
        )
        plan_broadcasts(service, at=MORNING)
        first, second = Broadcast.objects.filter(
            slot__key="local-desk", local_date=FRIDAY
        ).order_by("part")

        assert ask_for_aircheck(first, at=ENDED) is None
        cut(second)

        first.refresh_from_db()
        [command] = air.told
        assert command[command.index("--leave-out") + 1 :][:2] == [
            "2026-11-20T15:20:00.000Z",
            "2026-11-20T15:30:00.000Z",
        ]
        assert first.episode == second.episode is not None


@pytest.fixture
def clock(programs):
    clock = HourClock.objects.create(
        program=programs["local-desk"], name="Weekdays", valid_from=date(2026, 1, 5)
    )
    for kind, start_s, length_s, label in (
        ("newscast", 0, 300, ""),
        ("segment", 300, 1_200, "A"),
        ("local_break", 1_500, 120, ""),
        ("segment", 1_620, 1_980, "B"),
    ):
        ClockItem.objects.create(
            clock=clock, kind=kind, start_s=start_s, length_s=length_s, label=label
        )
    return clock


class TestAnHourClock:
    def test_gives_segments_and_leaves_out_local_breaks(self, desk, clock, air):
        cut(desk)

        [command] = air.told
        assert command[command.index("--leave-out") + 1 :][:2] == [
            "2026-11-20T15:25:00.000Z",
            "2026-11-20T15:27:00.000Z",
        ]
        assert [
            (one.title, one.start_ms, one.end_ms) for one in desk.episode.segments.all()
        ] == [
            ("Newscast", 0, 300_000),
            ("Segment A", 300_000, 1_500_000),
            ("Segment B", 1_500_000, 3_480_000),
        ]

    def test_is_that_of_the_hour_in_which_a_network_fed_it(
        self, desk, service, programs, clock, air
    ):
        Carriage.objects.create(
            station=service.station, program=programs["local-desk"], delay_minutes=30
        )

        cut(desk)

        [command] = air.told
        assert command[command.index("--leave-out") + 1 :][:2] == [
            "2026-11-20T15:55:00.000Z",
            "2026-11-20T15:57:00.000Z",
        ]
        assert [
            (one.title, one.start_ms, one.end_ms) for one in desk.episode.segments.all()
        ] == [
            ("Segment B", 0, 1_800_000),
            ("Newscast", 1_800_000, 2_100_000),
            ("Segment A", 2_100_000, 3_300_000),
            ("Segment B", 3_300_000, 3_480_000),
        ]


class TestAnAiringThatANetworkFedTheDayBefore:
    def test_is_the_edition_of_that_day(self, desk, service, programs, air):
        Carriage.objects.create(
            station=service.station,
            program=programs["local-desk"],
            delay_minutes=10 * 60,
        )

        cut(desk)

        assert desk.episode.title == "Local Desk, November 19, 2026"
        assert desk.episode.aired_on == date(2026, 11, 19)


class TestTheSecondAiringOfADay:
    def test_becomes_an_episode_of_its_own(self, desk, service, grid, programs, air):
        evening = Slot.objects.create(
            service=service,
            key="evening-desk",
            program=programs["local-desk"],
            rule="FREQ=DAILY",
            local_start=time(17),
            local_end=time(18),
            valid_from=date(2026, 1, 5),
            is_recorded=True,
        )
        again = Slot.objects.create(
            service=service,
            key="evening-again",
            program=programs["local-desk"],
            rule="FREQ=DAILY",
            local_start=time(21),
            local_end=time(22),
            valid_from=date(2026, 1, 5),
            rerun_of=evening,
        )
        cut(desk)
        plan_broadcasts(service, at=ENDED)
        second = Broadcast.objects.get(slot=evening, local_date=FRIDAY)
        assert second.episode is None

        air.hz = 880.0
        cut(second, at=second.ends_at)
        plan_broadcasts(service, at=second.ends_at)

        repeated = Broadcast.objects.get(slot=again, local_date=FRIDAY)
        assert second.episode.slug == "2026-11-20-2"
        assert repeated.episode == second.episode != desk.episode


class TestRights:
    def test_that_forbid_streaming_leave_no_sound_to_cut(
        self, desk, service, programs, air
    ):
        Carriage.objects.create(
            station=service.station, program=programs["local-desk"], may_stream=False
        )

        aircheck = cut(desk)

        assert aircheck.state == Work.State.CANCELLED
        assert "may not be streamed here" in aircheck.problem
        assert air.told == []

    def test_that_forbid_podcasts_are_respected(self, desk, service, programs, air):
        Carriage.objects.create(
            station=service.station, program=programs["local-desk"], may_podcast=False
        )

        aircheck = cut(desk)

        assert aircheck.state == Work.State.CANCELLED
        assert "may not be a podcast" in aircheck.problem
        assert air.told == []

    def test_that_forbid_rewinding_alone_allow_it(self, desk, service, programs, air):
        Carriage.objects.create(
            station=service.station, program=programs["local-desk"], may_rewind=False
        )
        withhold_what_rights_forbid(service, at=ENDED)

        aircheck = cut(desk)

        assert aircheck.state == Work.State.DONE
        assert "--withheld" in air.told[0]

    def test_do_not_give_what_a_person_withheld(self, desk, service, air):
        withhold(service, DESK_AT, ENDED, reason="Concert, no right to repeat")

        aircheck = cut(desk)

        assert aircheck.state == Work.State.CANCELLED
        assert aircheck.problem.startswith("All of this airing is withheld")

    def test_leave_a_part_that_a_person_withheld_silent(self, desk, service, air):
        withhold(service, DESK_AT, DESK_AT + timedelta(minutes=4), reason="A song")
        air.said = (
            "callsign air: 240.0 s were not kept, or are withheld; they are silent"
        )

        aircheck = cut(desk)

        assert aircheck.state == Work.State.DONE
        assert aircheck.problem.startswith("240.0 s were not kept")

    def test_are_checked_before_anything_is_cut(self, desk, service, programs):
        Carriage.objects.create(
            station=service.station, program=programs["local-desk"], may_podcast=False
        )

        with pytest.raises(MayNotBeKept):
            cut_of(desk)


class TestACutThatFails:
    def test_is_tried_again_and_told_in_words_at_last(self, desk, air):
        air.code = 1
        air.said = "callsign air: nothing is kept from between these two moments\n"

        states = [cut(desk).state for _ in range(4)]

        aircheck = desk.aircheck
        assert states == [Work.State.WAITING] * 3 + [Work.State.FAILED]
        assert re.search("could not be cut: nothing is kept", aircheck.problem)
        assert desk.episode is None

    def test_may_do_better_the_next_time(self, desk, air):
        air.code = 1
        cut(desk)
        air.code = 0

        assert cut(desk).state == Work.State.DONE


class TestAnEpisodeThatWaits:
    def test_gets_the_recording_as_a_draft(self, desk, programs, air):
        standing = episode(programs["local-desk"], FRIDAY, title="The bridge")

        aircheck = cut(desk)

        standing.refresh_from_db()
        assert desk.episode == standing
        assert standing.audio is None
        assert standing.get_latest_revision_as_object().audio == aircheck.audio

    def test_has_its_script_aligned(self, desk, programs, air):
        script = Transcript.objects.create(title="The bridge")
        episode(programs["local-desk"], FRIDAY, transcript=script)

        aircheck = cut(desk)

        script.refresh_from_db()
        assert script.audio == aircheck.audio


class TestPublication:
    def prepare(self, audio: Audio) -> None:
        Preparation.objects.filter(audio=audio).update(state=Preparation.State.DONE)
        audio_prepared.send(Audio, audio=audio)

    def test_does_not_happen_by_itself(self, desk, air):
        aircheck = cut(desk)
        self.prepare(aircheck.audio)

        desk.episode.refresh_from_db()
        assert not desk.episode.live

    def test_happens_when_its_program_says_so_and_it_can_be_heard(
        self, desk, programs, air
    ):
        programs["local-desk"].publishes_airchecks = True
        programs["local-desk"].save()
        aircheck = cut(desk)
        was_live = Episode.objects.get(pk=desk.episode_id).live

        self.prepare(aircheck.audio)

        assert not was_live
        assert Episode.objects.get(pk=desk.episode_id).live

    def test_waits_for_the_transcript_where_that_is_the_rule(
        self, desk, programs, air, django_capture_on_commit_callbacks
    ):
        Station.objects.update(transcript_rule="dated")
        Site.objects.update(root_page=Page.get_first_root_node())
        programs["local-desk"].publishes_airchecks = True
        programs["local-desk"].save()
        aircheck = cut(desk)
        self.prepare(aircheck.audio)
        desk.refresh_from_db()
        held = HeldBack.objects.get()
        assert (held.page_id, held.ready_at) == (desk.episode_id, None)
        episode = desk.episode.get_latest_revision_as_object()
        assert not episode.live

        with django_capture_on_commit_callbacks(execute=True):
            take_script(
                story=episode, text="ADA OKAFOR: Good morning.", based_on=None,
                by=None, at=DESK_AT,
            )  # fmt: skip

        assert Episode.objects.get(pk=desk.episode_id).live
        assert not HeldBack.objects.exists()
