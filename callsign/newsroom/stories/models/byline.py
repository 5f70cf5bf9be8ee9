"""Bylines: who signs a story."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data

from callsign.newsroom.people.models import Byline


class StoryByline(Byline):
    """Somebody who signs a story."""

    story = ParentalKey(
        "stories.Story", on_delete=models.CASCADE, related_name="bylines"
    )

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "StoryByline":
        """
        Return a byline of a stored version, for modelcluster.

        It would ask for the person and for the story again for each; whose person is
        gone is left out before (``without_what_is_gone``), and the story is being read.
        """
        return model_from_serializable_data(cls, data, check_fks=False)
