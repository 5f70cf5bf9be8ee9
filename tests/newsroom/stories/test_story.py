"""A story: published, held back, corrected, withdrawn, moved."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, PageViewRestriction

from callsign.newsroom.people.models import Person
from callsign.newsroom.stories import signals
from callsign.newsroom.stories.actions import start_story, take_script
from callsign.newsroom.stories.models import (
    AlreadyRetracted,
    Story,
    StoryByline,
    StoryTopic,
    Topic,
)
from callsign.newsroom.stories.tasks import publish_due
from callsign.newsroom.transcripts.models import Transcript
from tests.cast import FRIDAY_NOON, GUEST, HOST
from tests.newsroom.stories.conftest import SCRIPT, recording

SIGNALS = {
    "published": signals.story_published,
    "changed": signals.story_changed,
    "withdrawn": signals.story_withdrawn,
    "retracted": signals.story_retracted,
}


@pytest.fixture
def heard(monkeypatch):
    """What was announced, in order."""
    heard = []
    listeners = []
    for name, signal in SIGNALS.items():

        def listen(story, name=name, **_):
            heard.append((name, story.pk))

        listeners.append(listen)
        signal.connect(listen)
    yield heard
    for signal, listen in zip(SIGNALS.values(), listeners, strict=True):
        signal.disconnect(listen)


@pytest.fixture
def live(draft, mina, audio, django_capture_on_commit_callbacks):
    """Ada's interview, published by Mina."""
    draft.take_recording(audio, by=mina, at=FRIDAY_NOON)
    take_script(story=draft, text=SCRIPT, based_on=None, by=mina, at=FRIDAY_NOON)
    with django_capture_on_commit_callbacks(execute=True):
        draft.get_latest_revision().publish(user=mina)
    return Story.objects.get(pk=draft.pk)


