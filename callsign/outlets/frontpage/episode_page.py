"""The episode page: the recording, what was said, the rundown, when it aired."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import mark_safe

from callsign.design.structured_data import data_block
from callsign.newsroom.programs.models import Episode, EpisodeCredit, Segment
from callsign.newsroom.station.showing import presents
from callsign.newsroom.transcripts.models import Edition, Transcript
from callsign.newsroom.transcripts.rendering import clock
from callsign.newsroom.transcripts.showing import shown_of
from callsign.outlets.frontpage.air_times import aired
from callsign.outlets.frontpage.episode_data import episode_data
from callsign.outlets.frontpage.episode_shown import EpisodeShown, Piece
from callsign.outlets.frontpage.figures import figures
from callsign.outlets.frontpage.finding import published
from callsign.outlets.frontpage.listening import Listening, listening_to
from callsign.outlets.frontpage.masthead import Link, Masthead, masthead_for
from callsign.outlets.frontpage.moments import MONTHS
from callsign.outlets.frontpage.promised import promised
from callsign.outlets.frontpage.story_data import absolute
from callsign.outlets.frontpage.story_shown import Guest


@presents(Episode)
def episode_context(episode: Episode, request: HttpRequest) -> dict[str, Any]:
    """Return the context of an episode's page."""
    masthead = masthead_for(request)
    shown = shown_episode(episode, masthead)
    is_complete = shown.transcript or not shown.listening
    return {
        "episode": shown,
        "promised": "" if is_complete else promised(episode.audio, masthead),
        "address": masthead.origin + shown.address,
        "data": data_block(episode_data(shown, masthead)),
    }


def shown_episode(episode: Episode, masthead: Masthead) -> EpisodeShown:
    """Prepare an episode for its template."""
    program = episode.of_program
    people = [one.person for one in credits_of(episode)]
    drawn = figures([episode.art, program.art, *(person.portrait for person in people)])
    figure = drawn.get(episode.art_id or 0)
    shared = figure or drawn.get(program.art_id or 0)
    transcript = shown_of(episode)
    on = episode.aired_on
    return EpisodeShown(
        title=episode.title,
        address=masthead.address(episode),
        program=masthead.each_program.get(program.pk),
        teaser=episode.teaser,
        description=episode.description,
        day=f"{MONTHS[on.month - 1]} {on.day}, {on.year}" if on else "",
        iso_day=on.isoformat() if on else "",
        number=episode.number,
        season=str(episode.season or ""),
        figure=figure,
        social=absolute(shared.social, masthead) if shared else "",
        people=tuple(
            Guest(
                person.name,
                person.title,
                person.get_absolute_url(),
                drawn.get(person.portrait_id),
            )
            for person in {person.pk: person for person in people}.values()
        ),
        listening=heard(episode, transcript),
        transcript=mark_safe(transcript.html if transcript else ""),  # noqa: S308 - drawn escaped
        is_timed=bool(transcript and transcript.timed_word_count),
        is_quotable=episode.transcript_id is not None,
        caution=transcript.caution if transcript else "",
        rundown=tuple(rundown(episode.segments.all(), masthead)),
        times=tuple(aired(episode, masthead, at=timezone.now())),
    )


def credits_of(episode: Episode) -> Iterable[EpisodeCredit]:
    """Return who made it and who is in it, of the draft where one is shown."""
    return episode.credits.select_related("person__portrait")


def heard(
    episode: Episode, transcript: Transcript | Edition | None
) -> Listening | None:
    """Return what plays it, once its recording is prepared and for everybody."""
    audio = episode.audio
    return listening_to(episode, transcript) if audio and audio.is_public else None


def rundown(segments: Iterable[Segment], masthead: Masthead) -> Iterable[Piece]:
    """Yield the segments in their order, each with the story that aired as it."""
    pieces = list(segments)
    stories = stories_of([one.pk for one in pieces if one.pk], masthead)
    for one in pieces:
        start_ms = one.start_ms
        yield Piece(
            key=one.pk or 0,
            label=one.label,
            title=one.title,
            story=stories.get(one.pk),
            start_ms=start_ms,
            clock=clock(start_ms) if start_ms is not None else "",
            second=(start_ms or 0) // 1000,
        )


def stories_of(segments: list[int], masthead: Masthead) -> dict[int, Link]:
    """Return the story of each segment that has one. Cost: one query."""
    if not segments:
        return {}
    rows = published(masthead).filter(aired_as__in=segments)
    return {
        segment: Link(title, masthead.address_at(url_path))
        for segment, title, url_path in rows.values_list(
            "aired_as", "title", "url_path"
        )
    }
