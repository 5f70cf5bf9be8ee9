"""Stories, and what may happen to them."""

from callsign.newsroom.stories.models.byline import StoryByline
from callsign.newsroom.stories.models.correction import Correction
from callsign.newsroom.stories.models.retraction import Retraction
from callsign.newsroom.stories.models.shelf import StoryMonth, StoryShelf
from callsign.newsroom.stories.models.story import AlreadyRetracted, Story
from callsign.newsroom.stories.models.topic import StoryTopic, Topic

__all__ = [
    "AlreadyRetracted",
    "Correction",
    "Retraction",
    "Story",
    "StoryByline",
    "StoryMonth",
    "StoryShelf",
    "StoryTopic",
    "Topic",
]
