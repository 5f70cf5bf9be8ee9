"""What joins stories with transcripts, sound and Wagtail's pages."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.text import slugify

from callsign.newsroom.audio.holders import holds, settle
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Episode, Program
from callsign.newsroom.stories.models import Story, StoryShelf
from callsign.newsroom.transcripts.holders import shows
from callsign.newsroom.transcripts.models import Revision, Transcript
from callsign.newsroom.transcripts.reading import HandedIn


def start_story(
    *,
    shelf: StoryShelf,
    title: str,
    by: AbstractBaseUser,
    at: datetime,
    heard_on: Program | None = None,
) -> Story:
    """Begin a story: a draft on the shelf of its month, which nobody outside can see."""
    with transaction.atomic():
        month = shelf.month(at)
        story = Story(
            title=title,
            slug=free_slug(month, title),
            live=False,
            owner=by,
            heard_on=heard_on,
        )
        month.add_child(instance=story)
        story.save_revision(user=by, log_action=True)
    return story


def free_slug(month: models.Model, title: str) -> str:
    """Return an address for a title that no other story of the month has."""
    wanted = slugify(title)[:80].strip("-") or "story"
    taken = set(
        month.get_children()
        .filter(slug__startswith=wanted)
        .values_list("slug", flat=True)
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def take_script(
    *,
    story: Story | Episode,
    text: HandedIn,
    based_on: Revision | None,
    by: AbstractBaseUser,
    at: datetime,
) -> Transcript:
    """
    Give a story or an episode its script, a text or a file: the first, or another version.

    Raises: NotAScript; TranscriptMovedOn: the transcript's head is not ``based_on``
    """
    if story.transcript is None:
        transcript = begin_transcript(story, text, by=by, at=at)
        if transcript is not None:
            return transcript
    story.transcript.replace_script(
        text, based_on=based_on, hosts=story.hosts_expected, by=by, at=at
    )
    return story.transcript


def begin_transcript(
    story: Story | Episode, text: HandedIn, *, by: AbstractBaseUser, at: datetime
) -> Transcript | None:
    """
    Make the transcript of a story that has none; None when it has one by now.

    Whoever was faster at this very moment, their transcript is the story's.
    """
    with transaction.atomic():
        locked = type(story).objects.select_for_update(of=("self",)).get(pk=story.pk)
        story.transcript = locked.get_latest_revision_as_object().transcript
        if story.transcript is not None:
            return None
        transcript = Transcript.objects.take_script(
            text, story.title, story.hosts_expected, by=by, at=at, audio=story.audio
        )
        story.take_transcript(transcript, by=by, at=at)
    return transcript


@shows
def published_stories() -> models.QuerySet:
    """Return the stories that let their transcripts be read."""
    return Story.objects.live()


@holds
def standing_stories() -> models.QuerySet:
    """Return the stories that let their recordings be heard."""
    return Story.objects.standing()


def settle_sound(*, story: Story, at: datetime, is_going: bool = False) -> None:
    """
    Let everybody hear what a standing story holds, and nobody what none does any more.

    Looks at every recording this story ever held; ``is_going`` says that it is about
    to be deleted and holds nothing.
    """
    ever_held = {
        audio_id
        for audio_id in story.revisions.values_list("content__audio", flat=True)
        if audio_id
    }
    recordings = Audio.objects.filter(pk__in=ever_held | {story.audio_id})
    settle(recordings, at=at, without=story if is_going else None)
