"""Finding: the stories of a site that its readers may read now."""

from django.db.models import Q
from django.utils import timezone

from callsign.newsroom.stories.models import Story
from callsign.newsroom.stories.models.finding import StoryQuerySet
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.frontpage.privacy import open_to_all


def published(masthead: Masthead) -> StoryQuerySet:
    """Return the stories the newsroom stands behind, the latest first."""
    # What Story.standing() returns, in one question instead of two (a test compares).
    stories = Story.objects.live().filter(retraction__isnull=True)
    return of_site(stories, masthead).latest_first()


def story_at(address: str, masthead: Masthead) -> Story | None:
    """Return the story at an address below the front page; it may be retracted."""
    if masthead.root is None:
        return None
    stories = of_site(Story.objects.live(), masthead)
    return (
        stories.filter(url_path=masthead.root.url_path + address)
        .select_related("audio", "transcript", "picture", "retraction")
        .defer("audio__problems", "transcript__script")
        .first()
    )


def of_site(stories: StoryQuerySet, masthead: Masthead) -> StoryQuerySet:
    """Keep the stories of one site, open to all, whose embargo is over."""
    stories = stories.filter(
        Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=timezone.now()),
        path__startswith=masthead.root.path if masthead.root else "",
    )
    return open_to_all(stories)
