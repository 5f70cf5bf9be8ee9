"""The pages of quotes: what readers, other sites and robots get."""

import json
from io import BytesIO
from xml.etree import ElementTree

import av
import numpy as np
import pytest
from django.core.cache import cache
from django.core.files.base import File
from django.utils import timezone
from PIL import Image

from callsign.engines.transcript.corrections import retracted
from callsign.newsroom.audio.clip_rights import OF_THE_RECORDING
from callsign.newsroom.programs.models import Carriage, Episode
from callsign.newsroom.station.models import Station
from callsign.newsroom.transcripts.models import Revision
from callsign.outlets.frontpage.quote_cards import FONTS, quotes_dir
from tests.cast import FRIDAY_NOON, GUEST, HOST
from tests.outlets.frontpage.conftest import ANSWER, QUESTION, talk
from tests.tape import tone, write_tape

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FONTS.exists(), reason="set-up has not copied the fonts"),
]

RATE_HZ = 48_000
WORDS = "w7-w10"  # It crested at noon.
SAID = "It crested at noon."


@pytest.fixture(autouse=True)
def own_disk(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "station"
    cache.clear()


@pytest.fixture
def recording(recording, tmp_path):
    """As long as the waveform says, quiet but for the quoted words."""
    signal = tone(10, dbfs=-50, rate_hz=RATE_HZ)
    signal[0, 3 * RATE_HZ : 5 * RATE_HZ] *= 100
    tape = write_tape(tmp_path / "crest.wav", signal, rate_hz=RATE_HZ)
    with tape.open("rb") as file:
        recording.master.save("crest.wav", File(file))
    return recording


@pytest.fixture
def story(publish, recording, transcript):
    return publish("The crest", slug="crest", audio=recording, transcript=transcript)


@pytest.fixture
def episode(local_desk, recording, transcript):
    return local_desk.add_child(
        instance=Episode(
            title="Friday",
            slug="friday",
            live=True,
            aired_on=FRIDAY_NOON.date(),
            audio=recording,
            transcript=transcript,
        )
    )


@pytest.fixture
def quoted(client, story):
    """The path of a quote's page."""
    return quote_of(client, story)


def quote_of(client, page, words=WORDS):
    response = client.get(f"{page.url}quote/{words}/")
    assert response.status_code == 302, response.content
    return response["Location"]


def text_of(response):
    return " ".join(
        response.content.decode().replace("<", " <").replace(">", "> ").split()
    )


def retell(transcript, place, text):
    head = transcript.head
    first = head.as_document().turns[place].words[0].id
    transcript.retell_turn(first, text, based_on=head, by=None, at=FRIDAY_NOON)


class TestChoosingWords:
    def test_leads_to_the_page_of_the_quote(self, client, story, transcript):
        path = quote_of(client, story)

        assert path.startswith(f"{story.url}quote/{WORDS}-{transcript.head_id}-")
        assert client.get(path).status_code == 200

    @pytest.mark.parametrize("words", ["w10-w7", "w7-w999", "w999999999-w7"])
    def test_that_are_not_there_leads_nowhere(self, client, story, words):
        assert client.get(f"{story.url}quote/{words}/").status_code == 404

    def test_says_that_they_are_too_many(self, client, story, transcript):
        transcript.move_head(
            talk("on " * 300), reason=Revision.Reason.EDIT, by=None, at=FRIDAY_NOON
        )

        response = client.get(f"{story.url}quote/w1-w300/")

        assert response.status_code == 400
        assert "at most 250 words, and these are 300" in response.content.decode()

    def test_needs_a_transcript(self, client, publish):
        bare = publish("Rain at last")

        assert client.get(f"{bare.url}quote/{WORDS}/").status_code == 404


class TestThePageOfAQuote:
    def test_has_the_words_who_said_them_and_when(self, client, quoted, story):
        page = client.get(quoted).content.decode()

        assert 'It</span> <span data-at="500">crested</span>' in page
        assert f'<a href="/people/luis-prieto/">{GUEST}</a>' in page
        assert "Nov. 20, 2026" in page
        assert f'href="{story.url}">The crest</a>' in page
        assert f'href="{story.url}#w=7-10&amp;t=3000"' in page

    def test_tells_other_sites_what_to_show(self, client, quoted):
        page = client.get(quoted).content.decode()

        assert f'<meta property="og:title" content="{GUEST}: “{SAID}”">' in page
        assert (
            f'property="og:image" content="http://127.0.0.1:8000{quoted}card.png"'
            in page
        )
        assert f"“{SAID}” {GUEST}. From The crest, KDEMO Public Radio." in page
        assert 'property="og:audio" content="http://127.0.0.1:8000/audio/' in page
        assert 'type="application/json+oembed"' in page
        assert '<meta name="robots" content="noindex">' in page

    def test_names_every_voice(self, client, story):
        page = client.get(quote_of(client, story, "w6-w8")).content.decode()

        assert page.count("quote__turn") == 2
        assert HOST in page and GUEST in page

    def test_escapes_what_a_script_says(self, client, story, transcript):
        transcript.move_head(
            talk("<script>alert(1)</script> said"),
            reason=Revision.Reason.EDIT,
            by=None,
            at=FRIDAY_NOON,
        )
        path = quote_of(client, story, "w1-w2")

        for address in (path, f"{path}embed/"):
            assert "<script>alert" not in client.get(address).content.decode()
        said = client.get("/oembed", {"url": f"http://127.0.0.1:8000{path}"}).json()
        assert "<script>" not in said["html"]

    def test_is_for_everybody_and_cached(self, client, quoted):
        response = client.get(quoted)

        assert response["Cache-Control"] == "public, no-cache"
        assert "Set-Cookie" not in response

    def test_asks_the_database_little(
        self, client, quoted, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(22):
            client.get(quoted)

    @pytest.mark.parametrize(
        "key",
        [
            *("w7-w10-1-00000000", "w7-w10-999999999999999-3f9a1c2b"),
            *("..%2f..%2fetc%2fpasswd", "w7-w10-1-3f9a1c2b%0a", "w7", "x" * 900),
        ],
    )
    def test_that_was_made_up_is_not_there(self, client, story, key):
        for below in ("", "card.png", "embed/", "film-square.mp4", "films.json"):
            address = f"{story.url}quote/{key}/{below}"
            assert client.get(address).status_code == 404, address


class TestAQuoteThatOutlivesEdits:
    def test_says_that_its_words_were_corrected(self, client, quoted, transcript):
        retell(transcript, 1, "It peaked at noon. The bridge is open.")

        page = text_of(client.get(quoted))

        assert "The transcript was corrected since" in page
        assert "peaked" in page and "crested" not in page

    def test_does_not_mind_what_is_edited_elsewhere(self, client, quoted, transcript):
        retell(transcript, 0, "Good morning, Luis. Did the river crest?")

        page = text_of(client.get(quoted))

        assert "The transcript was corrected since" not in page
        assert "crested" in page

    def test_stays_through_a_replacement(self, client, quoted, transcript):
        transcript.replace_script(
            f"ADA OKAFOR, HOST: {QUESTION} Luis?\n\nLUIS PRIETO: {ANSWER}",
            based_on=transcript.head,
            by=None,
            at=FRIDAY_NOON,
        )

        page = text_of(client.get(quoted))

        assert "crested" in page
        assert "The transcript was corrected since" not in page

    def test_prints_a_correction_of_its_words(self, client, story):
        page = text_of(client.get(quote_of(client, story, "w7-w8")))

        assert "The gauge is in Boise." in page

    def test_shows_the_retraction_of_its_passage(self, client, quoted, transcript):
        head = transcript.head
        now = retracted(
            head.as_document(), "w7", "w10", "It was misread.", made_on="2026-11-20"
        )
        transcript.edit(now, based_on=head, by=None, at=FRIDAY_NOON)

        page = text_of(client.get(quoted))

        assert "This passage has been retracted" in page
        assert "Nov. 20, 2026" in page and "It was misread." in page
        assert "<audio" not in page and "crested" not in page
        assert client.get(f"{quoted}card.png").status_code == 404

    def test_shows_the_retraction_of_its_story(self, client, quoted, story, mina):
        story.retract(by=mina, because="The gauge was misread.", at=FRIDAY_NOON)

        for address in (quoted, f"{quoted}embed/"):
            page = text_of(client.get(address))
            assert "retracted" in page and "The gauge was misread." in page
            assert "crested" not in page
        for below in ("card.png", "film-square.mp4"):
            assert client.get(f"{quoted}{below}").status_code == 404
        asked = {"url": f"http://127.0.0.1:8000{quoted}"}
        assert client.get("/oembed", asked).status_code == 404

    def test_is_silent_under_embargo(self, client, quoted, story):
        story.embargoed_until = timezone.now() + timezone.timedelta(hours=1)
        story.save()

        for below in ("", "card.png", "embed/"):
            assert client.get(f"{quoted}{below}").status_code == 404


@pytest.fixture
def mina(django_user_model):
    return django_user_model.objects.create_superuser("mina", "mina@kdemo.example")


def taken(response):
    """
    Return the whole of a file, as a browser takes it.

    Closing the answer instead would close the database's connection, and the test with it.
    """
    return b"".join(response)


class TestTheClip:
    def test_is_cut_on_the_edges_of_its_words(self, client, quoted):
        page = client.get(quoted)
        sound = page.context["quote"].sound

        response = client.get(sound.address.replace(".mp3", ".opus"))
        with av.open(BytesIO(b"".join(response))) as file:
            samples = np.concatenate(
                [frame.to_ndarray() for frame in file.decode(audio=0)], axis=1
            )[0]

        assert (sound.start_ms, sound.end_ms) == (3_000, 5_000)
        assert len(samples) / RATE_HZ == pytest.approx(2, abs=0.02)
        loud = np.flatnonzero(np.abs(samples) > 0.05)
        assert loud[0] / RATE_HZ == pytest.approx(0, abs=0.02)
        assert loud[-1] / RATE_HZ == pytest.approx(2, abs=0.02)
        # It rises for 50 ms, and falls for as long.
        level = np.abs(samples).max()
        quarter = np.abs(samples[: RATE_HZ // 80]).max()
        half = np.abs(samples[: RATE_HZ // 40]).max()
        assert quarter == pytest.approx(level / 4, rel=0.35)
        assert half == pytest.approx(level / 2, rel=0.25)

    def test_may_be_forbidden_by_the_recording(self, client, quoted, recording):
        recording.may_be_clipped = False
        recording.save()

        page = client.get(quoted)

        assert OF_THE_RECORDING in page.content.decode()
        assert "<audio" not in page.content.decode()
        clip = client.get(recording.clip_url(3_000, 5_000))
        assert clip.status_code == 403
        assert clip.content.decode() == OF_THE_RECORDING

    @pytest.mark.parametrize("right", ["may_stream", "may_rewind", "may_podcast"])
    def test_may_be_forbidden_by_the_carriage(
        self, client, quoted, story, local_desk, recording, right
    ):
        story.heard_on = local_desk
        story.save()
        Carriage.objects.create(
            station=Station.objects.get(), program=local_desk, **{right: False}
        )

        page = client.get(quoted).content.decode()

        assert "may not pass on the sound of Local Desk" in page
        assert "<audio" not in page
        assert client.get(recording.clip_url(3_000, 5_000)).status_code == 403

    def test_may_be_forbidden_to_an_episode(self, client, episode, local_desk):
        path = quote_of(client, episode)
        Carriage.objects.create(
            station=Station.objects.get(), program=local_desk, may_podcast=False
        )

        assert "<audio" not in client.get(path).content.decode()

    def test_is_not_there_before_the_words_have_times(self, client, story, transcript):
        path = quote_of(client, story)
        transcript.hear(None, by=None, at=FRIDAY_NOON)

        page = client.get(path).content.decode()

        assert "<audio" not in page
        assert "It crested at noon." in page


class TestAnEpisode:
    """A quote of an episode is all that a quote of a story is."""

    @pytest.fixture
    def quoted(self, client, episode):
        return quote_of(client, episode)

    def test_has_a_page_with_the_words_who_said_them_and_when(
        self, client, quoted, episode
    ):
        page = text_of(client.get(quoted))

        assert quoted.startswith(f"{episode.get_url()}quote/")
        assert SAID in page and GUEST in page and "Friday" in page
        assert "Nov. 20, 2026" in page
        assert f'href="{episode.get_url()}#w=7-10&amp;t=3000"' in page

    def test_has_a_clip(self, client, quoted):
        sound = client.get(quoted).context["quote"].sound

        clip = client.get(sound.address)

        assert (sound.start_ms, sound.end_ms) == (3_000, 5_000)
        assert clip["Content-Type"] == "audio/mpeg"
        with av.open(BytesIO(taken(clip))) as file:
            assert file.duration / 1_000_000 == pytest.approx(2, abs=0.1)

    def test_has_a_card(self, client, quoted):
        card = client.get(f"{quoted}card.png")

        assert Image.open(BytesIO(taken(card))).size == (1200, 630)

    def test_is_framed_by_other_sites(self, client, quoted):
        page = client.get(f"{quoted}embed/")

        assert "frame-ancestors *" in page["Content-Security-Policy"]
        assert "crested" in page.content.decode()

    def test_is_described_by_oembed(self, client, quoted):
        address = f"http://127.0.0.1:8000{quoted}"
        told = client.get("/oembed", {"url": address}).json()

        assert f'src="{address}embed/"' in told["html"]
        assert told["thumbnail_url"] == f"{address}card.png"

    def test_prints_a_correction_of_its_words(self, client, episode):
        page = text_of(client.get(quote_of(client, episode, "w7-w8")))

        assert "The gauge is in Boise." in page

    def test_says_when_its_passage_was_retracted(
        self, client, quoted, transcript, mina
    ):
        transcript.retract_words(
            "w7", "w10", "It was misread.", by=mina, at=FRIDAY_NOON
        )

        page = text_of(client.get(quoted))

        assert "It was misread." in page and "crested" not in page
        assert client.get(f"{quoted}card.png").status_code == 404

    def test_is_nowhere_once_the_episode_is_taken_down(self, client, quoted, episode):
        episode.unpublish()

        for below in ("", "card.png", "embed/"):
            assert client.get(f"{quoted}{below}").status_code == 404


class TestTheCard:
    @pytest.mark.parametrize(
        ("name", "size"), [("card", (1200, 630)), ("card-square", (1080, 1080))]
    )
    def test_is_a_picture(self, client, quoted, name, size):
        response = client.get(f"{quoted}{name}.png")

        assert response["Content-Type"] == "image/png"
        assert Image.open(BytesIO(b"".join(response))).size == size

    def test_is_drawn_once(self, client, quoted, transcript):
        for _ in range(2):
            taken(client.get(f"{quoted}card.png"))
        assert len(list(quotes_dir("cards").iterdir())) == 1

        retell(transcript, 1, "It peaked at noon. The bridge is open.")
        taken(client.get(f"{quoted}card.png"))

        assert len(list(quotes_dir("cards").iterdir())) == 2

    def test_is_not_drawn_for_who_asks_for_hundreds(self, client, story, monkeypatch):
        monkeypatch.setattr("callsign.outlets.frontpage.quote_views.CARDS_A_MINUTE", 1)
        one, other = (quote_of(client, story, words) for words in (WORDS, "w1-w2"))
        taken(client.get(f"{one}card.png"))

        refused = client.get(f"{other}card.png")

        assert refused.status_code == 429
        assert refused["Retry-After"]
        again = client.get(f"{one}card.png")
        assert again.status_code == 200
        taken(again)


class TestOnOtherSites:
    def test_only_the_embed_may_be_framed(self, client, quoted):
        page, embed = client.get(quoted), client.get(f"{quoted}embed/")

        assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors *" in embed["Content-Security-Policy"]
        assert "X-Frame-Options" not in embed
        assert "script-src" not in embed["Content-Security-Policy"]
        assert "default-src 'self'" in embed["Content-Security-Policy"]

    def test_the_embed_has_the_words_and_the_way_back(self, client, quoted):
        page = client.get(f"{quoted}embed/").content.decode()

        assert "crested" in page and "<audio" in page
        assert f'href="http://127.0.0.1:8000{quoted}"' in page

    def test_the_page_prints_the_code_and_not_the_frame(self, client, quoted):
        page = client.get(quoted).content.decode()

        assert "<iframe" not in page
        assert f"&lt;iframe src=&quot;http://127.0.0.1:8000{quoted}embed/" in page

    def test_oembed_describes_it(self, client, quoted):
        address = f"http://127.0.0.1:8000{quoted}"
        said = client.get("/oembed", {"url": address, "maxwidth": "320"})

        assert said["Access-Control-Allow-Origin"] == "*"
        told = said.json()
        assert (told["version"], told["type"]) == ("1.0", "rich")
        assert told["width"] == 320
        assert f'src="{address}embed/"' in told["html"]
        assert told["thumbnail_url"] == f"{address}card.png"

    def test_oembed_says_the_same_in_xml(self, client, quoted):
        asked = {"url": f"http://127.0.0.1:8000{quoted}", "format": "xml"}
        told = client.get("/oembed", asked)

        assert told["Content-Type"] == "text/xml; charset=utf-8"
        root = ElementTree.fromstring(told.content)
        plain = client.get("/oembed", {**asked, "format": "json"}).json()
        assert {one.tag: one.text for one in root} == {
            name: str(value) for name, value in plain.items()
        }

    def test_the_page_names_oembed_where_it_is(self, client, quoted):
        page = client.get(quoted).content.decode()
        link = page.split('type="application/json+oembed" href="')[1].split('"')[0]

        told = client.get(
            link.replace("&amp;", "&").removeprefix("http://127.0.0.1:8000")
        )

        assert json.loads(told.content)["type"] == "rich"

    @pytest.mark.parametrize(
        "address",
        [
            *("", "nothing", "http://", "http://[", "file:///etc/passwd"),
            *("http://kexmp.example/", "http://127.0.0.1:8000/"),
            *("http://127.0.0.1:8000/desk/", "http://127.0.0.1:8000@kexmp.example/"),
            "http://127.0.0.1:8000/" + "x" * 2_000,
        ],
    )
    def test_oembed_knows_nothing_else(self, client, layout, address):
        assert client.get("/oembed", {"url": address}).status_code == 404

    def test_oembed_refuses_what_it_cannot_write(self, client, quoted):
        asked = {"url": f"http://127.0.0.1:8000{quoted}"}

        assert client.get("/oembed", {**asked, "format": "yaml"}).status_code == 501
        assert client.get("/oembed", {**asked, "maxwidth": "-1"}).status_code == 400
