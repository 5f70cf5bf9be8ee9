"""The desk: recording and script in, a published story out."""

from datetime import timedelta
from html import escape, unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from callsign.newsroom.audio import plain_upload
from callsign.newsroom.audio.files import NoRoom, no_room
from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.stories.models import Retraction, Story, StoryByline
from callsign.newsroom.transcripts.models import Transcript, TranscriptMovedOn
from tests.cast import FRIDAY_NOON, GUEST
from tests.newsroom.stories.conftest import SCRIPT


@pytest.fixture
def at_desk(client, ada):
    """Ada's browser, logged in."""
    client.force_login(ada)
    return client


def desk(story, name="transcript", *args):
    return reverse(f"desk:{name}", args=[story.pk, *args])


def latest(story):
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()


class TestANewStory:
    def test_is_a_draft_that_nobody_outside_sees(self, at_desk, shelf):
        response = at_desk.post(reverse("desk:new"), {"title": "Rain at last"})

        story = Story.objects.get()
        assert response.url == desk(story)
        assert not story.live
        assert at_desk.get(story.url).status_code == 404

    def test_opens_at_the_page_where_its_tape_goes(self, at_desk, draft):
        page = at_desk.get(desk(draft)).content.decode()

        assert "Take this recording" in page
        assert "Read this script" in page


class TestAScript:
    def test_becomes_turns_by_named_speakers(self, at_desk, draft):
        at_desk.post(desk(draft, "script"), {"script": SCRIPT})

        page = at_desk.get(desk(draft)).content.decode()
        assert "The gauge rose two feet overnight." in page
        assert "Luis Prieto" in page
        assert "label in the script" in page

    def test_that_is_empty_is_refused_with_a_sentence(self, at_desk, draft):
        response = at_desk.post(desk(draft, "script"), {"script": "  "})

        assert response.status_code == 422
        assert "The script is empty" in response.content.decode()

    def test_of_fifty_megabytes_is_refused_with_a_sentence(self, at_desk, draft):
        response = at_desk.post(desk(draft, "script"), {"script": "word " * 10_000_000})

        assert response.status_code == 422
        assert "a four-hour broadcast has about 250,000" in response.content.decode()

    @pytest.mark.parametrize(
        "written",
        [
            "&lt;script>alert(1)&lt;/script>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;alert(1)&#x3c;/script&#x3E;",
            "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
        ],
    )
    def test_shows_markup_as_it_was_written_and_runs_none_of_it(
        self, at_desk, draft, written
    ):
        at_desk.post(desk(draft, "script"), {"script": f"ADA OKAFOR: Type {written}"})

        for html in (
            at_desk.get(desk(draft)).content.decode(),
            latest(draft).transcript.html,
        ):
            assert "<script>alert" not in html
            assert f"Type {escape(written, quote=False)}" in html

    def test_never_runs_whatever_is_in_it(self, at_desk, draft):
        nasty = (
            "ADA OKAFOR, HOST: <script>alert(1)</script> \x00\x07 \u202etfel\u202c end"
        )

        at_desk.post(desk(draft, "script"), {"script": nasty})

        page = at_desk.get(desk(draft)).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert(1)" not in page
        assert "<script>" not in latest(draft).transcript.html


class TestPublishing:
    def test_takes_an_interview_from_the_desk_to_the_reader(
        self, client, ada, mina, draft, audio, django_capture_on_commit_callbacks
    ):
        client.force_login(ada)
        client.post(desk(draft, "recording"), {"audio": audio.pk})
        client.post(desk(draft, "script"), {"script": SCRIPT})
        client.post(desk(draft, "publish"))
        was_submitted = latest(draft).workflow_in_progress
        was_live = latest(draft).live
        client.force_login(mina)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(desk(draft, "publish"))

        assert was_submitted
        assert not was_live
        client.logout()
        page = client.get(draft.url)
        assert page.status_code == 200
        assert "The gauge rose two feet overnight." in page.content.decode()
        audio.refresh_from_db()
        assert audio.public_since is not None


@pytest.fixture
def scripted(draft, ada):
    """Ada's draft with its script."""
    take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
    return draft


def voice(story, name=GUEST):
    return story.transcript.speakers.get(name=name)


def texts(story):
    document = story.transcript.__class__.objects.get(
        pk=story.transcript_id
    ).head.as_document()
    return [turn.text for turn in document.turns]


