"""The rule: what a recording needs to go out, whoever publishes it and however."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Site

from callsign.engines.transcript.timing import with_timings
from callsign.newsroom.programs.models import Episode, Program, TranscriptPromise
from callsign.newsroom.programs.models.transcript_rule import NeedsTranscript
from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Edition, Transcript
from callsign.newsroom.transcripts.models.saving import Origin
from tests.cast import CALL_SIGN, FRIDAY_NOON
from tests.newsroom.stories.conftest import SCRIPT, recording
from tests.newsroom.transcripts.test_edition import Timing

SOON = timezone.localdate() + timedelta(days=2)


@pytest.fixture
def station(shelf):
    """A station that lets nothing out without a transcript or a dated reason."""
    return Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO",
        transcript_rule="dated",
    )  # fmt: skip


@pytest.fixture
def story(station, draft, audio, ada):
    """A draft with a recording, and no transcript."""
    draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
    return draft


@pytest.fixture
def episode(station, audio):
    """An episode that waits with its recording."""
    shelf = Site.objects.get().root_page.get_children().type(Program)
    programs = shelf.first() or Site.objects.get().root_page
    episode = Episode(title="The morning", slug="morning", audio=audio, live=False)
    programs.add_child(instance=episode)
    episode.save_revision()
    return episode


@pytest.fixture
def at_desk(client, mina):
    client.force_login(mina)
    return client


def promise(page, by, until=SOON, reason="The network delivers it on Wednesday."):
    return TranscriptPromise.objects.give(
        page=page, reason=reason, until=until, by=by, at=timezone.now()
    )


def publish(page, by=None):
    page.get_latest_revision().publish(user=by)


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def by_machine(story, by):
    transcript = take_script(
        story=story, text=SCRIPT, based_on=None, by=by, at=FRIDAY_NOON
    )
    Transcript.objects.filter(pk=transcript.pk).update(origin=Origin.MACHINE)


class TestARecordingWithoutATranscript:
    def test_goes_out_where_the_station_has_no_rule(self, story, station, mina):
        Station.objects.update(transcript_rule="off")
        publish(story, mina)
        assert is_live(story)

    def test_is_refused(self, story, mina):
        with pytest.raises(NeedsTranscript, match="has no transcript"):
            publish(story, mina)
        assert not is_live(story)

    def test_goes_out_with_a_dated_reason(self, story, mina):
        promise(story, mina)
        publish(story, mina)
        assert is_live(story)

    def test_needs_the_date_where_the_station_asks_for_it(self, story, mina):
        promise(story, mina, until=None)
        with pytest.raises(NeedsTranscript):
            publish(story, mina)

    def test_needs_no_date_where_a_reason_is_enough(self, story, mina):
        Station.objects.update(transcript_rule="reason")
        promise(story, mina, until=None)
        publish(story, mina)
        assert is_live(story)

    def test_is_refused_once_the_day_has_passed(self, story, mina):
        promise(story, mina, until=date(2026, 11, 1))
        with pytest.raises(NeedsTranscript, match="promised by November 1, 2026"):
            publish(story, mina)

    def test_that_is_out_already_can_be_corrected(self, story, station, mina):
        Station.objects.update(transcript_rule="off")
        publish(story, mina)
        Station.objects.update(transcript_rule="dated")
        Story.objects.get().correct("It rained.", by=mina, at=FRIDAY_NOON)
        assert Story.objects.get().corrections.count() == 1

    def test_cannot_lose_the_one_it_had(self, story, mina):
        take_script(story=story, text=SCRIPT, based_on=None, by=mina, at=FRIDAY_NOON)
        publish(story, mina)
        public = Story.objects.get()
        public.transcript = None
        with pytest.raises(NeedsTranscript):
            public.save_revision().publish(user=mina)

    def test_of_another_recording_needs_another_reason(self, story, mina):
        promise(story, mina)
        other = story.audio
        other.pk = None
        other.save()
        story.take_recording(other, by=mina, at=FRIDAY_NOON)
        with pytest.raises(NeedsTranscript):
            publish(story, mina)


class TestATranscript:
    def test_by_people_counts(self, story, mina):
        take_script(story=story, text=SCRIPT, based_on=None, by=mina, at=FRIDAY_NOON)
        publish(story, mina)
        assert is_live(story)

    def test_of_which_nothing_was_heard_does_not_count_unchecked(self, story, mina):
        transcript = take_script(
            story=story, text=SCRIPT, based_on=None, by=mina, at=FRIDAY_NOON
        )
        Transcript.objects.update(is_unheard=True)
        story.refresh_from_db()

        with pytest.raises(NeedsTranscript, match="next to nothing"):
            publish(story, mina)
        transcript.refresh_from_db()
        transcript.mark_checked(based_on=transcript.head, by=mina, at=FRIDAY_NOON)
        publish(story, mina)

        assert is_live(story)

    def test_by_a_machine_does_not_count_unchecked(self, story, mina):
        by_machine(story, mina)
        with pytest.raises(NeedsTranscript, match="nobody has checked it"):
            publish(story, mina)

    def test_by_a_machine_counts_where_the_station_says_so(self, story, mina):
        Station.objects.update(needs_checked_transcripts=False)
        by_machine(story, mina)
        publish(story, mina)
        assert is_live(story)

    def test_by_a_machine_counts_once_it_is_checked(self, story, mina):
        by_machine(story, mina)
        transcript = Transcript.objects.get()
        transcript.mark_checked(based_on=transcript.head, by=mina, at=FRIDAY_NOON)
        publish(story, mina)
        assert is_live(story)

    def test_that_is_a_rough_draft_never_counts(self, story, mina):
        Station.objects.update(needs_checked_transcripts=False)
        by_machine(story, mina)
        Transcript.objects.update(is_rough=True)
        with pytest.raises(NeedsTranscript, match="rough draft"):
            publish(story, mina)


class TestTheTranscriptOfAnEdition:
    @pytest.fixture
    def master(self, station, ada):
        """A recording with a transcript, of which the story plays another cut."""
        return Transcript.objects.take_script(
            SCRIPT, "Rain at last", [], by=ada, at=FRIDAY_NOON, audio=recording()
        )

    @pytest.fixture
    def edition(self, story, master, mina):
        head = master.head.as_document()
        timings = [Timing(number) for number, _ in enumerate(head.words)]
        master.take_times(with_timings(head, timings), at=FRIDAY_NOON)
        return Edition.objects.begin(master, story.audio, by=mina, at=FRIDAY_NOON)

    def test_is_one(self, story, edition, mina):
        edition.use("keep 0:00 0:30", by=mina, at=FRIDAY_NOON)

        publish(story, mina)

        assert is_live(story)

    def test_is_none_before_the_parts_were_found_right(self, story, edition, mina):
        with pytest.raises(NeedsTranscript):
            publish(story, mina)


class TestEveryWayOut:
    def test_the_desks_button_leads_to_the_reason(self, at_desk, story):
        response = at_desk.post(reverse("desk:publish", args=[story.pk]), follow=True)
        assert response.redirect_chain[0][0] == address(story)
        assert "was not published" in response.content.decode()
        assert not is_live(story)

    def test_wagtails_button_keeps_what_was_typed(self, at_desk, story):
        hooked = reverse("wagtailadmin_pages:edit", args=[story.pk])
        response = at_desk.post(hooked, {**form_of(story), "title": "Rain, at last"})
        assert response.url == address(story)
        assert not is_live(story)
        draft = Story.objects.get().get_latest_revision_as_object()
        assert draft.title == "Rain, at last"

    def test_in_bulk_nothing_of_the_lot_goes_out(self, at_desk, story):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = at_desk.post(
            f"{bulk}?id={story.pk}&next=/desk/", {"include_descendants": ""}
        )
        assert response.url == address(story)
        assert not is_live(story)

    def test_an_approval_leads_to_the_reason_and_can_be_given_again(
        self, at_desk, story, ada, mina
    ):
        story.get_workflow().start(story, ada)
        task = Story.objects.get().current_workflow_task_state
        act = reverse(
            "wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task.pk]
        )
        assert at_desk.post(act).url == address(story)
        assert Story.objects.get().current_workflow_task_state == task

    def test_a_schedule_is_refused_when_it_is_made(self, story, mina):
        story.go_live_at = timezone.now() + timedelta(hours=1)
        with pytest.raises(NeedsTranscript):
            story.save_revision().publish(user=mina)

    def test_the_worker_holds_back_what_lost_its_reason_and_goes_on(self, story, mina):
        promise(story, mina)
        story.go_live_at = timezone.now() + timedelta(hours=1)
        version = story.save_revision()
        version.publish(user=mina)
        TranscriptPromise.objects.all().delete()
        version.approved_go_live_at = timezone.now() - timedelta(seconds=1)
        version.content["go_live_at"] = version.approved_go_live_at.isoformat()
        version.save()
        call_command("publish_scheduled")
        version.refresh_from_db()
        assert not is_live(story)
        assert version.approved_go_live_at is None
        entry = PageLogEntry.objects.get(action="programs.hold_back")
        assert "has no transcript" in entry.data["note"]

    def test_an_episode_that_publishes_itself_is_held_back(self, episode):
        publish(episode)
        assert not is_live(episode)

    def test_an_episode_goes_out_with_a_reason(self, episode, mina):
        promise(episode, mina)
        publish(episode)
        assert is_live(episode)

    def test_a_copy_of_what_is_out_is_refused(self, story, station, mina):
        Station.objects.update(transcript_rule="off")
        publish(story, mina)
        Station.objects.update(transcript_rule="dated")
        with pytest.raises(NeedsTranscript):
            Story.objects.get().copy(
                update_attrs={"slug": "again"}, user=mina, keep_live=True
            )


class TestTheReason:
    def test_is_given_and_publishes_in_one_go(self, at_desk, story, mina):
        said = {"reason": "On Wednesday.", "promised_until": SOON, "publish": "yes"}
        at_desk.post(address(story), said)
        given = TranscriptPromise.objects.get()
        assert is_live(story)
        assert (given.given_by, given.promised_until) == (mina, SOON)
        logged = PageLogEntry.objects.get(action="programs.promise_transcript")
        assert "On Wednesday." in logged.data["note"]

    def test_without_a_date_is_asked_for_one(self, at_desk, story):
        response = at_desk.post(address(story), {"reason": "Later.", "publish": "yes"})
        assert response.status_code == 422
        assert "asks for a date" in response.content.decode()

    def test_of_yesterday_is_refused(self, at_desk, story):
        said = {"reason": "Late.", "promised_until": "2026-01-01"}
        assert at_desk.post(address(story), said).status_code == 422

    def test_of_the_archive_needs_the_rules_date(self, at_desk, story):
        said = {"reason": "Old.", "exception": "archived"}
        assert at_desk.post(address(story), said).status_code == 422
        Station.objects.update(title_ii_from=date(2027, 4, 26))
        assert at_desk.post(address(story), said).status_code == 302

    def test_is_not_a_producers_to_give(self, client, ada, story):
        client.force_login(ada)
        assert "an editor’s" in client.get(address(story)).content.decode()
        client.post(address(story), {"reason": "So.", "promised_until": SOON})
        assert not TranscriptPromise.objects.exists()

    def test_that_is_given_again_keeps_the_first(self, story, mina):
        promise(story, mina)
        promise(story, mina, reason="It is Friday now.")
        assert TranscriptPromise.objects.count() == 2
        assert TranscriptPromise.objects.standing().get().reason == "It is Friday now."

    def test_of_a_page_without_a_recording_is_not_asked(self, at_desk, shelf, station):
        assert at_desk.get(reverse("accessibility:promise", args=[shelf.pk])).status_code == 404  # fmt: skip


def address(page):
    return reverse("accessibility:promise", args=[page.pk])


def form_of(story):
    """What Wagtail's form of a story sends with its publish button."""
    sets = ("bylines", "story_topics", "corrections", "comments")
    counts = {
        f"{name}-{key}": "0"
        for name in sets
        for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    return {**counts, "title": story.title, "slug": story.slug, "body-count": "0",
            "action-publish": "yes"}  # fmt: skip


def test_an_administrator_may_say_why(client, story):
    client.force_login(get_user_model().objects.create_superuser("june", "", "x"))
    client.post(address(story), {"reason": "So.", "promised_until": SOON})
    assert TranscriptPromise.objects.exists()
