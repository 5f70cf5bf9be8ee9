"""Whatever is changed, the story's page says so at the next request."""

import pytest
from django.shortcuts import render
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.people.models import Person
from callsign.newsroom.station.models import Picture, PictureRendition, Service, Station
from callsign.newsroom.stories.models import (
    Correction,
    Retraction,
    Story,
    StoryByline,
    StoryTopic,
    Topic,
)
from callsign.newsroom.transcripts.models import Speaker
from callsign.outlets.frontpage.figures import SOCIAL
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.story_page import preview_context
from tests.cast import FRIDAY_NOON
from tests.outlets.frontpage.conftest import address

NEW = "Something new"

# In bulk where that can be: no save() and no signal could have told anybody.
CHANGES = {
    "the title": lambda story: Story.objects.update(title=NEW),
    "the teaser": lambda story: Story.objects.update(teaser=NEW),
    "the kicker": lambda story: Story.objects.update(kicker=NEW),
    "the text": lambda story: Story.objects.update(
        body=[{"type": "paragraphs", "value": f"<p>{NEW}</p>"}]
    ),
    "who signed": lambda story: StoryByline.objects.update(
        person=Person.objects.create(name=NEW, slug="new")
    ),
    "what the signer did": lambda story: StoryByline.objects.update(credit=NEW.lower()),
    "a name": lambda story: Person.objects.filter(slug="ada-okafor").update(name=NEW),
    "an address": lambda story: Person.objects.update_or_create(
        slug="luis-prieto", defaults={"slug": "new", "title": NEW}
    ),
    "a guest": lambda story: Speaker.objects.update(
        person=Person.objects.create(name=NEW, slug="new")
    ),
    "a topic's name": lambda story: Topic.objects.update(name=NEW),
    "the topic": lambda story: StoryTopic.objects.update(
        topic=Topic.objects.create(name=NEW, slug="new")
    ),
    "the program's name": lambda story: Page.objects.filter(
        pk=story.heard_on_id
    ).update(title=NEW),
    "a correction": lambda story: Correction.objects.create(
        story=story, text=NEW, corrected_at=FRIDAY_NOON
    ),
    "what is said": lambda story: type(story.transcript).objects.update(html=NEW),
    "the rights": lambda story: Audio.objects.update(rights=NEW),
    "the picture's words": lambda story: Picture.objects.update(description=NEW),
    "the picture's files": lambda story: PictureRendition.objects.filter(
        filter_spec=SOCIAL
    ).update(file="images/Something new"),
    "the station's name": lambda story: Station.objects.update(name=NEW),
    "the licensee": lambda story: Station.objects.update(licensee=NEW),
    "a service": lambda story: Service.objects.update(name=NEW),
    "another story": lambda story: Story.objects.filter(slug="rain").update(title=NEW),
}


def drawn_from_scratch(story):
    """The page as Django's managers read it, the way the preview is drawn."""
    request = RequestFactory().get(address(story), headers={"host": "testserver"})
    story = Story.objects.get(pk=story.pk)
    return render(request, Story.template, preview_context(story, request))


@pytest.fixture
def seen(client, interview, publish, river, drawing):
    """The interview, with a picture and a neighbor, which somebody has just read."""
    publish("Rain at last", topic=river, slug="rain")
    Story.objects.filter(pk=interview.pk).update(picture=drawing)
    assert NEW not in client.get(address(interview)).content.decode()
    return interview


class TestAPublishedStory:
    def test_reads_as_if_it_were_drawn_from_scratch(self, client, seen):
        page = client.get(address(seen)).content

        assert page == drawn_from_scratch(seen).content

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_shows_at_once_what_has_changed(self, client, seen, change):
        change(seen)
        page = client.get(address(seen)).content

        assert NEW.lower() in page.decode().replace("%20", " ").lower()
        assert page == drawn_from_scratch(seen).content

    def test_is_withdrawn_at_once(self, client, seen, admin_user):
        Retraction.objects.create(
            story=seen, retracted_by=admin_user, retracted_at=FRIDAY_NOON, reason=NEW
        )
        page = client.get(address(seen)).content

        assert NEW in page.decode() and "<audio" not in page.decode()
        assert page == drawn_from_scratch(seen).content

    def test_is_closed_at_once(self, client, seen):
        PageViewRestriction.objects.create(
            page=Site.objects.get().root_page, restriction_type="login"
        )

        assert client.get(address(seen)).status_code == 302

    def test_loses_at_once_what_nobody_may_follow(self, client, seen):
        """A neighbor, a program and a standing page that are taken down are not linked."""
        assert "Rain at last" in client.get(address(seen)).content.decode()
        Page.objects.exclude(pk=seen.pk).filter(depth__gt=3).update(live=False)
        page = client.get(address(seen)).content.decode()

        assert "Rain at last" not in page and "Heard on" not in page


def test_the_masthead_is_asked_once_in_a_request(layout, django_assert_num_queries):
    request = RequestFactory().get("/", headers={"host": "testserver"})
    masthead_for(request)

    with django_assert_num_queries(0):
        assert masthead_for(request).ways
