"""The parts of a story: the rows that belong to it, of the published one and of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField

from callsign.engines.transcript.model import Role
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.stories.models import (
    Correction,
    Story,
    StoryByline,
    StoryTopic,
)
from callsign.newsroom.transcripts.models import Speaker
from callsign.outlets.frontpage.privacy import open_to_all
from callsign.outlets.frontpage.questions import Blank, Question

STORY = Blank("story", BigIntegerField())
TOPICS: Question[tuple[int]] = Question(
    lambda: StoryTopic.objects.filter(story=STORY).values_list("topic")
)
BYLINES: Question[tuple[str, str, str]] = Question(
    lambda: StoryByline.objects.filter(story=STORY).values_list(
        "person__name", "person__slug", "credit"
    )
)
CORRECTIONS: Question[tuple[str, datetime]] = Question(
    lambda: Correction.objects.filter(story=STORY).values_list("text", "corrected_at")
)
GUESTS: Question[Speaker] = Question(
    lambda: (
        Speaker.objects.filter(
            transcript=Blank("transcript", BigIntegerField()), person__isnull=False
        )
        .exclude(role__in=[Role.HOST, Role.BYLINE])
        .select_related("person__portrait")
        .only("person__name", "person__title", "person__slug", "person__portrait")
    )
)
EDITION: Question[tuple[str, str, date | None]] = Question(
    lambda: (
        open_to_all(Episode.objects.live())
        .filter(segments=Blank("segment", BigIntegerField()))
        .values_list("title", "url_path", "aired_on")
    )
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to a story, in the order it is printed."""

    topics: Sequence[int]
    bylines: Sequence[tuple[str, str, str]]  # the name, the slug, the credit
    corrections: Sequence[tuple[str, datetime]]
    voices: Sequence[Speaker]  # whose people are not the hosts
    edition: tuple[str, str, date | None] | None  # the title, the path, the day


def parts_of(story: Story) -> Parts:
    """Ask for the parts of a story as it was published."""
    return Parts(
        topics=[topic for (topic,) in TOPICS(story=story.pk)],
        bylines=BYLINES(story=story.pk),
        corrections=CORRECTIONS(story=story.pk),
        voices=voices_of(story),
        edition=edition_of(story),
    )


def parts_of_draft(story: Story) -> Parts:
    """Return the parts of a story as they stand in its draft, saved or not."""
    return Parts(
        topics=[one.topic_id for one in story.story_topics.all()],
        bylines=[
            (one.person.name, one.person.slug, one.credit)
            for one in story.bylines.select_related("person")
        ],
        corrections=[(one.text, one.corrected_at) for one in story.corrections.all()],
        voices=voices_of(story),
        edition=edition_of(story),
    )


def edition_of(story: Story) -> tuple[str, str, date | None] | None:
    """Return the episode that the story was on the air in, where readers may see it."""
    return EDITION.first(segment=story.aired_as_id) if story.aired_as_id else None


def voices_of(story: Story) -> list[Speaker]:
    """Return the voices whose people are not the hosts."""
    if not story.transcript_id:
        return []
    return GUESTS(transcript=story.transcript_id)
