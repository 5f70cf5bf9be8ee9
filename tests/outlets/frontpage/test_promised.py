"""What readers are told where a recording has no transcript yet."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model

from callsign.newsroom.programs.models import TranscriptPromise
from callsign.newsroom.stories.models import Story
from tests.cast import FRIDAY_NOON
from tests.outlets.frontpage.conftest import address


@pytest.fixture
def told(interview):
    """Return a way to promise the interview's transcript, which it has no more."""
    Story.objects.filter(pk=interview.pk).update(transcript=None)
    mina = get_user_model().objects.create_user("mina", password="x")

    def promise(until):
        TranscriptPromise.objects.give(
            page=interview,
            reason="The script is with the network.",
            until=until,
            by=mina,
            at=FRIDAY_NOON - timedelta(days=1),
        )
        return interview

    return promise


class TestAPromise:
    def test_is_told_beside_the_recording_without_its_reason(self, client, told):
        html = client.get(address(told(date(2099, 11, 25)))).content.decode()
        assert "A transcript will be here by Nov. 25, 2099." in html
        assert "with the network" not in html

    def test_that_was_not_kept_is_told_to_be_late(self, client, told):
        html = client.get(address(told(date(2026, 1, 2)))).content.decode()
        assert "A transcript is late: it was promised for Jan. 2, 2026." in html

    def test_without_a_date_is_not_told(self, client, told):
        html = client.get(address(told(None))).content.decode()
        assert "A transcript" not in html

    def test_is_not_told_once_the_transcript_is_there(self, client, told, interview):
        story = told(date(2099, 11, 25))
        Story.objects.filter(pk=story.pk).update(transcript=interview.transcript)
        html = client.get(address(story)).content.decode()
        assert "will be here by" not in html