class TestAScriptFile:
    def test_takes_the_place_of_the_whole_script(self, at_desk, scripted):
        head = scripted.transcript.head
        file = SimpleUploadedFile("new.txt", b"ADA OKAFOR, HOST: All new words.")

        page = at_desk.get(desk(scripted) + "?script").content.decode()
        at_desk.post(
            desk(scripted, "script"),
            {"script": SCRIPT, "based_on": head.pk, "file": file},
        )

        assert 'name="file" accept=".txt' in page
        assert texts(scripted) == ["All new words."]

    def test_is_read_by_what_is_in_it(self, at_desk, draft):
        file = SimpleUploadedFile("notes.doc", SCRIPT.encode("utf-16"))

        at_desk.post(desk(draft, "script"), {"file": file})

        assert latest(draft).transcript.word_count == 31

    def test_that_is_a_damaged_document_gets_a_sentence(self, at_desk, draft):
        file = SimpleUploadedFile("script.txt", b"PK\x03\x04" + b"x" * 50)

        response = at_desk.post(desk(draft, "script"), {"file": file})

        assert response.status_code == 422
        assert "damaged and cannot be opened" in response.content.decode()

    def test_may_be_captions_with_the_times_of_words(self, at_desk, draft):
        file = SimpleUploadedFile(
            "captions", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Okafor>Yes.</v>\n"
        )

        page = at_desk.post(desk(draft, "script"), {"file": file}, follow=True)

        transcript = latest(draft).transcript
        assert transcript.head.as_document().words[0].start_ms == 1_000
        assert (transcript.origin, transcript.script) == ("human", "")
        assert "a file in the format WebVTT captions" in page.content.decode()


class TestARecording:
    def test_that_is_no_recording_gets_a_sentence(self, at_desk, draft):
        file = SimpleUploadedFile("rain.wav", b"%PDF-1.7 rain")

        response = at_desk.post(desk(draft, "recording"), {"file": file}, follow=True)

        assert "PDF" in response.content.decode()
        assert latest(draft).audio is None

    def test_sent_the_plain_way_is_told_of_a_full_disk(
        self, at_desk, draft, monkeypatch
    ):
        def too_full(size_bytes):
            raise NoRoom(no_room(size_bytes))

        monkeypatch.setattr(plain_upload, "require_room", too_full)
        file = SimpleUploadedFile("rain.wav", b"RIFF" * 1_000)

        response = at_desk.post(desk(draft, "recording"), {"file": file}, follow=True)

        assert "disk is too full for this recording" in response.content.decode()
        assert latest(draft).audio is None

    def test_is_taken_only_with_the_forms_token(self, draft, ada, audio):
        client = Client(enforce_csrf_checks=True)
        client.force_login(ada)

        response = client.post(desk(draft, "recording"), {"audio": audio.pk})

        assert response.status_code == 403
        assert latest(draft).audio is None

    def test_that_was_deleted_leaves_a_draft_that_can_be_opened(
        self, at_desk, draft, ada, audio
    ):
        draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
        audio.delete()

        page = at_desk.get(desk(draft))

        assert page.status_code == 200
        assert latest(draft).audio is None


class TestNumbersNoRowHas:
    """What a form or an address says is never trusted to be a number of ours."""

    @pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "-1", "1e3", "٣"])
    def test_are_as_good_as_none(self, at_desk, scripted, number):
        recording = at_desk.post(desk(scripted, "recording"), {"audio": number})
        script = at_desk.post(
            desk(scripted, "script"), {"script": SCRIPT, "based_on": number}
        )
        turn = at_desk.post(
            desk(scripted, "turn", "w1"), {"text": "No.", "based_on": number}
        )

        assert (recording.status_code, script.status_code) == (302, 302)
        assert turn.status_code == 404
        assert len(texts(scripted)) == 4

    def test_lead_to_no_story(self, at_desk, draft):
        address = desk(draft).replace(f"/{draft.pk}/", f"/{'9' * 30}/")

        assert at_desk.get(address).status_code == 404


