"""The sources of quotes: stories and episodes that everybody may read, as one kind."""

import json
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpRequest

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.stories.models import Retraction, Story
from callsign.newsroom.transcripts.document import Document, from_stored
from callsign.newsroom.transcripts.models import Revision, Transcript
from callsign.newsroom.transcripts.showing import shown
from callsign.outlets.frontpage.finding import story_at
from callsign.outlets.frontpage.masthead import Masthead, masthead_for
from callsign.outlets.frontpage.moments import MONTHS, moment


@dataclass(frozen=True, slots=True)
class Source:
    """What a quote is from: its page, its transcript, its recording."""

    title: str
    address: str
    day: str
    iso_day: str
    transcript: Transcript | None
    audio: Audio | None
    retraction: Retraction | None = None


def story_source(request: HttpRequest, month: str, slug: str) -> Source | None:
    """Return a story as a source; None where readers have none there."""
    masthead = masthead_for(request)
    story = story_at(month, slug, masthead)
    return of_story(story, masthead) if story else None


def of_story(story: Story, masthead: Masthead) -> Source:
    at = story.first_published_at
    first = moment(at, masthead.zone) if at else None
    return Source(
        title=story.title,
        address=masthead.address(story),
        day=first.day if first else "",
        iso_day=first.iso if first else "",
        transcript=held(story.transcript_id),
        audio=heard(story.audio_id),
        retraction=getattr(story, "retraction", None),
    )


def episode_source(request: HttpRequest, program: str, slug: str) -> Source | None:
    """Return an episode as a source; None where readers have none there."""
    masthead = masthead_for(request)
    episodes = Episode.objects.live().public()
    if masthead.root:
        episodes = episodes.descendant_of(masthead.root)
    below = f"/{program}/{slug}/"
    episode = episodes.filter(slug=slug, url_path__endswith=below).first()
    if episode is None:
        return None
    on = episode.aired_on
    return Source(
        title=episode.title,
        address=masthead.address(episode),
        day=f"{MONTHS[on.month - 1]} {on.day}, {on.year}" if on else "",
        iso_day=on.isoformat() if on else "",
        transcript=held(episode.transcript_id),
        audio=heard(episode.audio_id),
    )


def held(key: int | None) -> Transcript | None:
    """Return a transcript without what is drawn of it, and without its words."""
    rows = Transcript.objects.defer("html", "plain_text", "script", "gone_words")
    return shown(rows.filter(pk=key).first())


def said_in(version: int | None) -> Document | None:
    """
    Return what a version of a transcript says; None where there is none.

    Cost: a fifth of a second for 10,000 words, and next to nothing the second time.
    """
    versions = Revision.objects.filter(pk=version, set_aside=False)
    text = Cast("document", TextField())
    written = versions.annotate(text=text).values_list("text", flat=True).first()
    return read(written) if written else None


# An hour's transcript is a megabyte of text and a few more as words.
@lru_cache(maxsize=4)
def read(written: str) -> Document:
    """Read a version; by its text, so that nothing old is ever given out."""
    return from_stored(json.loads(written))


def heard(key: int | None) -> Audio | None:
    """Return a recording that everybody may hear."""
    return Audio.objects.public().defer("waveform").filter(pk=key).first()
