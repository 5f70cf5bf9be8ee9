"""The desk: recording and script in, a published story out."""

import pytest
from django.urls import reverse

from callsign.newsroom.stories.models import Story
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
