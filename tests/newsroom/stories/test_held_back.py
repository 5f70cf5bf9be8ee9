"""What the rule held back: told when its transcript comes, or published by its program."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.timing import with_timings
from callsign.newsroom.programs.models import HeldBack, TranscriptPromise
from callsign.newsroom.programs.waiting import look_again
from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Edition, Transcript
from callsign.newsroom.transcripts.models.saving import Origin
from tests.cast import CALL_SIGN, FRIDAY_NOON
from tests.newsroom.stories.conftest import SCRIPT, recording

HERE_NOW = "its transcript is here now"


@pytest.fixture
def station(shelf):
    return Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO",
        transcript_rule="dated",
    )  # fmt: skip


@pytest.fixture
def held(station, draft, audio, ada, mina):
    """A story that was scheduled with a promise, which was gone when its moment came."""
    draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
    soon = timezone.localdate() + timedelta(days=2)
    TranscriptPromise.objects.give(
        page=draft, reason="On its way.", until=soon, by=mina, at=timezone.now()
    )
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    version = draft.save_revision()
    version.publish(user=mina)
    TranscriptPromise.objects.all().delete()
    version.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    version.content["go_live_at"] = version.approved_go_live_at.isoformat()
    version.save()
    call_command("publish_scheduled")
    story = Story.objects.get().get_latest_revision_as_object()
    story.go_live_at = None
    return story


@pytest.fixture
def at_desk(client, mina):
    client.force_login(mina)
    return client


@pytest.fixture
def in_time(django_capture_on_commit_callbacks):
    """Do what follows a commit, as it does outside of tests."""
    return django_capture_on_commit_callbacks(execute=True)


def scripted(story, by, in_time):
    with in_time:
        take_script(story=story, text=SCRIPT, based_on=None, by=by, at=FRIDAY_NOON)


def page_of(at_desk, story):
    return at_desk.get(reverse("desk:transcript", args=[story.pk])).content.decode()


class TestAHeldStory:
    def test_says_what_it_waits_for(self, held, at_desk):
        (waiting,) = HeldBack.objects.all()
        assert "has no transcript" in waiting.why
        page = page_of(at_desk, held)
        assert "It waits for its transcript." in page
        assert HERE_NOW not in page

    def test_is_told_of_when_its_transcript_comes(self, held, at_desk, ada, in_time):
        assert "held back" not in at_desk.get("/desk/").content.decode()

        scripted(held, ada, in_time)

        assert not Story.objects.get().live
        assert HERE_NOW in page_of(at_desk, held)
        home = at_desk.get("/desk/").content.decode()
        assert "Their transcripts are here now" in home
        assert reverse("desk:transcript", args=[held.pk]) in home

    def test_is_told_to_nobody_who_may_not_publish(self, held, client, ada, in_time):
        scripted(held, ada, in_time)
        client.force_login(ada)
        assert (
            "Their transcripts are here now"
            not in client.get("/desk/").content.decode()
        )
        assert "An editor can publish it." in page_of(client, held)

    def test_is_held_no_more_once_it_is_out(self, held, at_desk, ada, mina, in_time):
        scripted(held, ada, in_time)
        latest = Story.objects.get().get_latest_revision_as_object()
        latest.go_live_at = None
        latest.save_revision().publish(user=mina)
        assert Story.objects.get().live
        assert not HeldBack.objects.exists()
        assert HERE_NOW not in page_of(at_desk, held)

    def test_waits_on_for_a_machines_until_it_is_checked(
        self, held, ada, mina, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            take_script(story=held, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
            Transcript.objects.update(origin=Origin.MACHINE)
        assert not HeldBack.objects.ready().exists()
        said = Transcript.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            said.mark_checked(based_on=said.head, by=mina, at=FRIDAY_NOON)
        assert HeldBack.objects.ready().count() == 1

    def test_goes_with_its_page(self, held):
        Page.objects.get(pk=held.pk).delete()
        assert not HeldBack.objects.exists()

    def test_costs_one_question_where_nothing_waits(
        self, station, draft, django_assert_num_queries
    ):
        other = Transcript.objects.create(title="Rain")
        with django_assert_num_queries(1):
            look_again(other, at=FRIDAY_NOON)


class TestAHeldEdition:
    """What was held back has another cut of a recording that has its transcript."""

    @pytest.fixture
    def edition(self, held, mina):
        """It is one of a broadcast every word of which is timed; nobody knows the parts."""
        broadcast = recording("The broadcast")
        transcript = Transcript.objects.take_script(
            SCRIPT, "The broadcast", [], by=mina, at=FRIDAY_NOON
        )
        transcript.hear(broadcast, by=mina, at=FRIDAY_NOON)
        head = transcript.head.as_document()
        timings = [Timing(place) for place, _ in enumerate(head.words)]
        transcript.take_times(with_timings(head, timings), at=FRIDAY_NOON)
        return Edition.objects.begin(transcript, held.audio, by=mina, at=FRIDAY_NOON)

    @pytest.fixture
    def checked(self, edition, mina, in_time):
        assert not HeldBack.objects.ready().exists()
        with in_time:
            edition.use("keep 0:00 0:15", by=mina, at=FRIDAY_NOON)
        return edition

    def test_is_told_of_when_its_parts_are_found_right(self, held, checked, at_desk):
        assert HeldBack.objects.ready().get().page_id == held.pk
        assert HERE_NOW in page_of(at_desk, held)

    def test_waits_again_when_it_is_no_edition_any_more(
        self, checked, mina, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            checked.leave(by=mina, at=FRIDAY_NOON)
        assert not HeldBack.objects.ready().exists()
        assert HeldBack.objects.exists()


class Timing:
    """A word every half second, heard."""

    tier = Tier.HEARD

    def __init__(self, place):
        self.start_ms, self.end_ms = place * 500, place * 500 + 400
