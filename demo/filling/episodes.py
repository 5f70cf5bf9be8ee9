"""Episodes: the recordings of stories, as the editions of the programs they aired in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from callsign.newsroom.programs.models import Episode, EpisodeCredit, Program
from callsign.newsroom.stories.models import Story
from demo.filling.house import published


def publish_editions(zone: ZoneInfo) -> int:
    """Publish an edition for each recorded story; return how many were not there."""
    recorded = Story.objects.live().exclude(audio=None).exclude(heard_on=None)
    return sum(publish_edition(story, zone) for story in recorded)


def publish_edition(story: Story, zone: ZoneInfo) -> bool:
    program: Program = story.heard_on.specific
    if Episode.objects.child_of(program).filter(slug=story.slug).exists():
        return False
    at: datetime = story.first_published_at
    edition = Episode(
        title=story.title,
        slug=story.slug,
        teaser=story.teaser,
        aired_on=at.astimezone(zone).date(),
        audio=story.audio,
        transcript=story.transcript,
        owner=story.owner,
        **published(at),
    )
    edition.credits = [
        EpisodeCredit(person_id=one.person_id, credit=one.credit)
        for one in program.hosts.all()
    ]
    program.add_child(instance=edition)
    return True
