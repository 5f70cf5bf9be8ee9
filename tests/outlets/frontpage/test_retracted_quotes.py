"""Quotes of words that were retracted, and of the words around them."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache

from callsign.newsroom.audio.clip_rights import why_withdrawn
from callsign.newsroom.transcripts.models import Edition, RetractedPassage, Revision
from callsign.newsroom.transcripts.models.moving_head import SeemsAnother
from callsign.outlets.frontpage.quote_cards import FONTS
from tests.cast import FRIDAY_NOON
from tests.outlets.frontpage.conftest import ANSWER, QUESTION, talk

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FONTS.exists(), reason="set-up has not copied the fonts"),
]

LATER = FRIDAY_NOON + timedelta(minutes=5)
TOLD = "It was misread."
CRESTED = "w7-w10"  # It crested at noon.
AROUND = "w5-w12"  # … river crested? [It crested at noon.] The bridge …


@pytest.fixture(autouse=True)
def own_disk(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "station"
    cache.clear()


@pytest.fixture
def mina(django_user_model):
    return django_user_model.objects.create_user(
        "mina", first_name="Mina", last_name="Sato"
    )


@pytest.fixture
def story(publish, recording, transcript):
    return publish("The crest", slug="crest", audio=recording, transcript=transcript)


@pytest.fixture
def old_quotes(client, story):
    """What readers quoted before: of the passage itself, and across it."""
    return quote_of(client, story, CRESTED), quote_of(client, story, AROUND)


@pytest.fixture
def retracted(old_quotes, transcript, mina):
    """“It crested at noon.” is taken out."""
    transcript.retract_words("w7", "w10", TOLD, by=mina, at=FRIDAY_NOON)
    return transcript


def quote_of(client, page, words):
    response = client.get(f"{page.url}quote/{words}/")
    assert response.status_code == 302, response.content
    return response["Location"]


def text_of(response):
    return " ".join(response.content.decode().replace("<", " <").split())


def restored(transcript, mina):
    transcript.restore(transcript.revisions.first(), by=mina, at=LATER)


def given_another_script(transcript, mina):
    script = f"ADA OKAFOR: {QUESTION}\n\nLUIS PRIETO: {ANSWER}\n"
    transcript.replace_script(script, based_on=transcript.head, by=mina, at=LATER)


def given_a_script_of_something_else(transcript, mina):
    with pytest.raises(SeemsAnother) as asked:
        transcript.replace_script(
            "ADA OKAFOR: Snow closed every school today.",
            based_on=transcript.head,
            by=mina,
            at=LATER,
        )
    # “Use it all the same.”
    transcript.restore(asked.value.kept, by=mina, at=LATER)


class TestAnOldQuoteOfRetractedWords:
    @pytest.mark.parametrize(
        "happens", [restored, given_another_script, given_a_script_of_something_else]
    )
    def test_stays_withdrawn_whatever_happens(
        self, client, story, old_quotes, retracted, mina, happens
    ):
        happens(retracted, mina)

        for address in old_quotes:
            for below in ("", "embed/"):
                page = text_of(client.get(f"{address}{below}"))
                assert "This passage has been retracted" in page
                assert TOLD in page
                assert "noon" not in page
                assert "<audio" not in page and "/clips/" not in page
            for below in ("card.png", "card-square.png", "film-square.mp4"):
                assert client.get(f"{address}{below}").status_code == 404
            asked = {"url": f"http://127.0.0.1:8000{address}"}
            assert client.get("/oembed", asked).status_code == 404

    def test_shows_its_words_again_when_the_retraction_is_lifted(
        self, client, old_quotes, retracted, mina
    ):
        retracted.lift_retraction(
            RetractedPassage.objects.get(), "The gauge was right.", by=mina, at=LATER
        )
        restored(retracted, mina)

        assert "crested at noon." in text_of(client.get(old_quotes[0]))


class TestAQuoteAcrossARetraction:
    @pytest.fixture
    def across(self, client, story, retracted):
        return quote_of(client, story, "w5-w12")

    def test_has_a_mark_where_the_words_were_and_the_notice(self, client, across):
        for below in ("", "embed/"):
            page = text_of(client.get(f"{across}{below}"))
            assert "[…]" in page and TOLD in page
            assert "noon" not in page

    def test_has_neither_sound_nor_pictures_nor_films(
        self, client, across, admin_client
    ):
        page = text_of(client.get(across))

        assert "Words between these were retracted" in page
        assert "<audio" not in page and "card.png" not in page
        assert client.get(f"{across}card.png").status_code == 404
        assert client.get(f"{across}film-square.mp4").status_code == 404
        asked = admin_client.post(f"{across}film/", {"shape": "square"})
        assert asked.status_code == 422

    def test_is_told_to_other_sites_with_the_mark_and_without_a_picture(
        self, client, across
    ):
        answer = client.get("/oembed", {"url": f"http://127.0.0.1:8000{across}"})

        said = json.loads(answer.content)
        assert "[…]" in said["title"] and "[…]" in said["html"]
        assert "thumbnail_url" not in said

    def test_beside_it_is_a_quote_like_any_other(self, client, story, retracted):
        page = text_of(client.get(quote_of(client, story, "w11-w14")))

        assert "The bridge is open." in page and "from=5000" in page


class TestTheSoundOfRetractedWords:
    @pytest.mark.parametrize(
        ("start_ms", "end_ms", "status"),
        [(3_000, 5_000, 410), (4_900, 6_000, 410), (0, 9_000, 410)],
    )
    def test_is_given_to_nobody(
        self, client, recording, retracted, start_ms, end_ms, status
    ):
        answer = client.get(recording.clip_url(start_ms, end_ms))

        assert answer.status_code == status
        assert "retracted" in answer.content.decode()

    def test_is_that_of_its_words_alone(self, recording, retracted):
        assert not why_withdrawn(recording, 0, 3_000)
        assert not why_withdrawn(recording, 5_000, 7_000)

    def test_stays_withdrawn_without_their_times(self, recording, transcript, mina):
        untimed = talk(QUESTION, ANSWER)
        transcript.retract_words("w7", "w10", TOLD, by=mina, at=FRIDAY_NOON)
        RetractedPassage.objects.update(start_ms=None, end_ms=None)
        assert len(untimed.words) == 14

        assert why_withdrawn(recording, 3_100, 3_200)
        assert not why_withdrawn(recording, 0, 3_000)

    def test_is_withdrawn_from_editions_too(self, recording, retracted, mina):
        podcast = type(recording).objects.get(pk=recording.pk)
        podcast.pk = None
        podcast.sha256 = "1" * 64
        podcast.save()
        Edition.objects.create(
            transcript=retracted,
            master=recording,
            audio=podcast,
            asked_at=FRIDAY_NOON,
            checked_at=FRIDAY_NOON,
            checked_by=mina,
            edits="other 0:10.000 Ad\nkeep 0:00.000 0:07.000\n",
        )

        assert why_withdrawn(podcast, 13_000, 13_500)
        assert not why_withdrawn(podcast, 3_000, 5_000)
        assert not why_withdrawn(podcast, 15_000, 17_000)

    def test_comes_back_when_the_retraction_is_lifted(self, recording, retracted, mina):
        retracted.lift_retraction(
            RetractedPassage.objects.get(), "The gauge was right.", by=mina, at=LATER
        )

        assert not why_withdrawn(recording, 3_000, 5_000)


class TestAVersionThatWasMovedByAProgram:
    def test_has_no_retracted_words_either(self, retracted):
        retracted.move_head(
            talk(QUESTION, ANSWER), reason=Revision.Reason.EDIT, by=None, at=LATER
        )

        assert "noon" not in retracted.plain_text
