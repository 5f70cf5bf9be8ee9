"""Finding: the stories of a site that its readers may read now."""

from datetime import datetime

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Expression,
    Q,
    TextField,
)
from django.utils import timezone

from callsign.newsroom.stories.models import Story
from callsign.newsroom.stories.models.finding import StoryQuerySet
from callsign.outlets.frontpage.masthead import Link, Masthead
from callsign.outlets.frontpage.privacy import open_to_all
from callsign.outlets.frontpage.questions import Blank, Question

RELATED = 4

# What a story's page and its downloads print, and nothing besides.
PRINTED = (
    *("title", "slug", "url_path", "first_published_at", "kicker", "teaser", "body"),
    *("picture", "heard_on", "aired_as", "retraction"),
    *("audio__title", "audio__duration_ms", "audio__rights", "audio__waveform"),
    *("transcript__html", "transcript__plain_text", "transcript__head"),
    *("transcript__word_count", "transcript__timed_word_count"),
    *("transcript__is_rough", "transcript__origin", "transcript__status"),
)

NOW = Blank("now", DateTimeField())
STORY: Question[Story] = Question(
    # The address alone would do, but it is the slug that has an index.
    lambda: (
        readable(Story.objects.live(), "", NOW)
        .filter(
            slug=Blank("slug", CharField()), url_path=Blank("url_path", TextField())
        )
        .select_related("audio", "transcript", "picture", "retraction")
        .only(*PRINTED)
    )
)
OTHERS: Question[tuple[str, str]] = Question(
    lambda: (
        standing(Blank("root_path", CharField()), NOW)
        .filter(story_topics__topic=Blank("topic", BigIntegerField()))
        .exclude(pk=Blank("story", BigIntegerField()))
        .values_list("title", "url_path")[:RELATED]
    )
)


def published(masthead: Masthead) -> StoryQuerySet:
    """Return the stories the newsroom stands behind, the latest first."""
    return standing(masthead.root.path if masthead.root else "", timezone.now())


def story_at(month: str, slug: str, masthead: Masthead) -> Story | None:
    """Return the story of a month's shelf; it may be retracted."""
    if masthead.root is None:
        return None
    url_path = f"{masthead.root.url_path}stories/{month}/{slug}/"
    return STORY.first(slug=slug, url_path=url_path, now=timezone.now())


def related(story: Story, topic: int, masthead: Masthead) -> list[Link]:
    """Return the latest other stories of a topic."""
    others = OTHERS(
        topic=topic,
        story=story.pk,
        root_path=masthead.root.path if masthead.root else "",
        now=timezone.now(),
    )
    return [Link(title, masthead.address_at(url_path)) for title, url_path in others]


def standing(root_path: str | Expression, now: datetime | Expression) -> StoryQuerySet:
    """Return the stories below a page that nobody retracted, the latest first."""
    # What Story.standing() returns, in one question instead of two (a test compares).
    stories = Story.objects.live().filter(retraction__isnull=True)
    return readable(stories, root_path, now).latest_first()


def readable(
    stories: StoryQuerySet, root_path: str | Expression, now: datetime | Expression
) -> StoryQuerySet:
    """Keep the stories below a page that are open to all, and whose embargo is over."""
    over = Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now)
    below = Q(path__startswith=root_path) if root_path else Q()
    return open_to_all(stories.filter(over, below))
