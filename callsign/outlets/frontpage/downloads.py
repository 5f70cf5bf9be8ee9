"""Transcripts to take along: captions, data, plain text."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.json_format import to_json
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.plain_text import to_text
from callsign.engines.transcript.writers.srt import to_srt
from callsign.engines.transcript.writers.webvtt import to_webvtt
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.transcripts.models import Transcript as Held
from callsign.outlets.frontpage.finding import story_at
from callsign.outlets.frontpage.masthead import masthead_for

Writer = Callable[[Transcript], str]
FORMATS: dict[str, tuple[Writer, str]] = {
    "vtt": (to_webvtt, "text/vtt"),
    "srt": (to_srt, "application/x-subrip"),
    "json": (to_json, "application/json"),
    "txt": (to_text, "text/plain"),
}


@require_safe
def transcript(
    request: HttpRequest, month: str, slug: str, suffix: str
) -> HttpResponse:
    """Give the transcript of a story the newsroom stands behind, in the format asked for."""
    story = story_at(month, slug, masthead_for(request))
    if story is None or story.is_retracted:
        raise Http404("no such transcript")
    return as_file(story.transcript, suffix, title=story.title)


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
    return as_file(episode.transcript, suffix, title=episode.title)


def as_file(held: Held | None, suffix: str, *, title: str) -> HttpResponse:
    """Answer with a transcript. Raises: Http404 where there is none in this format"""
    if held is None or held.head is None or suffix not in FORMATS:
        raise Http404("no such transcript")
    write, content_type = FORMATS[suffix]
    try:
        text = write(held.head.as_document())
    except NoTimes as error:
        raise Http404(str(error)) from error
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    name = f"{slugify(title)[:60].strip('-') or 'transcript'}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # Players on other sites may show our captions; they are public words.
    response["Access-Control-Allow-Origin"] = "*"
    return response
