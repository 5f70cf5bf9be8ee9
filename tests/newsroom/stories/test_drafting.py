"""A first draft is asked for at the desk, which says what it takes."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from callsign.engines.transcript.readers.heard import Heard
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.table import WRITERS, writer_named
from callsign.media.recognizing.choosing import options_of
from callsign.media.recognizing.recognize import joined
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import RecognitionRun, Transcript
from tests.cast import FRIDAY_NOON
from tests.engines.transcript.writers.opening import readable
from tests.newsroom.stories.conftest import SCRIPT


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def taped(draft, audio, ada):
    """A story with a recording and no script."""
    draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
    return draft


def desk(story, name="transcript"):
    return reverse(f"desk:{name}", args=[story.pk])


def transcript_of(story):
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object().transcript


class TestTheDesk:
    def test_says_how_rough_a_draft_would_be(self, at_desk, taped):
        page = at_desk.get(desk(taped)).content.decode()

        assert "Make a first draft" in page
        assert "in about 1 minute." in page
        assert "readers never see it unchecked" in page

    def test_says_what_a_draft_would_cost(self, at_desk, taped, settings, tmp_path):
        settings.RECOGNIZER = options_of(
            {
                "CALLSIGN_RECOGNIZER": "endpoint",
                "CALLSIGN_RECOGNIZER_URL": "https://speech.example/v1",
                "CALLSIGN_RECOGNIZER_PRICE": "0.50 USD",
            },
            data=tmp_path,
        )

        page = at_desk.get(desk(taped)).content.decode()

        assert "whisper-1 at speech.example can listen instead" in page
        assert "for at most 0.25 USD" in page
        assert "Readers are told that a machine made it" in page

    def test_says_how_long_a_service_takes_once_it_has_heard_something(
        self, at_desk, taped, settings, tmp_path
    ):
        settings.RECOGNIZER = options_of(
            {
                "CALLSIGN_RECOGNIZER": "endpoint",
                "CALLSIGN_RECOGNIZER_URL": "https://speech.example/v1",
            },
            data=tmp_path,
        )
        page = at_desk.get(desk(taped)).content.decode()
        assert "known once it has heard a first recording" in page
        RecognitionRun.objects.create(
            transcript=Transcript.objects.create(title="Hail"),
            recognizer="whisper-1 at speech.example",
            state=RecognitionRun.State.DONE,
            asked_at=FRIDAY_NOON,
            report={"work_s": 300, "heard_ms": 60_000, "kept_ms": 0},
        )

        page = at_desk.get(desk(taped)).content.decode()

        assert "in about 3 minutes." in page
        assert "known once" not in page

    def test_offers_none_without_a_recording(self, at_desk, draft):
        assert "first draft" not in at_desk.get(desk(draft)).content.decode()

    def test_offers_none_where_there_is_a_script(self, at_desk, taped):
        at_desk.post(desk(taped, "script"), {"script": SCRIPT})

        assert "first draft" not in at_desk.get(desk(taped)).content.decode()


class TestAsking:
    def test_shows_how_far_it_is_and_takes_it_back(self, at_desk, taped):
        at_desk.post(desk(taped, "draft"))
        progress = at_desk.get(desk(taped, "progress")).json()
        page = at_desk.get(desk(taped)).content.decode()

        assert progress["drafting"]["state"] == "waiting"
        assert "Hearing the recording" in page

        at_desk.post(desk(taped, "draft"), {"call_off": "1"})

        assert RecognitionRun.objects.get().state == "cancelled"
        assert "Go on with the draft" in at_desk.get(desk(taped)).content.decode()

    def test_twice_makes_one_transcript_and_one_run(self, at_desk, taped):
        at_desk.post(desk(taped, "draft"))
        first = transcript_of(taped)
        at_desk.post(desk(taped, "draft"))

        assert transcript_of(taped) == first
        assert RecognitionRun.objects.count() == 1

    def test_says_what_went_wrong(self, at_desk, taped):
        at_desk.post(desk(taped, "draft"))
        RecognitionRun.objects.get().fail("The recognizer is busy.", at=FRIDAY_NOON)

        assert "The recognizer is busy." in at_desk.get(desk(taped)).content.decode()

    def test_says_when_a_busy_machine_is_asked_again(self, at_desk, taped):
        at_desk.post(desk(taped, "draft"))
        run = RecognitionRun.objects.get()
        run.take_on(at=FRIDAY_NOON)
        run.put_off("It is busy (429).", wished=timedelta(hours=1), at=FRIDAY_NOON)

        page = at_desk.get(desk(taped)).content.decode()
        assert "It is busy (429)." in page
        assert "asked again at <time" in page
        assert "7:00 p.m.</time>, by itself; waiting costs nothing." in page
        assert 'data-work="drafting"' not in page
        progress = at_desk.get(desk(taped, "progress")).json()
        assert progress["drafting"]["state"] == "put off"

        at_desk.post(desk(taped, "draft"), {"call_off": "1"})
        assert RecognitionRun.objects.get().state == "cancelled"

    def test_says_what_may_be_charged_for_nothing(self, at_desk, taped):
        at_desk.post(desk(taped, "draft"))
        run = RecognitionRun.objects.get()
        run.report = {"cost": "0.03 USD"}
        run.fail("The recognizer’s answer holds no words.", at=FRIDAY_NOON)

        page = at_desk.get(desk(taped)).content.decode()
        assert "The recognizer’s answer holds no words." in page
        assert "may charge 0.03 USD for it" in page

    def test_is_refused_without_a_recording(self, at_desk, draft):
        page = at_desk.post(desk(draft, "draft"), follow=True).content.decode()

        assert "There is no recording to listen to yet." in page
        assert not RecognitionRun.objects.exists()

    def test_leaves_room_for_a_script(self, at_desk, taped):
        at_desk.post(desk(taped, "draft"))
        at_desk.post(desk(taped, "script"), {"script": SCRIPT})

        transcript = transcript_of(taped)
        assert "The bridge is open." in transcript.plain_text
        assert transcript.origin == "human"

    def test_leaves_the_story_publishable(self, at_desk, taped, mina, client):
        at_desk.post(desk(taped, "draft"))
        client.force_login(mina)

        client.post(desk(taped, "publish"))
        story = Story.objects.get(pk=taped.pk)

        assert story.live
        page = client.get(story.url)
        assert page.status_code == 200
        assert "word for word" not in page.content.decode()
        assert client.get(f"{story.url}transcript.txt").status_code == 404


class TestARoughDraft:
    def test_is_on_no_public_page(self, at_desk, taped, mina, client):
        at_desk.post(desk(taped, "draft"))
        machine = SimpleNamespace(name="pocketsphinx", is_rough=True)
        said = RecognitionRun.objects.get().transcript
        said.take_draft(rough_words(), machine, at=FRIDAY_NOON)
        client.force_login(mina)
        client.post(desk(taped, "publish"))
        story = Story.objects.get(pk=taped.pk)

        assert story.live
        assert "gibberish" in client.get(desk(taped)).content.decode()
        client.logout()
        assert "gibberish" not in client.get(story.url).content.decode()
        for suffix in ("txt", "json", "vtt", "srt", "docx"):
            assert client.get(f"{story.url}transcript.{suffix}").status_code == 404

    def test_is_public_once_an_editor_has_checked_it(
        self, at_desk, taped, mina, client
    ):
        at_desk.post(desk(taped, "draft"))
        machine = SimpleNamespace(name="pocketsphinx", is_rough=True)
        said = RecognitionRun.objects.get().transcript
        said.take_draft(rough_words(), machine, at=FRIDAY_NOON)
        said.mark_checked(based_on=said.head, by=mina, at=FRIDAY_NOON)
        client.force_login(mina)
        client.post(desk(taped, "publish"))

        story = Story.objects.get(pk=taped.pk)
        page = client.get(story.url).content.decode()
        assert "gibberish" in page
        assert "Made by a machine" not in page


class TestADraftOfAMachine:
    def test_says_so_to_readers(self, at_desk, taped, mina, client):
        at_desk.post(desk(taped, "draft"))
        machine = SimpleNamespace(name="whisper", is_rough=False)
        said = RecognitionRun.objects.get().transcript
        said.take_draft(rough_words(), machine, at=FRIDAY_NOON)
        client.force_login(mina)
        client.post(desk(taped, "publish"))

        story = Story.objects.get(pk=taped.pk)
        page = client.get(story.url).content.decode()
        assert "gibberish" in page
        assert "Made by a machine; no editor has read it yet." in page

    def test_says_so_in_every_file_until_an_editor_checked_it(
        self, at_desk, taped, mina, client
    ):
        at_desk.post(desk(taped, "draft"))
        machine = SimpleNamespace(name="whisper", is_rough=False)
        said = RecognitionRun.objects.get().transcript
        said.take_draft(rough_words(), machine, at=FRIDAY_NOON)
        client.force_login(mina)
        client.post(desk(taped, "publish"))
        story = Story.objects.get(pk=taped.pk)
        addresses = [f"{story.url}transcript.{one.name}" for one in WRITERS]

        for address in addresses:
            assert "Made by a machine" in readable(client.get(address).content)

        said.mark_checked(based_on=said.head, by=mina, at=FRIDAY_NOON)

        for address in addresses:
            assert "Made by a machine" not in readable(client.get(address).content)

    def test_is_one_still_when_its_file_comes_back(self, at_desk, draft):
        facts = Facts(title="Rain", is_unread=True)
        captions = writer_named("vtt").write(rough_words(), facts)
        file = SimpleUploadedFile("rain.vtt", captions)

        at_desk.post(desk(draft, "script"), {"file": file})

        transcript = transcript_of(draft)
        assert transcript.origin == "machine"
        assert transcript.caution


def rough_words():
    """Return what a machine heard."""
    return joined([Heard("gibberish", 0, 900, 0.2), Heard("bridge", 900, 1_500, 0.3)])