class TestSpeakersAtTheDesk:
    def test_keep_the_person_that_the_form_names_with_another_name(
        self, at_desk, scripted
    ):
        luis = Person.objects.introduce(GUEST)
        key = voice(scripted).key
        scripted.transcript.link_speaker(key, luis, by=None, at=FRIDAY_NOON)

        at_desk.post(
            desk(scripted, "voice", key), {"name": "Luis A. Prieto", "person": GUEST}
        )

        assert scripted.transcript.speakers.get(key=key).person == luis

    def test_find_their_person_by_another_name(self, at_desk, scripted):
        june = Person.objects.introduce("June Bell")
        key = voice(scripted).key

        at_desk.post(desk(scripted, "voice", key), {"name": "June Bell", "person": ""})

        assert scripted.transcript.speakers.get(key=key).person == june

    def test_are_changed_as_a_whole_or_not_at_all(self, at_desk, scripted):
        at_desk.post(
            desk(scripted, "voice", voice(scripted).key),
            {"name": "Louis", "same_as": "s99"},
        )

        assert voice(scripted).name == GUEST

    def test_are_renamed_linked_and_introduced_in_one_form(self, at_desk, scripted):
        key = voice(scripted).key

        at_desk.post(
            desk(scripted, "voice", key),
            {
                "name": "Luis A. Prieto",
                "role": "caller",
                "person": GUEST,
                "introduce": "1",
            },
        )

        after = scripted.transcript.speakers.get(key=key)
        assert (after.name, after.role) == ("Luis A. Prieto", "caller")
        assert after.person == Person.objects.get(name=GUEST)

    def test_are_merged(self, at_desk, scripted):
        host = voice(scripted, "Ada Okafor")

        at_desk.post(
            desk(scripted, "voice", voice(scripted).key), {"same_as": host.key}
        )

        assert [one.key for one in scripted.transcript.speakers.all()] == [host.key]

    def test_are_not_linked_to_a_name_that_is_nobodys(self, at_desk, scripted):
        response = at_desk.post(
            desk(scripted, "voice", voice(scripted).key),
            {"person": "Nobody At All"},
            follow=True,
        )

        assert "Nothing was changed" in response.content.decode()
        assert not Person.objects.exists()

    def test_take_any_letters(self, at_desk, scripted):
        at_desk.post(
            desk(scripted, "voice", voice(scripted).key),
            {"name": "Luis\x00 <b>Prieto", "person": "\x00"},
        )

        names = [one.name for one in scripted.transcript.speakers.all()]
        assert "Luis <b>Prieto" in names

    def test_that_were_merged_meanwhile_are_told_of(self, at_desk, scripted):
        response = at_desk.post(
            desk(scripted, "voice", "s99"), {"name": "Luis"}, follow=True
        )

        assert "Somebody changed the transcript meanwhile" in response.content.decode()


class TestATurnAtTheDesk:
    def test_is_corrected_in_place(self, at_desk, scripted):
        head = scripted.transcript.head
        turn = head.as_document().turns[1]

        page = at_desk.get(desk(scripted) + f"?turn={turn.words[0].id}")
        at_desk.post(
            desk(scripted, "turn", turn.words[0].id),
            {"text": "Good morning. Three feet.", "based_on": head.pk},
        )

        assert "What is said" in page.content.decode()
        assert texts(scripted)[1] == "Good morning. Three feet."

    def test_goes_when_nothing_of_it_is_left(self, at_desk, scripted):
        head = scripted.transcript.head
        turn = head.as_document().turns[1]

        at_desk.post(
            desk(scripted, "turn", turn.words[0].id), {"text": "", "based_on": head.pk}
        )

        assert len(texts(scripted)) == 2


