"""Finding stories: by how the newsroom stands to them, what they are about, who is in them."""

from typing import Self

from django.db import models
from wagtail.query import PageQuerySet

from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.models.byline import StoryByline
from callsign.newsroom.stories.models.topic import StoryTopic, Topic
from callsign.newsroom.transcripts.models import Speaker


class StoryQuerySet(PageQuerySet):
    """Stories, by how the newsroom stands to them."""

    def standing(self) -> Self:
        """Return the published stories the newsroom still stands behind."""
        return self.live().public().filter(retraction__isnull=True)

    def latest_first(self) -> Self:
        """Return them as a reader wants news: the latest first."""
        return self.order_by("-first_published_at", "-pk")

    def about(self, topic: Topic) -> Self:
        """Return the stories on a topic."""
        topics = StoryTopic.objects.filter(story=models.OuterRef("pk"), topic=topic)
        return self.filter(models.Exists(topics))

    def by(self, person: Person) -> Self:
        """Return the stories a person signed."""
        bylines = StoryByline.objects.filter(story=models.OuterRef("pk"), person=person)
        return self.filter(models.Exists(bylines))

    def with_voice_of(self, person: Person) -> Self:
        """Return the stories in which a person speaks."""
        voices = Speaker.objects.filter(
            transcript=models.OuterRef("transcript"), person=person
        )
        return self.filter(models.Exists(voices))

    def for_cards(self) -> Self:
        """Return them with all that a card in a list shows, in four queries however many."""
        return self.select_related(
            "picture", "audio", "heard_on", "retraction"
        ).prefetch_related("bylines__person", "story_topics__topic")
