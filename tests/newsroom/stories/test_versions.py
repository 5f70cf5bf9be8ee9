"""Versions at the desk: what differs between any two, word by word, and the way back."""

import pytest
from django.urls import reverse

from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.transcripts.models import Transcript
from tests.cast import FRIDAY_NOON
from tests.newsroom.stories.conftest import SCRIPT


@pytest.fixture
def transcript(draft, ada):
    """A transcript of three versions."""
    take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
    transcript = Transcript.objects.get()
    for was, now in (("two feet", "three feet"), ("is open", "is shut")):
        transcript.replace_script(
            transcript.script.replace(was, now),
            based_on=transcript.head,
            by=ada,
            at=FRIDAY_NOON,
        )
    return transcript


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


def page(at_desk, story, version, **asked):
    address = reverse("desk:version", args=[story.pk, version.pk])
    return at_desk.get(address, asked)


class TestAVersion:
    def test_is_told_by_what_it_changed(self, at_desk, draft, transcript):
        _, second, _ = transcript.revisions.all()

        html = page(at_desk, draft, second).content.decode()

        assert "The gauge rose <del>two</del> <ins>three</ins> feet overnight." in html
        assert "shut" not in html.partition("<details")[0]

    def test_is_compared_with_any_other(self, at_desk, draft, transcript):
        first, _, third = transcript.revisions.all()

        html = page(at_desk, draft, first, **{"with": third.pk}).content.decode()

        assert "<del>two</del> <ins>three</ins>" in html
        assert "<del>open.</del> <ins>shut.</ins>" in html
        assert "2 words <del>struck</del>, 2 <ins>added</ins>" in html

    def test_can_be_restored(self, at_desk, draft, transcript):
        first = transcript.revisions.first()

        at_desk.post(reverse("desk:version", args=[draft.pk, first.pk]))

        transcript.refresh_from_db()
        assert "two feet" in transcript.plain_text
        html = page(at_desk, draft, transcript.head, **{"with": first.pk})
        assert "Both say the same words" in html.content.decode()

    def test_of_nothing_is_not_there(self, at_desk, draft, transcript):
        first = transcript.revisions.first()

        assert page(at_desk, draft, first, **{"with": 10**17}).status_code == 404

    def test_never_runs_what_is_in_it(self, at_desk, draft, transcript, ada):
        transcript.rename_speaker(
            "s1", "<script>alert(1)</script>", by=ada, at=FRIDAY_NOON
        )
        first = transcript.revisions.first()

        html = page(at_desk, draft, transcript.head, **{"with": first.pk})

        assert "<script>alert(1)" not in html.content.decode()