class TestAnnouncing:
    def test_a_story_is_published_once_and_changed_after(
        self, draft, mina, heard, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            draft.save_revision().publish(user=mina)
            draft = Story.objects.get(pk=draft.pk)
            draft.teaser = "Two feet overnight."
            draft.save_revision().publish(user=mina)
            Story.objects.get(pk=draft.pk).unpublish(user=mina)

        assert [name for name, _ in heard] == ["published", "changed", "withdrawn"]

    def test_a_transcript_that_moves_changes_the_story_it_is_of(
        self, live, mina, heard, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            live.transcript.rename_speaker(
                "s2", "Louis Prieto", by=mina, at=FRIDAY_NOON
            )

        assert ("changed", live.pk) in heard

    def test_a_story_that_is_deleted_is_withdrawn(
        self, live, heard, audio, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            live.delete()

        audio.refresh_from_db()
        assert [name for name, _ in heard] == ["withdrawn"]
        assert audio.public_since is None


class TestSound:
    def test_is_public_while_a_standing_story_holds_it(
        self, live, audio, mina, django_capture_on_commit_callbacks
    ):
        audio.refresh_from_db()
        was_public = audio.public_since
        with django_capture_on_commit_callbacks(execute=True):
            live.unpublish(user=mina)

        audio.refresh_from_db()
        assert was_public
        assert audio.public_since is None

    def test_that_a_story_gave_up_is_private_again(
        self, live, audio, mina, django_capture_on_commit_callbacks
    ):
        other = recording("Another tape")
        with django_capture_on_commit_callbacks(execute=True):
            live.take_recording(other, by=mina, at=FRIDAY_NOON).publish(user=mina)

        audio.refresh_from_db()
        other.refresh_from_db()
        assert audio.public_since is None
        assert other.public_since

    def test_stays_public_while_another_story_holds_it_too(
        self, live, audio, shelf, mina, django_capture_on_commit_callbacks
    ):
        second = start_story(shelf=shelf, title="The bridge", by=mina, at=FRIDAY_NOON)
        with django_capture_on_commit_callbacks(execute=True):
            second.take_recording(audio, by=mina, at=FRIDAY_NOON).publish(user=mina)
            live.unpublish(user=mina)

        audio.refresh_from_db()
        assert audio.public_since

    def test_is_closed_with_a_story_that_needs_a_password(self, draft, audio, mina):
        draft.audio = audio
        draft.save_revision().publish(user=mina)

        restriction = PageViewRestriction.objects.create(
            page=draft.get_parent(),
            restriction_type=PageViewRestriction.LOGIN,
        )
        audio.refresh_from_db()
        was_closed = audio.public_since is None
        restriction.delete()

        audio.refresh_from_db()
        assert was_closed
        assert audio.public_since is not None


class TestAnEmbargo:
    @pytest.fixture
    def embargoed(self, draft, mina, audio, django_capture_on_commit_callbacks):
        draft.take_recording(audio, by=mina, at=FRIDAY_NOON)
        draft.embargoed_until = timezone.now() + timedelta(hours=1)
        with django_capture_on_commit_callbacks(execute=True):
            draft.save_revision().publish(user=mina)
        return Story.objects.get(pk=draft.pk)

    def test_schedules_what_somebody_publishes_early(self, embargoed):
        assert not embargoed.live
        assert (
            embargoed.scheduled_revision.approved_go_live_at
            == embargoed.embargoed_until
        )

    def test_leaks_nothing(self, embargoed, audio, client, heard):
        audio.refresh_from_db()

        assert client.get(embargoed.url).status_code == 404
        assert audio.public_since is None
        assert embargoed not in Story.objects.standing()
        assert not heard

    def test_wakes_the_worker_at_its_end(self, embargoed):
        task = DBTaskResult.objects.get(task_path=publish_due.module_path)

        assert task.run_after == embargoed.embargoed_until

    def test_ends_to_the_second(
        self, embargoed, heard, django_capture_on_commit_callbacks
    ):
        revision = embargoed.get_latest_revision()
        revision.approved_go_live_at = timezone.now()
        revision.content["embargoed_until"] = timezone.now().isoformat()
        revision.save()

        with django_capture_on_commit_callbacks(execute=True):
            publish_due.call()

        embargoed.refresh_from_db()
        assert embargoed.live
        assert heard == [("published", embargoed.pk)]

    def test_holds_when_an_editor_approves_in_the_workflow(self, draft, ada, mina):
        draft.embargoed_until = timezone.now() + timedelta(hours=1)
        draft.save_revision(user=ada)
        submitted = draft.get_workflow().start(draft, ada)

        submitted.current_task_state.approve(user=mina)

        story = Story.objects.get(pk=draft.pk)
        assert not story.live
        assert story.scheduled_revision

    def test_holds_against_an_earlier_go_live(self, draft, mina):
        draft.go_live_at = timezone.now() + timedelta(minutes=1)
        draft.embargoed_until = timezone.now() + timedelta(hours=1)

        draft.save_revision().publish(user=mina)

        scheduled = Story.objects.get(pk=draft.pk).scheduled_revision
        assert scheduled.approved_go_live_at == draft.embargoed_until


class TestAnEnd:
    def test_of_a_story_wakes_the_worker_at_its_moment(
        self, draft, mina, heard, django_capture_on_commit_callbacks
    ):
        draft.expire_at = timezone.now() + timedelta(hours=1)
        with django_capture_on_commit_callbacks(execute=True):
            draft.save_revision().publish(user=mina)
        task = DBTaskResult.objects.get(task_path=publish_due.module_path)
        Story.objects.filter(pk=draft.pk).update(expire_at=timezone.now())

        with django_capture_on_commit_callbacks(execute=True):
            publish_due.call()

        assert task.run_after == draft.expire_at
        assert [name for name, _ in heard] == ["published", "withdrawn"]


class TestCorrecting:
    def test_prints_at_once(self, live, mina):
        live.correct("The gauge rose two feet, not three.", by=mina, at=FRIDAY_NOON)

        story = Story.objects.get(pk=live.pk)
        assert [one.text for one in story.corrections.all()] == [
            "The gauge rose two feet, not three."
        ]
        assert not story.has_unpublished_changes

    def test_leaves_a_draft_a_draft_and_corrects_it_too(self, live, mina):
        live.teaser = "Not ready yet."
        live.save_revision(user=mina)

        Story.objects.get(pk=live.pk).correct("Two feet.", by=mina, at=FRIDAY_NOON)

        public = Story.objects.get(pk=live.pk)
        draft = public.get_latest_revision_as_object()
        assert public.teaser == ""
        assert draft.teaser == "Not ready yet."
        assert [one.text for one in draft.corrections.all()] == ["Two feet."]
        assert public.corrections.count() == 1


class TestRetracting:
    @pytest.fixture
    def retracted(self, live, mina, heard, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            live.retract(by=mina, because="The gauge was misread.", at=FRIDAY_NOON)
        return live

    def test_takes_it_off_every_list_and_keeps_its_page(self, retracted, client):
        assert retracted not in Story.objects.standing()
        assert client.get(retracted.url).status_code == 200

    def test_silences_its_recording(self, retracted, audio):
        audio.refresh_from_db()

        assert audio.public_since is None

    def test_is_announced_and_logged(self, retracted, mina, heard):
        entry = PageLogEntry.objects.get(action="stories.retract")

        assert heard == [("retracted", retracted.pk)]
        assert (entry.user, entry.data["note"]) == (mina, "The gauge was misread.")

    def test_happens_once(self, retracted, mina):
        with pytest.raises(AlreadyRetracted):
            retracted.retract(by=mina, because="Again.", at=FRIDAY_NOON)


class TestAnotherAddress:
    def test_of_a_story_leads_on(
        self, live, client, mina, django_capture_on_commit_callbacks
    ):
        before = live.url
        live.slug = "rain-after-all"

        with django_capture_on_commit_callbacks(execute=True):
            live.save_revision().publish(user=mina)

        response = client.get(before)
        assert response.status_code == 301
        assert response.url.endswith("/rain-after-all/")

    @pytest.mark.parametrize("kind", [Person, Topic])
    def test_of_a_person_or_topic_leads_on(self, client, shelf, kind):
        one = kind.objects.create(name="River", slug="river")
        old = one.get_absolute_url()
        for slug in ("rivers", "rivers-and-levees"):
            one.slug = slug
            one.save()

        response = client.get(old)

        assert response.status_code == 301
        assert response.url == one.get_absolute_url()

    def test_that_is_taken_back_does_not_run_in_circles(self, shelf):
        topic = Topic.objects.create(name="River", slug="river")
        for slug in ("rivers", "river"):
            topic.slug = slug
            topic.save()

        redirect = Redirect.objects.get()
        assert (redirect.old_path, redirect.redirect_link) == (
            "/topics/rivers",
            topic.get_absolute_url(),
        )


class TestFindingStories:
    def test_by_who_signed_spoke_and_what_about(self, live, mina, shelf):
        ada, luis = Person.objects.introduce(HOST), Person.objects.introduce(GUEST)
        river = Topic.objects.create(name="River", slug="river")
        live.bylines = [StoryByline(person=ada)]
        live.story_topics = [StoryTopic(topic=river)]
        live.save_revision().publish(user=mina)
        live.transcript.link_speaker("s2", luis, by=mina, at=FRIDAY_NOON)
        start_story(shelf=shelf, title="Another", by=mina, at=FRIDAY_NOON)

        stories = Story.objects.standing()
        assert [one.pk for one in stories.by(ada)] == [live.pk]
        assert [one.pk for one in stories.with_voice_of(luis)] == [live.pk]
        assert [one.pk for one in stories.about(river).latest_first()] == [live.pk]
        assert not stories.by(luis)

    def test_for_cards_asks_the_same_however_many(
        self, shelf, mina, django_assert_num_queries
    ):
        for title in ("Rain", "Bridge", "Levee"):
            start_story(shelf=shelf, title=title, by=mina, at=FRIDAY_NOON)

        with django_assert_num_queries(3):
            for story in Story.objects.for_cards():
                list(story.bylines.all()), list(story.story_topics.all())


class TestLengths:
    def test_counts_the_body_and_the_transcript(self, live):
        live.body = [
            ("paragraphs", "<p>" + "word " * 470 + "</p>"),
            ("subhead", "One two three"),
        ]

        assert live.reading_minutes == 2
        assert live.listening_ms == 30_000

    @pytest.mark.parametrize(("is_rough", "minutes"), [(False, 5), (True, 1)])
    def test_count_of_a_transcript_what_readers_have(self, live, is_rough, minutes):
        live.transcript = Transcript(word_count=1_190, is_rough=is_rough)

        assert live.reading_minutes == minutes
