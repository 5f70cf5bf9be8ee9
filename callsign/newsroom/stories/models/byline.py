"""Bylines: who signs a story."""

from django.db import models
from modelcluster.fields import ParentalKey

from callsign.newsroom.people.models import Byline


class StoryByline(Byline):
    """Somebody who signs a story."""

    story = ParentalKey(
        "stories.Story", on_delete=models.CASCADE, related_name="bylines"
    )
