"""Transcripts to take along: captions, data, plain text."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.table import writer_named
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Transcript as Held
from callsign.newsroom.transcripts.showing import shown
from callsign.outlets.frontpage.finding import story_at
from callsign.outlets.frontpage.masthead import Masthead, masthead_for

TEXTS = ("text/", "application/json", "application/x-subrip", "application/ttml+xml")


@require_safe
def transcript(
    request: HttpRequest, month: str, slug: str, suffix: str
) -> HttpResponse:
    """Give the transcript of a story the newsroom stands behind, in the format asked for."""
    masthead = masthead_for(request)
    story = story_at(month, slug, masthead)
    if story is None or story.is_retracted:
        raise Http404("no such transcript")
    return as_file(story.transcript, suffix, facts_of(story, masthead))


@require_safe
def episode_transcript(
    request: HttpRequest, program: str, slug: str, suffix: str
) -> HttpResponse:
    """Give the transcript of a published episode, in the format asked for."""
    masthead = masthead_for(request)
    episodes = Episode.objects.live().public().select_related("transcript")
    if masthead.root:
        episodes = episodes.descendant_of(masthead.root)
    below = f"/{program}/{slug}/"
    episode = get_object_or_404(episodes, slug=slug, url_path__endswith=below)
    return as_file(episode.transcript, suffix, facts_of(episode, masthead))


def facts_of(page: Story | Episode, masthead: Masthead) -> Facts:
    """Return what a file may say of the story or episode that its transcript is of."""
    first = page.first_published_at
    return Facts(
        title=page.title,
        language=page.transcript.language if page.transcript else None,
        address=masthead.origin + masthead.address(page),
        published_on=first.astimezone(masthead.zone).date() if first else None,
        station=masthead.name,
        rights=(page.audio.rights if page.audio else "") or None,
        is_unread=bool(page.transcript and page.transcript.caution),
    )


def as_file(held: Held | None, suffix: str, facts: Facts) -> HttpResponse:
    """Answer with a transcript. Raises: Http404 where there is none in this format"""
    writer, held = writer_named(suffix), shown(held)
    if held is None or held.head is None or writer is None:
        raise Http404("no such transcript")
    try:
        content = writer.write(held.head.as_document(), facts)
    except NoTimes as error:
        raise Http404(str(error)) from error
    is_text = writer.media_type.startswith(TEXTS)
    charset = "; charset=utf-8" if is_text else ""
    response = HttpResponse(content, content_type=f"{writer.media_type}{charset}")
    title = slugify(facts.title or "")[:60].strip("-") or "transcript"
    name = f"{title}.{writer.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # Players on other sites may show our captions; they are public words.
    response["Access-Control-Allow-Origin"] = "*"
    return response
