"""The story: a piece of journalism with its own page."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.models.pages import PageManager
from wagtail.query import PageQuerySet

from callsign.newsroom.people.models import Byline
from callsign.newsroom.station.showing import Shown
from callsign.newsroom.stories.blocks import StoryBody
from callsign.newsroom.stories.models.retraction import Retraction


class AlreadyRetracted(Exception):
    """The newsroom has withdrawn this story before."""


class StoryQuerySet(PageQuerySet):
    """Stories, by how the newsroom stands to them."""

    def standing(self) -> Self:
        """Return the published stories the newsroom still stands behind."""
        return self.live().public().filter(retraction__isnull=True)

    def latest_first(self) -> Self:
        """Return them as a reader wants news: the latest first."""
        return self.order_by("-first_published_at", "-pk")


class Story(Shown, Page):
    """A piece of journalism: a title, a teaser, a body, often a recording."""

    kicker = models.CharField(max_length=40, blank=True)
    teaser = models.CharField(max_length=300, blank=True)
    body = StreamField(StoryBody(), blank=True)
    picture = models.ForeignKey(
        "station.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    audio = models.ForeignKey(
        "audio.Audio",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
    )
    transcript = models.ForeignKey(
        "transcripts.Transcript",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
    )
    # Page has an attribute for each of its kinds, so this one cannot be called program.
    heard_on = models.ForeignKey(
        "programs.Program",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
    )
    embargoed_until = models.DateTimeField(null=True, blank=True)
    working_title = models.CharField(max_length=120, blank=True)

    objects = PageManager.from_queryset(StoryQuerySet)()

    template = "frontpage/story.html"
    parent_page_types = ["stories.StoryMonth"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name_plural = "stories"

    @property
    def is_retracted(self) -> bool:
        """Whether the newsroom has withdrawn this story."""
        return hasattr(self, "retraction")

    def retract(self, *, by: AbstractBaseUser, because: str, at: datetime) -> None:
        """Withdraw the story in public: its page stays, and says why."""
        if self.is_retracted:
            raise AlreadyRetracted(f"“{self.title}” was retracted before")
        Retraction.objects.create(
            story=self, retracted_by=by, retracted_at=at, reason=because
        )


class StoryByline(Byline):
    """Somebody who signs a story."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")


class StoryTopic(Orderable):
    """A topic of a story, the foremost first."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="story_topics")
    topic = models.ForeignKey(
        "stories.Topic", on_delete=models.CASCADE, related_name="story_topics"
    )
