"""Other editions of a recording, at the desk."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from callsign.engines.transcript.timing import with_timings
from callsign.engines.transcript.writers.table import WRITERS
from callsign.newsroom.stories.actions import start_story, take_script
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Edition
from tests.cast import FRIDAY_NOON
from tests.newsroom.stories.conftest import SCRIPT, recording
from tests.newsroom.transcripts.test_edition import PARTS, Timing

LATER = FRIDAY_NOON + timedelta(minutes=5)


@pytest.fixture
def story(draft, audio, ada):
    """A story with a recording and every word of its script timed."""
    draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
    take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
    head = draft.transcript.head.as_document()
    timings = [Timing(number) for number, _ in enumerate(head.words)]
    draft.transcript.take_times(with_timings(head, timings), at=FRIDAY_NOON)
    return draft


@pytest.fixture
def podcast(story, ada):
    return Edition.objects.begin(
        story.transcript, recording("Podcast"), by=ada, at=FRIDAY_NOON
    )


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def page(story, podcast):
    """The address of a page about the podcast."""

    def at(name="edition", *more):
        return reverse(f"desk:{name}", args=[story.pk, podcast.pk, *more])

    return at


class TestAddingAnEdition:
    def test_takes_a_recording_of_the_library(self, at_desk, story):
        other = recording("Later feed")

        answer = at_desk.post(
            reverse("desk:editions", args=[story.pk]), {"audio": other.pk}
        )

        edition = Edition.objects.get(audio=other)
        assert answer.url == reverse("desk:edition", args=[story.pk, edition.pk])
        assert edition.master == story.audio

    def test_puts_no_words_on_the_page_of_somebody_else(
        self, client, at_desk, shelf, story, mina
    ):
        other = recording("Later feed")
        hers = start_story(shelf=shelf, title="Snow", by=mina, at=FRIDAY_NOON)
        Story.objects.filter(pk=hers.pk).update(audio=other)
        address = reverse("desk:editions", args=[story.pk])

        answer = at_desk.post(address, {"audio": other.pk}, follow=True)

        assert "“Snow” plays this recording" in answer.content.decode()
        assert not Edition.objects.exists()
        client.force_login(mina)
        client.post(address, {"audio": other.pk})
        assert Edition.objects.filter(audio=other).exists()

    def test_refuses_the_recording_the_story_has(self, at_desk, story):
        answer = at_desk.post(
            reverse("desk:editions", args=[story.pk]),
            {"audio": story.audio.pk},
            follow=True,
        )

        assert "recording of this transcript itself" in answer.content.decode()
        assert not Edition.objects.exists()

    def test_is_offered_on_the_desk(self, at_desk, story):
        html = at_desk.get(reverse("desk:transcript", args=[story.pk])).content.decode()

        assert "Add another edition" in html
        assert reverse("desk:editions", args=[story.pk]) in html

    def test_lists_those_there_are(self, at_desk, story, page):
        html = at_desk.get(reverse("desk:transcript", args=[story.pk])).content.decode()

        assert page() in html
        assert "being compared" in html


class TestThePageOfAnEdition:
    def test_says_how_far_the_comparison_is(self, at_desk, page):
        answer = json.loads(at_desk.get(page("edition_progress")).content)

        assert answer["comparing"]["state"] == "waiting"
        assert 'data-work="comparing"' in at_desk.get(page()).content.decode()

    def test_takes_parts_into_use(self, at_desk, podcast, page):
        answer = at_desk.post(page(), {"lines": PARTS}, follow=True)

        podcast.refresh_from_db()
        html = answer.content.decode()
        assert podcast.is_in_use
        assert "The parts are in use" in html
        assert "edition__box--other" in html
        assert "Advertisement" in html
        assert "Left out" in html

    def test_says_which_line_cannot_be_read_and_gives_it_back(self, at_desk, page):
        answer = at_desk.post(page(), {"lines": "keep noon 0:15"})

        html = answer.content.decode()
        assert answer.status_code == 422
        assert "line 1: “noon” is no time" in html
        assert "keep noon 0:15</textarea>" in html

    def test_uses_no_part_of_a_list_that_is_too_long(self, at_desk, podcast, page):
        remarks = f"# {'promo ' * 40}\n" * 900

        answer = at_desk.post(page(), {"lines": f"keep 0:00 0:10\n{remarks}"})

        podcast.refresh_from_db()
        assert answer.status_code == 422
        assert "longer than any edit list" in answer.content.decode()
        assert not podcast.edits

    def test_warns_of_parts_that_are_not_as_long_as_the_recording(self, at_desk, page):
        html = at_desk.post(page(), {"lines": PARTS}, follow=True).content.decode()

        assert "These parts make 0:23, and the recording is 0:30 long" in html

    def test_calls_the_comparison_off_and_asks_again(self, at_desk, podcast, page):
        at_desk.post(page(), {"call_off": "1"})
        podcast.refresh_from_db()
        assert podcast.state == Edition.State.CANCELLED

        at_desk.post(page(), {"find": "1"})
        podcast.refresh_from_db()
        assert podcast.state == Edition.State.WAITING

    def test_lets_a_recording_be_no_edition(self, at_desk, podcast, page):
        at_desk.post(page(), {"leave": "1"})

        assert not Edition.objects.exists()
        podcast.audio.refresh_from_db()

    def test_shows_what_a_person_should_listen_to(self, at_desk, podcast, mina, page):
        podcast.use(PARTS, by=mina, at=LATER)
        doubt = {"start_ms": 10_000, "end_ms": 12_000, "why": "sounds otherwise"}
        podcast.report = {"shared": 0.5, "confidence": 0.91, "doubts": [doubt]}
        podcast.save()

        html = at_desk.get(page()).content.decode()

        assert "the weakest part of that is 91 % sure" in html
        assert 'data-seek="10000"' in html
        assert "sounds otherwise" in html

    def test_is_for_those_who_may_edit_the_story(self, client, page):
        assert client.get(page()).status_code == 302

    def test_is_changed_by_nobody_while_the_story_is_locked(
        self, at_desk, story, podcast, mina, page
    ):
        story.refresh_from_db()
        story.locked, story.locked_by = True, mina
        story.save()

        assert at_desk.post(page(), {"lines": PARTS}).status_code == 302
        podcast.refresh_from_db()
        assert not podcast.is_in_use


class TestTakingTheTranscriptAlong:
    @pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.name)
    def test_works_in_every_format(self, at_desk, podcast, mina, page, writer):
        podcast.use(PARTS, by=mina, at=LATER)

        answer = at_desk.get(page("edition_file", writer.name))

        assert answer.status_code == 200
        assert f"podcast.{writer.extension}" in answer["Content-Disposition"]

    def test_is_on_the_editions_clock(self, at_desk, podcast, mina, page):
        podcast.use(PARTS, by=mina, at=LATER)

        captions = at_desk.get(page("edition_file", "srt")).content.decode()

        assert "00:00:10,000 -->" in captions

    def test_waits_for_the_parts(self, at_desk, page):
        assert at_desk.get(page("edition_file", "srt")).status_code == 404

    def test_knows_no_other_format(self, at_desk, podcast, mina, page):
        podcast.use(PARTS, by=mina, at=LATER)

        assert at_desk.get(page("edition_file", "exe")).status_code == 404