class TestTwoEditorsAtTheDesk:
    def test_the_second_sees_both_versions(self, client, ada, mina, scripted):
        both_saw = scripted.transcript.head.pk
        client.force_login(ada)
        client.post(
            desk(scripted, "script"),
            {"script": SCRIPT.replace("two feet", "three feet"), "based_on": both_saw},
        )
        client.force_login(mina)

        page = client.post(
            desk(scripted, "script"),
            {"script": SCRIPT.replace("two feet", "one foot"), "based_on": both_saw},
            follow=True,
        ).content.decode()

        assert "Ada Okafor changed this transcript while you worked on it" in page
        assert "three feet" in page
        assert "one foot" in page
        assert "three feet" in texts(scripted)[1]

    def test_cannot_check_what_only_one_of_them_has_read(
        self, client, ada, mina, scripted
    ):
        transcript = scripted.transcript
        read = transcript.head_id
        first_word = transcript.head.as_document().turns[0].words[0].id
        client.force_login(ada)
        client.post(
            desk(scripted, "turn", first_word),
            {"text": "Good evening.", "based_on": read},
        )

        client.force_login(mina)
        response = client.post(desk(scripted, "check"), {"based_on": read}, follow=True)

        transcript.refresh_from_db()
        assert transcript.status != Transcript.Status.CHECKED
        assert "was not marked as checked" in unescape(response.content.decode())

        client.post(desk(scripted, "check"), {"based_on": transcript.head_id})

        transcript.refresh_from_db()
        assert transcript.status == Transcript.Status.CHECKED

    def test_of_two_first_scripts_the_second_is_told(self, client, mina, scripted):
        client.force_login(mina)

        page = client.post(
            desk(scripted, "script"),
            {"script": "JUNE BELL: Another talk."},
            follow=True,
        ).content.decode()

        assert "Ada Okafor changed this transcript while you worked on it" in page
        assert "Another talk." in page
        assert len(texts(scripted)) == 4

    def test_who_begin_at_the_same_instant_begin_one_transcript(self, draft, ada, mina):
        seen_before = latest(draft)
        take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)

        with pytest.raises(TranscriptMovedOn):
            take_script(
                story=seen_before,
                text="JUNE BELL: Another talk.",
                based_on=None,
                by=mina,
                at=FRIDAY_NOON,
            )

        assert Transcript.objects.count() == 1
        assert len(texts(draft)) == 4

    def test_may_restore_what_was_set_aside(self, client, mina, scripted):
        first = scripted.transcript.head
        scripted.transcript.rename_speaker("s2", "Louis", by=mina, at=FRIDAY_NOON)
        scripted.transcript.take_times(first.as_document(), at=FRIDAY_NOON)
        client.force_login(mina)

        versions = client.get(desk(scripted, "versions")).content.decode()
        client.post(desk(scripted, "version", first.pk))

        assert "script taken in" in versions
        assert "The program" in versions
        assert voice(scripted).name == GUEST


class TestProgress:
    def test_is_told_to_a_page_that_asks(self, at_desk, draft, ada, audio):
        draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
        take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
        draft.transcript.ask_alignment(at=FRIDAY_NOON)

        told = at_desk.get(desk(draft, "progress")).json()

        assert told["preparing"]["state"] == "done"
        assert told["aligning"] == {"state": "waiting", "percent": 0, "problem": ""}
        assert told["head"] == draft.transcript.head.pk

    def test_reloads_without_scripts_while_somebody_works(
        self, at_desk, draft, ada, audio
    ):
        draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
        take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
        at_desk.post(desk(draft, "align"))

        busy = at_desk.get(desk(draft)).content.decode()
        at_desk.post(desk(draft, "align"), {"call_off": "1"})
        idle = at_desk.get(desk(draft)).content.decode()

        assert 'http-equiv="refresh"' in busy
        assert 'http-equiv="refresh"' not in idle


class TestRights:
    def test_a_producer_cannot_publish_correct_or_retract(self, at_desk, draft, mina):
        draft.save_revision().publish(user=mina)

        for name in ("correct", "retract"):
            at_desk.post(desk(draft, name), {"text": "The gauge was misread."})

        assert not Retraction.objects.exists()
        assert not latest(draft).corrections.exists()

    def test_what_readers_see_is_changed_by_editors_only(
        self, client, ada, mina, scripted
    ):
        scripted.get_latest_revision().publish(user=mina)
        change = {"name": "Louis"}
        client.force_login(ada)
        refused = client.post(desk(scripted, "voice", voice(scripted).key), change)
        client.force_login(mina)
        taken = client.post(desk(scripted, "voice", voice(scripted).key), change)

        assert "/transcript/" not in refused.url
        assert taken.url == desk(scripted) + "#speakers"

    def test_what_an_editor_is_reading_is_locked(self, at_desk, scripted):
        at_desk.post(desk(scripted, "publish"))

        page = at_desk.get(desk(scripted)).content.decode()
        at_desk.post(
            desk(scripted, "voice", voice(scripted).key), {"name": "Louis Prieto"}
        )

        assert "An editor is reading this story" in page
        assert voice(scripted).name == GUEST

    def test_what_is_scheduled_is_locked_and_says_so(self, client, mina, scripted):
        scripted.embargoed_until = timezone.now() + timedelta(hours=1)
        scripted.save_revision().publish(user=mina)
        client.force_login(mina)

        page = client.get(desk(scripted)).content.decode()

        assert "This story is scheduled" in page
        assert "cancel the schedule" in page
        assert "An editor is reading" not in page

    @pytest.mark.parametrize("name", ["transcript", "progress", "versions"])
    def test_nobody_from_outside_gets_in(self, client, scripted, name):
        response = client.get(desk(scripted, name))

        assert response.status_code == 302
        assert "login" in response.url


