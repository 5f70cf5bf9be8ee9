"""Transcripts to take along: captions, data, plain text."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.table import writer_named
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import Edition, Transcript
from callsign.newsroom.transcripts.showing import shown_of
from callsign.outlets.frontpage.finding import story_at
from callsign.outlets.frontpage.masthead import Masthead, masthead_for

Held = Transcript | Edition
# The digits that every database's largest whole number has room for.
NUMBER = re.compile(r"[0-9]{1,18}")
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
    held = held_for(request, story)
    return as_file(held, suffix, facts_of(story, held, masthead))


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
    held = held_for(request, episode)
    return as_file(held, suffix, facts_of(episode, held, masthead))


def held_for(request: HttpRequest, page: Story | Episode) -> Held | None:
    """
    Return the transcript readers see on a page; on another clock with ``?edition=``.

    Raises: Http404: no public recording with that number is an edition of this one
    """
    held = shown_of(page)
    asked = request.GET.get("edition", "")
    if not asked:
        return held
    if not isinstance(held, Transcript) or not NUMBER.fullmatch(asked):
        raise Http404("no such edition")
    editions = held.editions.in_use().filter(audio__public_since__isnull=False)
    return get_object_or_404(editions.select_related("transcript"), pk=int(asked))


def facts_of(page: Story | Episode, held: Held | None, masthead: Masthead) -> Facts:
    """Return what a file may say of the story or episode that its transcript is of."""
    first = page.first_published_at
    return Facts(
        title=page.title,
        language=held.language if held else None,
        address=masthead.origin + masthead.address(page),
        published_on=first.astimezone(masthead.zone).date() if first else None,
        station=masthead.name,
        rights=(page.audio.rights if page.audio else "") or None,
        is_unread=bool(held and held.caution),
    )


def as_file(held: Held | None, suffix: str, facts: Facts) -> HttpResponse:
    """Answer with a transcript. Raises: Http404 where there is none in this format"""
    writer = writer_named(suffix)
    document = document_of(held)
    if document is None or writer is None:
        raise Http404("no such transcript")
    try:
        content = writer.write(document, facts)
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


def document_of(held: Held | None) -> Document | None:
    """Return what is said, on the clock of whoever holds it; None where nothing is."""
    if isinstance(held, Edition):
        return held.as_document()
    return held.head.as_document() if held is not None and held.head else None
