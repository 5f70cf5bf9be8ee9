"""Questions: what a queryset would have answered, with its SQL written once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, Count, DateTimeField, Q
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from callsign.newsroom.stories.models import Story, Topic
from callsign.outlets.frontpage.masthead import site_for
from callsign.outlets.frontpage.questions import Blank, NotAQuestion, Question

SLUG = Blank("slug", CharField())


class TestAQuestion:
    def test_answers_as_its_queryset_does(self, interview, publish, river):
        publish("Rain at last", topic=river, slug="rain")
        stories = Story.objects.select_related("audio", "picture").order_by("slug")
        question = Question(lambda: stories.filter(Q(slug=SLUG) | Q(kicker=SLUG)))

        for slug in ("crest", "rain", "Interview", "nothing"):
            asked = stories.filter(Q(slug=slug) | Q(kicker=slug))
            found = question(slug=slug)
            assert found == list(asked)
            assert [vars(one.body) for one in found] == [
                vars(one.body) for one in asked
            ]
            assert [one.audio for one in found] == [one.audio for one in asked]

    def test_reads_the_values_of_a_database_as_python_has_them(self, interview):
        question = Question(
            lambda: Story.objects.filter(
                first_published_at__lte=Blank("now", DateTimeField())
            ).values_list("pk", "first_published_at", "live")
        )
        published = interview.first_published_at

        assert question(now=published) == [(interview.pk, published, True)]
        assert question(now=published - timedelta(seconds=1)) == []

    def test_has_its_sql_written_once(self, river):
        written = []

        def topics():
            written.append("once more")
            return Topic.objects.filter(slug=SLUG).values_list("name")

        question = Question(topics)
        answers = [
            question(slug="river"),
            question(slug="rain"),
            question.first(slug=""),
        ]

        assert answers == [[(river.name,)], [], None]
        assert written == ["once more"]

    def test_never_remembers_an_answer(self, river):
        question = Question(lambda: Topic.objects.filter(slug=SLUG))
        before = question.first(slug="river").name
        Topic.objects.update(name="The river")

        assert (before, question.first(slug="river").name) == (river.name, "The river")

    def test_reads_no_more_than_its_queryset_does(self, interview):
        question = Question(
            lambda: (
                Story.objects.select_related("transcript")
                .only("title", "transcript__html")
                .filter(pk=Blank("story", BigIntegerField()))
            )
        )
        with CaptureQueriesContext(connection) as queries:
            story = question.first(story=interview.pk)

        assert story.get_deferred_fields() >= {"teaser", "body", "path"}
        assert "html" not in story.transcript.get_deferred_fields()
        assert len(queries) == 1

    @pytest.mark.parametrize(
        "stories",
        [
            lambda: Story.objects.values("title"),
            lambda: Story.objects.values_list("title", flat=True),
            lambda: Story.objects.values_list("title", named=True),
            lambda: Story.objects.annotate(bylines_count=Count("bylines")),
            lambda: Story.objects.prefetch_related("story_topics"),
            lambda: Topic.objects.values_list("name").distinct().order_by("slug"),
            lambda: Topic.objects.none(),
        ],
    )
    def test_refuses_what_it_would_answer_otherwise(self, db, stories):
        with pytest.raises(NotAQuestion):
            Question(stories)()

    def test_takes_whatever_is_filled_in_for_a_value(self, river):
        """A value never becomes part of the statement."""
        question = Question(
            lambda: Topic.objects.filter(
                Q(slug=SLUG) | Q(name__startswith=Blank("name", CharField()))
            ).values_list("name")
        )

        for odd in ("' OR 1=1 --", "%", "_iver", "\\", '"; DROP TABLE x'):
            assert question(slug=odd, name=odd) == []

    def test_wants_every_blank_filled_in(self, river):
        with pytest.raises(KeyError, match="slug"):
            Question(lambda: Topic.objects.filter(slug=SLUG))()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sites",
    [
        [],
        [("kdemo.example", 80, True)],
        [("kdemo.example", 80, False)],
        [("kdemo.example", 80, True), ("kexmp.example", 80, False)],
        [("kdemo.example", 80, False), ("kexmp.example", 80, True)],
        [("kdemo.example", 80, False), ("kdemo.example", 8000, False)],
        [("kdemo.example", 80, False), ("kdemo.example", 8000, True)],
        [
            ("kdemo.example", 81, False),
            ("kdemo.example", 8000, False),
            ("kexmp.example", 80, True),
        ],
    ],
)
class TestTheSiteOfARequest:
    @pytest.mark.parametrize(
        "host", ["kdemo.example", "KDEMO.example:8000", "kexmp.example:81", "127.0.0.1"]
    )
    def test_is_the_one_that_wagtail_finds(self, settings, sites, host):
        settings.ALLOWED_HOSTS = ["*"]
        root = Page.objects.first()
        Site.objects.all().delete()
        for hostname, port, is_default_site in sites:
            Site.objects.create(
                hostname=hostname,
                port=port,
                is_default_site=is_default_site,
                root_page=root,
            )
        request = RequestFactory().get("/", headers={"host": host})

        assert site_for(request) == Site.find_for_request(request)
