"""Cards: a story as it is shown among others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from callsign.engines.transcript.model import Role
from callsign.newsroom.station.models import Picture
from callsign.newsroom.stories.models import Story, StoryByline, StoryTopic
from callsign.newsroom.stories.models.finding import StoryQuerySet
from callsign.newsroom.transcripts.models import Speaker
from callsign.newsroom.transcripts.rendering import clock
from callsign.newsroom.transcripts.showing import shown
from callsign.outlets.frontpage.figures import Figure, figures
from callsign.outlets.frontpage.listening_map import Stroke
from callsign.outlets.frontpage.masthead import Link, Masthead
from callsign.outlets.frontpage.moments import Moment, minutes, moment

# What no list prints, and what makes a row of the database a hundred times as long.
HEAVY = (
    *("body", "search_description", "draft_title"),
    *("audio__waveform", "audio__problems", "transcript__html"),
    *("transcript__script", "transcript__plain_text"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a list of stories shows of one."""

    key: int
    title: str
    address: str
    kicker: str
    topic: Link | None
    teaser: str
    published: Moment
    is_of_this_year: bool
    bylines: tuple[str, ...]
    listen_minutes: int | None
    is_timed: bool
    figure: Figure | None
    face: Figure | None
    audio: int | None
    audio_address: str
    transcript: int | None
    strokes: tuple[Stroke, ...] = ()
    quote: str = ""
    quote_address: str = ""
    quote_ms: int | None = None
    speaker: str = ""

    @property
    def day(self) -> str:
        """The day it was published; the year where it is another."""
        return self.published.short if self.is_of_this_year else self.published.day

    @property
    def quote_clock(self) -> str:
        """When in the recording the quote is said."""
        return clock(self.quote_ms) if self.quote_ms is not None else ""


def cards(stories: StoryQuerySet, masthead: Masthead) -> list[Card]:
    """
    Return a card for each story, in order.

    Cost: five queries, however many stories.
    """
    now = timezone.now()  # of a story that never says when it went out
    rows = list(stories.select_related("audio", "transcript", "picture").defer(*HEAVY))
    names = _bylines(rows)
    topics = _foremost_topics(rows, masthead)
    faces = _faces(rows)
    drawn = figures([story.picture for story in rows] + list(faces.values()))
    return [
        Card(
            key=story.pk,
            title=story.title,
            address=masthead.address(story),
            kicker=story.kicker,
            topic=topics.get(story.pk),
            teaser=story.teaser,
            published=moment(story.first_published_at or now, masthead.zone),
            is_of_this_year=(story.first_published_at or now).year == now.year,
            bylines=tuple(names.get(story.pk, ())),
            listen_minutes=minutes(story.audio.duration_ms) if story.audio else None,
            is_timed=bool(
                shown(story.transcript) and story.transcript.timed_word_count
            ),
            figure=drawn.get(story.picture_id),
            face=_face(faces.get(story.transcript_id), drawn),
            audio=story.audio_id,
            audio_address=story.audio.rendition_url() if story.audio else "",
            transcript=story.transcript_id,
        )
        for story in rows
    ]


def _bylines(stories: Sequence[Story]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = StoryByline.objects.filter(story__in=[story.pk for story in stories])
    for story, name in rows.order_by("sort_order").values_list("story", "person__name"):
        found.setdefault(story, []).append(name)
    return found


def _foremost_topics(stories: Iterable[Story], masthead: Masthead) -> dict[int, Link]:
    rows = StoryTopic.objects.filter(story__in=[story.pk for story in stories])
    found: dict[int, Link] = {}
    for story, topic in rows.order_by("sort_order").values_list("story", "topic"):
        if topic in masthead.topics:
            found.setdefault(story, masthead.topics[topic])
    return found


def _faces(stories: Iterable[Story]) -> dict[int, Picture]:
    """Return the portrait of the first guest of each transcript that has one."""
    transcripts = [story.transcript_id for story in stories if story.transcript_id]
    if not transcripts:
        return {}
    voices = (
        Speaker.objects.filter(
            transcript__in=transcripts, person__portrait__isnull=False
        )
        .exclude(role__in=[Role.HOST, Role.BYLINE])
        .select_related("person__portrait")
        .order_by("-pk")
    )
    return {voice.transcript_id: voice.person.portrait for voice in voices}


def _face(picture: Picture | None, drawn: dict[int, Figure]) -> Figure | None:
    return drawn.get(picture.pk) if picture else None
