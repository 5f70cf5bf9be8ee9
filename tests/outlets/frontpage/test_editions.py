"""A recording that is an edition of another, where readers meet it."""

import json

import pytest

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.transcripts.models import Edition
from callsign.newsroom.transcripts.tasks import redraw_editions
from tests.cast import FRIDAY_NOON
from tests.outlets.frontpage.conftest import address

PARTS = "other 0:10 Advertisement\nkeep 0:00 0:20\n"


@pytest.fixture
def podcast(transcript, recording, ada_at_work):
    """The recording as a podcast has it, with an advertisement in front."""
    recording.pk, recording.title, recording.sha256 = None, "Podcast", "1" * 64
    recording.save()
    edition = Edition.objects.begin(
        transcript, Audio.objects.get(title="Podcast"), by=None, at=FRIDAY_NOON
    )
    edition.use(PARTS, by=ada_at_work, at=FRIDAY_NOON)
    return edition


@pytest.fixture
def ada_at_work(django_user_model):
    return django_user_model.objects.create_user("ada")


@pytest.fixture
def episode(local_desk, podcast):
    """An episode that plays the podcast's cut, and has no transcript of its own."""
    return local_desk.add_child(
        instance=Episode(
            title="The crest", slug="crest", live=True, audio=podcast.audio
        )
    )


def page_of(client, where):
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


class TestAnEpisodeThatPlaysAnEdition:
    def test_shows_the_transcript_on_its_own_clock(self, client, episode):
        html = page_of(client, address(episode))

        assert '<span id="w1" data-start="10000">Good</span>' in html
        assert "ADVERTISEMENT" in html

    def test_gives_captions_on_its_own_clock(self, client, episode):
        captions = page_of(client, f"{address(episode)}transcript.vtt")

        assert "00:00:10.000 -->" in captions

    def test_follows_what_is_changed_in_the_transcript(
        self, client, episode, transcript
    ):
        transcript.title = "Another"
        transcript.redraw()
        redraw_editions.func(transcript.pk)

        assert 'data-start="10000"' in page_of(client, address(episode))

    def test_offers_no_quotes_which_are_the_masters(self, client, episode):
        assert f"{address(episode)}quote/" not in page_of(client, address(episode))

    def test_has_no_transcript_before_an_editor_found_the_parts_right(
        self, client, episode, podcast
    ):
        Edition.objects.update(checked_at=None)

        assert 'data-start="10000"' not in page_of(client, address(episode))
        assert client.get(f"{address(episode)}transcript.vtt").status_code == 404


class TestAStoryThatPlaysAnEdition:
    def test_shows_the_transcript_on_its_own_clock(self, client, publish, podcast):
        story = publish("Rain at last", slug="rain", audio=podcast.audio)

        html = page_of(client, address(story))

        assert '<span id="w1" data-start="10000">Good</span>' in html
        data = html.split('<script type="application/ld+json">')[1].split("</script>")
        assert "Good" in json.loads(data[0])["audio"]["transcript"]


class TestTheTranscriptOfTheMaster:
    def test_is_to_be_had_on_an_editions_clock(self, client, interview, podcast):
        where = f"{address(interview)}transcript.srt"

        assert "00:00:10,000 -->" in page_of(client, f"{where}?edition={podcast.pk}")
        assert "00:00:10,000 -->" not in page_of(client, where)

    @pytest.mark.parametrize("asked", ["x", "999", "9" * 30, "-1"])
    def test_is_not_to_be_had_on_anything_elses(
        self, client, interview, podcast, asked
    ):
        where = f"{address(interview)}transcript.srt?edition={asked}"

        assert client.get(where).status_code == 404

    def test_tells_nothing_of_an_edition_that_is_not_out(
        self, client, interview, podcast
    ):
        Audio.objects.filter(title="Podcast").update(public_since=None)
        where = f"{address(interview)}transcript.srt?edition={podcast.pk}"

        assert client.get(where).status_code == 404
