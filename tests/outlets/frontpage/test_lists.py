"""Lists, feeds, sitemaps, downloads: the pages around the stories."""

import json
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from callsign.engines.transcript.writers.table import WRITERS
from callsign.newsroom.station.models import Service
from callsign.newsroom.stories.models import Story
from callsign.outlets.frontpage import sitemaps
from callsign.outlets.frontpage.finding import published
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.models import StandingPage
from tests.cast import GUEST, HOST
from tests.outlets.frontpage.conftest import address

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DC = "{http://purl.org/dc/elements/1.1/}"
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def paths_in(client, sitemap):
    """Return the paths a sitemap lists."""
    listed = ET.fromstring(client.get(sitemap).content).iter(f"{SITEMAP}loc")
    return {urlsplit(loc.text).path for loc in listed}


class TestThePagesOfPeople:
    def test_show_what_they_made(self, client, interview):
        html = text_of(client, "/people/ada-okafor/")

        assert HOST in html and interview.title in html
        assert 'href="/programs/local-desk/"' in html

    def test_show_where_they_are_heard(self, client, interview, luis):
        assert interview.title in text_of(client, luis.get_absolute_url())

    def test_say_what_will_be_there_while_there_is_nothing(self, client, layout, luis):
        assert f"The stories {GUEST} makes" in text_of(client, "/people/luis-prieto/")

    def test_are_not_found_for_strangers(self, client, layout):
        assert client.get("/people/nobody/").status_code == 404


class TestTheOtherLists:
    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/stories/",
            "/stories/2026-11/",
            "/topics/river/",
            "/programs/local-desk/",
        ],
    )
    def test_show_the_story(self, client, interview, path):
        assert interview.title in text_of(client, path)

    def test_lead_to_each_program(self, client, local_desk):
        assert 'href="/programs/local-desk/"' in text_of(client, "/programs/")


class TestStandingPages:
    def test_stand_in_the_imprint(self, client, layout):
        about = layout.front_page.add_child(
            instance=StandingPage(
                title="About KDEMO", slug="about", body="<p>From both banks.</p>"
            )
        )

        assert 'href="/about/"' in text_of(client, "/")
        assert "From both banks." in text_of(client, address(about))


class TestAnAddressThatIsNot:
    def test_says_so_with_the_station_around_it(self, client, layout, settings):
        settings.DEBUG = False

        response = client.get("/nothing/here/")

        assert response.status_code == 404
        assert "There is no page at this address" in response.content.decode()
        assert "KDEMO" in response.content.decode()


class TestAPageThatBroke:
    def test_apologizes_without_asking_the_database(self):
        html = render_to_string("500.html")  # a test without a database may not ask it

        assert "Something broke here" in html


class TestWhatThePublicMayFind:
    def test_is_what_the_newsroom_stands_behind(self, interview, publish):
        private = publish("For members")
        private.view_restrictions.create(restriction_type="login")
        draft = publish("A draft")
        draft.live = False
        draft.save()

        masthead = masthead_for(RequestFactory().get("/"))

        assert set(published(masthead)) == set(Story.objects.standing())
        assert list(published(masthead)) == [interview]


class TestFeeds:
    @pytest.mark.parametrize(
        ("path", "page"),
        [
            ("/feed.xml", "/"),
            ("/topics/river/feed.xml", "/topics/river/"),
            ("/people/ada-okafor/feed.xml", "/people/ada-okafor/"),
            ("/programs/local-desk/feed.xml", "/programs/local-desk/"),
        ],
    )
    def test_tell_of_the_story_and_are_found_on_its_page(
        self, client, interview, path, page
    ):
        channel = ET.fromstring(client.get(path).content).find("channel")
        item = channel.find("item")

        assert item.findtext("title") == interview.title
        assert item.findtext("link").endswith(address(interview))
        assert item.find("guid").get("isPermaLink") == "true"
        assert item.findtext("pubDate") == "Fri, 20 Nov 2026 11:00:00 -0600"
        assert item.findtext(f"{DC}creator") == HOST
        assert item.findtext("category") == "The River"
        assert item.find("enclosure").get("length") == "480000"
        assert channel.find(f"{ATOM}link").get("href").endswith(path)
        assert f'type="application/rss+xml" href="{path}"' in text_of(client, page)

    def test_are_not_sent_twice_to_who_has_them(self, client, interview):
        first = client.get("/feed.xml")

        again = client.get("/feed.xml", headers={"if-none-match": first["ETag"]})
        since = client.get(
            "/feed.xml", headers={"if-modified-since": first["Last-Modified"]}
        )

        assert again.status_code == since.status_code == 304

    def test_survive_what_xml_cannot_hold(self, client, publish):
        publish("Rain \x07\x08 at <last> & now", teaser="\x1f]]>")

        channel = ET.fromstring(client.get("/feed.xml").content).find("channel")

        assert channel.find("item").findtext("title") == "Rain  at <last> & now"

    def test_are_listed(self, client, interview):
        html = text_of(client, "/feeds/")

        assert "/topics/river/feed.xml" in html
        assert "/programs/local-desk/feed.xml" in html


