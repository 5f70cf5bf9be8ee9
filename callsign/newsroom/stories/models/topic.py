"""Topics: what stories are about."""

from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable
from wagtail.search import index


class Topic(index.Indexed, models.Model):
    """A subject the newsroom follows."""

    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("position"),
    ]
    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.SearchField("description"),
    ]

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of this topic's page."""
        return reverse("frontpage:topic", args=[self.slug])


class StoryTopic(Orderable):
    """A topic of a story, the foremost first."""

    story = ParentalKey(
        "stories.Story", on_delete=models.CASCADE, related_name="story_topics"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="story_topics"
    )

    panels = [FieldPanel("topic")]
