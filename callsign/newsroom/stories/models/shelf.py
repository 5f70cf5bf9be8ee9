"""Shelves: where stories stand, a month on each, so that no folder grows too long."""

from datetime import datetime

from django.db import models
from wagtail.models import Page

from callsign.newsroom.station.showing import Shown


class StoryShelf(Shown, Page):
    """The parent of the months; its address lists the latest stories."""

    template = "frontpage/latest.html"
    max_count_per_parent = 1
    subpage_types = ["stories.StoryMonth"]

    def month(self, at: datetime) -> "StoryMonth":
        """Return the shelf of a moment's month, made when there is none yet."""
        slug = f"{at:%Y-%m}"
        found = StoryMonth.objects.child_of(self).filter(slug=slug).first()
        return found or self.add_child(
            instance=StoryMonth(
                title=f"{at:%B %Y}", slug=slug, month=at.date().replace(day=1)
            )
        )


class StoryMonth(Shown, Page):
    """The stories that were begun in one month."""

    month = models.DateField()

    template = "frontpage/month.html"
    parent_page_types = ["stories.StoryShelf"]
    subpage_types = ["stories.Story"]
