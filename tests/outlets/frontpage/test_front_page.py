"""The front page: an editor's choice, then the latest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from callsign.outlets.frontpage.models import FrontPagePick
from tests.cast import GUEST

MOST_QUERIES = 24


def pick(layout, story, quote=""):
    FrontPagePick.objects.create(front_page=layout.front_page, story=story, quote=quote)


class TestAnEmptyStation:
    def test_says_what_will_be_here(self, client, layout):
        html = client.get("/").content.decode()

        assert "The first stories of KDEMO Public Radio will stand here." in html


class TestWhatAnEditorPicked:
    def test_leads_though_it_is_not_the_latest(self, client, layout, publish):
        pick(layout, publish("A quiet week", hours_ago=90))
        publish("Rain at last", hours_ago=1)

        html = client.get("/").content.decode()

        assert html.index("A quiet week") < html.index("Rain at last")

    def test_is_quoted_with_a_link_to_the_words(self, client, layout, interview):
        pick(layout, interview, quote="“It crested at noon.”".strip("“”"))

        html = client.get("/").content.decode()

        assert "/stories/2026-11/crest/#w=7-10&amp;t=3000" in html
        assert GUEST in html and "Hear it at 0:03" in html

    def test_is_quoted_without_one_when_nobody_says_so(self, client, layout, interview):
        pick(layout, interview, quote="It rained.")

        html = client.get("/").content.decode()

        assert "It rained." in html and "Hear it at" not in html

    def test_shows_its_sound_where_it_has_no_picture(self, client, layout, interview):
        pick(layout, interview)

        assert 'class="card__wave"' in client.get("/").content.decode()

    def test_is_shown_no_more_once_it_is_unpublished(self, client, layout, publish):
        story = publish("A quiet week")
        pick(layout, story)
        story.live = False
        story.save()

        assert "A quiet week" not in client.get("/").content.decode()


class TestAHundredStories:
    @pytest.fixture
    def hundred(self, publish, ada, river):
        for number in range(100):
            publish(f"Story {number}", by=ada, topic=river, hours_ago=number)

    @pytest.mark.usefixtures("hundred")
    def test_take_no_more_questions_than_one(self, client):
        with CaptureQueriesContext(connection) as queries:
            client.get("/")

        assert len(queries) <= MOST_QUERIES

    @pytest.mark.usefixtures("hundred")
    def test_are_listed_by_twenty(self, client):
        first = client.get("/topics/river/").content.decode()
        last = client.get("/topics/river/?page=5").content.decode()

        assert first.count("card--river") == last.count("card--river") == 20
        assert 'rel="next"' in first and 'rel="next"' not in last
        assert client.get("/topics/river/?page=6").status_code == 404
