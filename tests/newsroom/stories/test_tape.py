"""Script and tape: what only one of them says, at the desk."""

import json

import pytest
from django.urls import reverse

from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.transcripts.models import Edition
from tests.cast import FRIDAY_NOON
from tests.newsroom.stories.conftest import SCRIPT, recording

HEARD = (
    "good morning rain has come to the valley at last louis prieto is with us "
    "this hour is brought to you by the friends of the river "
    "good morning ada the gouge rose two feet overnight and the bridge"
)


def heard(text=HEARD):
    """What a machine made of a tape, a word every half second."""
    words = [
        {"word": f" {word}", "start": at / 2, "end": at / 2 + 0.4, "probability": 0.8}
        for at, word in enumerate(text.split())
    ]
    segment = {"id": 0, "start": 0.0, "end": len(words) / 2, "text": text}
    return json.dumps(
        {"text": text, "language": "en", "segments": [{**segment, "words": words}]}
    ).encode()


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


def take(story, text, by):
    head = story.transcript.head if story.transcript else None
    take_script(story=story, text=text, based_on=head, by=by, at=FRIDAY_NOON)


def desk(story, name):
    return reverse(f"desk:{name}", args=[story.pk])


class TestScriptAndTape:
    def test_are_compared_when_the_script_came_later(self, at_desk, draft, ada):
        take(draft, heard(), ada)
        take(draft, SCRIPT, ada)

        assert (
            desk(draft, "tape")
            in at_desk.get(desk(draft, "transcript")).content.decode()
        )
        html = at_desk.get(desk(draft, "tape")).content.decode()

        assert "this hour is brought to you by the friends of the river" in html
        assert 'data-seek="7500"' in html
        assert "other has not" in html

    def test_of_different_broadcasts_are_told_apart(self, at_desk, draft, ada):
        take(draft, heard("the council voted on the budget " * 12), ada)
        take(draft, SCRIPT, ada)

        html = at_desk.get(desk(draft, "tape")).content.decode()

        assert "too little in common to be of one broadcast" in html

    def test_are_not_compared_before_there_are_both(self, at_desk, draft, ada):
        take(draft, heard(), ada)

        html = at_desk.get(desk(draft, "transcript")).content.decode()

        assert desk(draft, "tape") not in html
        assert at_desk.get(desk(draft, "tape")).status_code == 404


class TestOtherFeeds:
    @pytest.fixture
    def story(self, draft, audio, ada):
        """A tape with a promo, and the script of a feed without it."""
        draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
        take(draft, heard(), ada)
        take(draft, SCRIPT, ada)
        return draft

    def later_feed(self, story, parts, by):
        edition = Edition.objects.begin(
            story.transcript, recording("Later feed"), by=by, at=FRIDAY_NOON
        )
        edition.use(parts, by=by, at=FRIDAY_NOON)

    def test_say_that_they_left_out_what_only_the_tape_has(self, at_desk, story, ada):
        self.later_feed(story, "keep 0:00 0:07.4\nkeep 0:13 0:30", ada)

        html = at_desk.get(desk(story, "tape")).content.decode()

        assert "It is not in “Later feed” either." in html

    def test_say_nothing_of_what_they_have_too(self, at_desk, story, ada):
        self.later_feed(story, "keep 0:00 0:30", ada)

        html = at_desk.get(desk(story, "tape")).content.decode()

        assert "Later feed" not in html


class TestTheDesk:
    def test_says_who_found_the_transcript_right(self, at_desk, draft, ada, mina):
        take(draft, SCRIPT, ada)
        draft.transcript.mark_checked(
            based_on=draft.transcript.head, by=mina, at=FRIDAY_NOON
        )

        html = at_desk.get(desk(draft, "transcript")).content.decode()

        assert "Found right by Mina Sato" in html
        assert desk(draft, "edit") in html