class TestTheReports:
    def test_tell_who_changed_what_in_a_transcript(self, client, mina, scripted):
        scripted.transcript.rename_speaker("s2", "Louis", by=mina, at=timezone.now())
        client.force_login(mina)

        report = client.get(reverse("wagtailadmin_reports:site_history"))

        page = report.content.decode()
        assert "Speaker renamed: s2 is Louis" in page
        assert "Script taken in" in page


class TestStatements:
    def test_an_editor_retracts_with_a_reason(self, client, mina, draft):
        draft.save_revision().publish(user=mina)
        client.force_login(mina)

        asked = client.get(desk(draft, "retract")).content.decode()
        empty = client.post(desk(draft, "retract"), {"text": ""})
        client.post(desk(draft, "retract"), {"text": "The gauge was misread."})

        assert "Retract in public" in asked
        assert empty.status_code == 422
        assert Retraction.objects.get().reason == "The gauge was misread."

    @pytest.mark.parametrize("name", ["correct", "retract"])
    def test_are_not_made_of_a_draft(self, client, mina, draft, name):
        client.force_login(mina)

        page = client.post(desk(draft, name), {"text": "Wrong."}, follow=True)

        assert "This story is not published" in page.content.decode()
        assert not Retraction.objects.exists()
        assert not latest(draft).corrections.exists()

    def test_an_editor_prints_a_correction(self, client, mina, draft):
        draft.save_revision().publish(user=mina)
        client.force_login(mina)

        client.post(desk(draft, "correct"), {"text": "Two feet, not three."})

        story = Story.objects.get(pk=draft.pk)
        assert story.corrections.get().text == "Two feet, not three."


def story_form(story, user, **posted):
    """The form of a story as a browser sends it back."""
    form_class = Story.get_edit_handler().get_form_class()
    formsets = ("bylines", "story_topics", "corrections", "comments")
    counts = {
        f"{formset}-{key}": 0
        for formset in formsets
        for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    said = {"title": story.title, "slug": story.slug, "body-count": 0}
    return form_class({**said, **counts, **posted}, instance=story, for_user=user)


class TestTheFormOfAStory:
    def test_forgets_the_schedule_of_an_embargo_that_is_lifted(self, mina, draft):
        until = timezone.now().replace(microsecond=0) + timedelta(hours=1)
        draft.embargoed_until = until
        draft.save_revision()
        form = story_form(
            latest(draft), mina, go_live_at=until.strftime("%Y-%m-%d %H:%M")
        )

        assert form.is_valid(), form.errors
        assert form.save(commit=False).go_live_at is None

    def test_goes_live_when_its_embargo_ends(self, mina, draft):
        until = timezone.now().replace(second=0, microsecond=0) + timedelta(hours=1)
        form = story_form(
            latest(draft), mina, embargoed_until=until.strftime("%Y-%m-%d %H:%M")
        )

        assert form.is_valid(), form.errors
        assert form.save(commit=False).go_live_at == until

    def test_costs_few_queries_beyond_wagtails_own(
        self, client, mina, scripted, django_assert_max_num_queries
    ):
        for name in ("Ada Okafor", "Luis Prieto"):
            person = Person.objects.introduce(name)
            scripted.bylines.add(StoryByline(person=person))
        scripted.save_revision()
        client.force_login(mina)

        with django_assert_max_num_queries(80) as asked:
            client.get(reverse("wagtailadmin_pages:edit", args=[scripted.pk]))

        rooms = ("stories", "people", "programs", "audio", "transcripts", "station")
        ours = [
            query["sql"]
            for query in asked.captured_queries
            if query["sql"].split(' FROM "')[-1].startswith(rooms)
        ]
        assert len(ours) < 11

    def test_does_not_round_an_embargo_to_its_minute(self, mina, draft):
        until = timezone.now().replace(second=59, microsecond=0) + timedelta(hours=1)
        draft.embargoed_until = until
        draft.save_revision()

        form = story_form(
            latest(draft), mina, embargoed_until=until.strftime("%Y-%m-%d %H:%M")
        )

        assert form.is_valid(), form.errors
        assert form.save(commit=False).embargoed_until == until

    def test_comes_with_the_tree_it_stands_in(self, draft):
        assert [page.slug for page in Page.objects.ancestor_of(draft)][-2:] == [
            "stories",
            "2026-11",
        ]
