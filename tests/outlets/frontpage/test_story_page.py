"""The story page, as a browser without script receives it."""

import gzip
import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from callsign.newsroom.stories.models import Correction, Retraction, StoryTopic
from callsign.newsroom.transcripts.models import Revision
from tests.cast import EDITOR, FRIDAY_NOON, GUEST, HOST
from tests.outlets.frontpage.conftest import QUESTION, address, talk

MOST_QUERIES = 12
MOST_BYTES_GZIPPED = 40_000
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;</title>"


def page_of(client, story):
    response = client.get(address(story))
    assert response.status_code == 200
    return response.content.decode()


def data_of(html):
    """Read the data block of a page."""
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(block[1])


class Markup(HTMLParser):
    """The elements of a page with their attributes, as a browser would see them."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


class TestTheStoryPage:
    @pytest.mark.parametrize(
        "kicker, said", [("The River", "The River"), ("Feature", "Feature · The River")]
    )
    def test_says_its_kicker_once_where_it_is_the_topic(
        self, client, publish, river, kicker, said
    ):
        story = publish("A heron at the lock", topic=river, kicker=kicker)

        line = re.search(r'article__kicker">(.*?)</p>', page_of(client, story))[1]

        assert re.sub(r"<[^>]+>", "", line) == said
        assert "<a href=" in line

    def test_asks_the_database_at_most_twelve_questions(
        self, client, interview, publish, river, luis, drawing
    ):
        publish("Rain at last", topic=river)
        luis.portrait = interview.picture = drawing
        luis.save()
        interview.body = [
            {"type": "picture", "value": {"picture": drawing.pk, "caption": ""}}
        ]
        interview.save()

        where = address(interview)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)

        assert len(queries) <= MOST_QUERIES, "\n".join(q["sql"][:120] for q in queries)

    def test_plays_and_reads_without_script(self, client, interview):
        html = page_of(client, interview)
        audio = Markup(html).all("audio")

        assert [one["preload"] for one in audio] == ["none"]
        assert "controls" in audio[0]
        assert audio[0]["src"].startswith(f"/audio/{interview.audio.pk}")
        assert "Good" in html and "open." in html

    def test_times_every_word_by_an_element_with_a_stable_id(self, client, interview):
        html = page_of(client, interview)

        assert '<span id="w1" data-start="0">Good</span>' in html
        assert '<span id="w8" data-start="3500">crested</span>' in html

    def test_leaves_an_untimed_word_plain(self, client, interview):
        document = interview.transcript.head.as_document()
        untimed = talk(QUESTION, "Well crested")
        interview.transcript.move_head(
            untimed.__class__(
                document.speakers,
                (document.turns[0], untimed.turns[1].__class__("s2", "Well, then", ())),
            ),
            reason=Revision.Reason.EDIT,
            by=None,
            at=FRIDAY_NOON,
        )

        assert 'id="w7"' not in page_of(client, interview)

    def test_names_the_speakers_and_leads_to_their_pages(self, client, interview, luis):
        html = page_of(client, interview)

        assert f'<a href="/people/luis-prieto/">{GUEST}</a>' in html
        assert 'data-voice="host"' in html

    def test_sets_apart_what_is_not_speech(self, client, interview):
        html = page_of(client, interview)

        assert '<span class="event">LAUGHTER</span>' in html
        assert '<p class="note" role="note">The gauge is in Boise.</p>' in html
        assert "<details" in html and "Copyright 2026 KDEMO." in html

    def test_says_when_by_whom_and_how_long(self, client, interview):
        html = page_of(client, interview)

        assert "Nov. 20, 2026, at 11:00 a.m. CST" in html
        assert HOST in html
        assert "1 min to hear" in html and "1 min to read" in html

    def test_leads_to_topic_program_and_other_stories(
        self, client, interview, publish, river
    ):
        publish("Rain at last", topic=river, slug="rain")
        html = page_of(client, interview)

        assert 'href="/topics/river/"' in html
        assert 'href="/programs/local-desk/"' in html
        assert 'href="/stories/2026-11/rain/"' in html

    def test_has_no_script_or_style_inside(self, client, interview):
        markup = Markup(page_of(client, interview))
        inline = [
            one
            for one in markup.all("script")
            if "src" not in one and one.get("type") != "application/ld+json"
        ]

        assert inline == []
        assert not markup.all("style")
        assert not [
            attributes
            for _, attributes in markup.elements
            if "style" in attributes
            or any(name.startswith("on") for name in attributes)
        ]

    def test_is_not_found_while_it_is_under_embargo(self, client, interview):
        interview.embargoed_until = FRIDAY_NOON + timedelta(days=3650)
        interview.save()

        # Wagtail, whose own page the draft is, publishes none under embargo.
        assert client.get(f"{address(interview)}transcript.txt").status_code == 404


class TestAnHourOfSpeech:
    def test_of_1200_words_weighs_at_most_40_kilobytes(self, client, interview):
        sentence = (
            "The {n} gauge at Kessler stood {m} inches above what anybody remembered"
        )
        turns = [sentence.format(n=n, m=n * 7 % 91) for n in range(100)]
        interview.transcript.move_head(
            talk(*turns, word_ms=371),
            reason=Revision.Reason.EDIT,
            by=None,
            at=FRIDAY_NOON,
        )

        html = page_of(client, interview)

        assert html.count("data-start=") == 1_200
        assert len(gzip.compress(html.encode(), 6)) <= MOST_BYTES_GZIPPED


class TestHostileWords:
    @pytest.fixture
    def hostile(self, interview, ada, luis, river, local_desk):
        for thing in (ada, luis, river):
            thing.name = HOSTILE[:60]
            thing.save()
        ada.title = luis.bio = local_desk.title = HOSTILE
        ada.save(), luis.save(), local_desk.save()
        interview.title = interview.teaser = HOSTILE
        interview.kicker = "<script>alert(1)</script>"
        interview.body = [
            {"type": "subhead", "value": HOSTILE},
            {"type": "pull_quote", "value": {"quote": HOSTILE, "speaker": HOSTILE}},
        ]
        interview.save()
        Correction.objects.create(
            story=interview, text=HOSTILE, corrected_at=FRIDAY_NOON
        )
        interview.audio.rights = HOSTILE
        interview.audio.save()
        document = talk(HOSTILE, HOSTILE)
        interview.transcript.move_head(
            document.__class__(
                tuple(
                    speaker.__class__(speaker.id, HOSTILE, speaker.role)
                    for speaker in document.speakers
                ),
                document.turns,
                tuple(one.__class__("w1", HOSTILE, HOSTILE) for one in document.events),
                tuple(one.__class__(HOSTILE, HOSTILE) for one in document.notes),
                tuple(one.__class__(1, HOSTILE) for one in document.boilerplate),
            ),
            reason=Revision.Reason.EDIT,
            by=None,
            at=FRIDAY_NOON,
        )
        return interview

    @pytest.mark.parametrize(
        "path",
        [
            None,  # the story itself
            "/",
            "/stories/",
            "/topics/river/",
            "/people/ada-okafor/",
            "/people/luis-prieto/",
            "/programs/",
            "/programs/local-desk/",
            "/feeds/",
        ],
    )
    def test_never_run(self, client, hostile, path):
        html = client.get(path or address(hostile)).content.decode()
        markup = Markup(html)

        assert "<script>" not in html
        assert all("src" in one or "type" in one for one in markup.all("script"))
        assert not [one for one in markup.all("img") if one.get("src") == "x"]
        assert html.count("</title>") == 1

    def test_leave_the_data_block_whole(self, client, hostile):
        data = data_of(page_of(client, hostile))

        assert data["headline"] == HOSTILE

    def test_cannot_become_an_attribute(self, client, interview):
        document = talk(QUESTION)
        word = document.turns[0].words[0]
        hostile = word.__class__('w1" onclick="alert(1)', word.text, 0, 1, word.tier)
        turn = document.turns[0]
        interview.transcript.move_head(
            document.__class__(
                document.speakers, (turn.__class__("s1", word.text, (hostile,)),)
            ),
            reason=Revision.Reason.EDIT,
            by=None,
            at=FRIDAY_NOON,
        )

        assert "onclick" not in page_of(client, interview)


class TestTheDataForSearchEngines:
    def test_tells_of_the_story_its_recording_and_its_words(self, client, interview):
        data = data_of(page_of(client, interview))

        assert data["@type"] == "NewsArticle"
        assert data["datePublished"] == "2026-11-20T11:00:00-06:00"
        assert data["author"][0]["name"] == HOST
        assert data["audio"]["@type"] == "AudioObject"
        assert data["audio"]["duration"] == "PT0M30S"
        assert data["audio"]["transcript"].startswith("Good morning.")
        assert data["url"].endswith(address(interview))

    def test_is_said_to_social_networks_too(self, client, interview):
        metas = {
            one.get("property") or one.get("name"): one.get("content")
            for one in Markup(page_of(client, interview)).all("meta")
        }

        assert metas["og:type"] == "article"
        assert metas["og:title"] == interview.title
        assert metas["og:audio:type"] == "audio/mpeg"
        assert metas["twitter:card"] == "summary"

    def test_names_one_address(self, client, interview):
        links = Markup(page_of(client, interview)).all("link")
        canonical = [one["href"] for one in links if one["rel"] == "canonical"]

        assert canonical == [data_of(page_of(client, interview))["url"]]


class TestACorrectedStory:
    def test_says_so_at_the_top_with_the_day(self, client, interview):
        Correction.objects.create(
            story=interview,
            text="The gauge stood at 26 feet, not 62.",
            corrected_at=FRIDAY_NOON + timedelta(days=1),
        )

        html = page_of(client, interview)

        assert html.index("not 62.") < html.index("<audio")
        assert "Corrected <time" in html
        assert data_of(html)["correction"][0]["text"].endswith("not 62.")


class TestARetractedStory:
    @pytest.fixture
    def retracted(self, interview, django_user_model):
        mina = django_user_model.objects.create_user("mina", first_name=EDITOR)
        Retraction.objects.create(
            story=interview,
            retracted_by=mina,
            retracted_at=FRIDAY_NOON,
            reason="The gauge was misread.",
        )
        return interview

    def test_gives_the_reason_in_place_of_the_text(self, client, retracted):
        html = page_of(client, retracted)

        assert "The gauge was misread." in html
        assert "The gauge stood at 26 feet." not in html
        assert "<audio" not in html
        assert "data-start" not in html
        assert 'name="robots" content="noindex"' in html

    def test_leaves_every_list(self, client, retracted):
        for path in (
            "/",
            "/stories/",
            "/topics/river/",
            "/feed.xml",
            "/sitemap-stories-1.xml",
        ):
            assert "crest" not in client.get(path).content.decode(), path

    def test_gives_no_transcript_to_take_along(self, client, retracted):
        assert client.get(f"{address(retracted)}transcript.txt").status_code == 404


class TestAStoryThatIsOnlyAHeadline:
    def test_is_a_page(self, client, publish):
        story = publish("Rain at last")

        html = page_of(client, story)

        assert "Rain at last" in html
        assert "<audio" not in html and "audio-player" not in html

    def test_is_wagtails_to_refuse_when_it_is_private(self, client, interview):
        interview.view_restrictions.create(restriction_type="login")

        assert client.get(address(interview)).status_code == 302


class TestTheTopicsOfAStory:
    def test_stand_in_the_editors_order(self, client, interview, river):
        second = river.__class__.objects.create(name="Schools", slug="schools")
        StoryTopic.objects.create(story=interview, topic=second, sort_order=1)

        assert data_of(page_of(client, interview))["articleSection"] == [
            "The River",
            "Schools",
        ]


class TestPreviewing:
    def test_shows_the_draft_as_readers_would_see_it(self, interview):
        interview.title = "The river crested at dawn"

        response = interview.make_preview_request(preview_mode="")

        assert b"The river crested at dawn" in response.content
        assert b'data-start="3500"' in response.content