class TestSitemaps:
    def test_lead_to_the_radio_where_there_is_one(self, client, interview):
        assert "/live/" in paths_in(client, "/sitemap.xml")

        Service.objects.all().delete()

        assert "/live/" not in paths_in(client, "/sitemap.xml")

    def test_list_every_page(self, client, interview):
        paths = paths_in(client, "/sitemap.xml")

        assert {
            "/",
            "/stories/",
            "/stories/2026-11/",
            address(interview),
            "/topics/river/",
            "/people/ada-okafor/",
            "/programs/",
            "/programs/local-desk/",
        } <= paths
        assert all(client.get(path).status_code == 200 for path in paths)

    def test_list_each_other_once_they_grow_too_long(
        self, client, interview, publish, monkeypatch
    ):
        monkeypatch.setattr(sitemaps, "A_SITEMAP", 1)
        publish("Rain at last", slug="rain")

        maps = paths_in(client, "/sitemap.xml")
        pages = [path for one in maps for path in paths_in(client, one)]

        assert maps == {
            "/sitemap-pages.xml",
            "/sitemap-stories-1.xml",
            "/sitemap-stories-2.xml",
        }
        assert {address(interview), "/stories/2026-11/rain/", "/"} <= set(pages)
        assert len(pages) == len(set(pages))

    @pytest.mark.parametrize("number", ["0", "50001", "9" * 23])
    def test_are_not_there_by_numbers_no_index_lists(self, client, layout, number):
        address = f"/sitemap-stories-{number}.xml"

        assert client.get(address).status_code == 404

    def test_are_named_to_robots_and_the_desk_is_not_theirs(self, client, layout):
        text = text_of(client, "/robots.txt")

        assert "Disallow: /desk/" in text
        assert text.count("Sitemap: http") == 2

    def test_tell_the_news_of_two_days(self, client, publish):
        publish("Long ago", hours_ago=24 * 400)

        assert "Long ago" not in text_of(client, "/news-sitemap.xml")


class TestTakingATranscriptAlong:
    @pytest.mark.parametrize(
        ("suffix", "content_type", "opening"),
        [
            ("vtt", "text/vtt", "WEBVTT"),
            ("srt", "application/x-subrip", "1\n00:00:00,000"),
            ("json", "application/json", '{"version": 2'),
            ("txt", "text/plain", ""),
        ],
    )
    def test_gives_each_format(self, client, interview, suffix, content_type, opening):
        response = client.get(f"{address(interview)}transcript.{suffix}")
        text = response.content.decode()

        assert response["Content-Type"] == f"{content_type}; charset=utf-8"
        assert text.startswith(opening)
        assert "crested" in text

    @pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.name)
    def test_gives_every_format_of_the_table(self, client, interview, writer):
        response = client.get(f"{address(interview)}transcript.{writer.name}")

        assert response["Content-Type"].startswith(writer.media_type)
        name = response["Content-Disposition"].partition("filename=")[2]
        assert name.endswith(f'.{writer.extension}"')
        assert response.content

    def test_says_whose_words_they_are(self, client, interview):
        text = text_of(client, f"{address(interview)}transcript.vtt")

        assert f"NOTE {interview.title}" in text
        assert f"{address(interview)}" in text

    def test_gives_nothing_in_a_format_nobody_knows(self, client, interview):
        assert client.get(f"{address(interview)}transcript.rtf").status_code == 404

    def test_gives_the_words_with_their_ids(self, client, interview):
        text = text_of(client, f"{address(interview)}transcript.json")

        assert json.loads(text)["turns"][0]["words"][0]["id"] == "w1"

    def test_gives_no_captions_without_times(self, client, interview):
        head = interview.transcript.head
        for turn in head.document["turns"]:
            turn["start_ms"] = turn["end_ms"] = None
            for word in turn["words"]:
                word.update(start_ms=None, end_ms=None, tier="none")
        head.save()

        assert client.get(f"{address(interview)}transcript.vtt").status_code == 404
        assert client.get(f"{address(interview)}transcript.txt").status_code == 200

    def test_stands_below_an_address_in_any_alphabet(self, client, interview):
        """The desk lets an editor write such an address; Django's own slugs are ASCII."""
        interview.slug = "brücke"
        interview.save()

        assert client.get(address(interview)).status_code == 200
        assert client.get(f"{address(interview)}transcript.txt").status_code == 200

    def test_is_for_nobody_while_the_story_is_a_draft(self, client, interview):
        interview.live = False
        interview.save()

        assert client.get(f"{address(interview)}transcript.txt").status_code == 404
